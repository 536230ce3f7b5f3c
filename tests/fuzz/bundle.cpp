// The bundle readers against any bytes: a descriptor, and a shard of case lines (plain or gzip, bounded).
#include <core/bundle/descriptor.hpp>
#include <core/bundle/shard.hpp>
#include <platform/native/files.hpp>

#include <cstdint>
#include <cstdlib>

using namespace casement;

static void require(bool good) {
    if (!good) std::abort();
}

static void read_shard(std::string_view bytes) {
    bundle::ShardReader reader(bytes, "cases/0.jsonl", 0);
    std::vector<bundle::CaseRow> rows;
    std::vector<Error> errors;
    while (reader.step(16, rows, errors)) {
    }
    require(reader.consumed_bytes() == bytes.size());
    for (const bundle::CaseRow& row : rows) {
        const auto again = bundle::read_case(bytes.substr(static_cast<std::size_t>(row.offset), row.length),
                                             "cases/0.jsonl:1");
        require(again.ok() && again->id == row.id && !again->title.empty());
        require(bundle::facts(*again).is_object());
        for (const bundle::Part& part : again->content) {
            require(part.media_path.empty() || bundle::is_safe_path(part.media_path));
        }
    }
    for (const Error& error : errors)
        require(!error.code.empty() && error.place.starts_with("cases/0.jsonl:"));
    bundle::drop_duplicate_ids(rows, {"cases/0.jsonl"}, errors);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto descriptor = bundle::read_descriptor(bytes)) {
        for (const bundle::Resource& resource : descriptor->resources) {
            require(bundle::is_safe_path(resource.path) && resource.bytes >= 0);
        }
        for (const bundle::PolicyPin& pin : descriptor->policies)
            require(descriptor->find(pin.path) != nullptr);
    }
    read_shard(bytes);
    constexpr std::int64_t kBound = 1 << 20;
    if (const auto unpacked = native::gunzip(bytes, kBound)) {
        require(static_cast<std::int64_t>(unpacked->size()) <= kBound);
        read_shard(*unpacked);
    }
    return 0;
}
