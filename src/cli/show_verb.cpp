// casement show: finds out what a file is and prints it.
#include <cli/show.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <core/decision/envelope.hpp>
#include <platform/native/bundle_folder.hpp>
#include <platform/native/crypto.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <filesystem>

namespace casement::cli {
namespace {

constexpr std::int64_t kMaxDocument = 16 << 20;

Result<void> show_value(std::string_view text, const std::string& place) {
    auto document = json::parse(text);
    if (!document) return placed(std::move(document).error(), place);
    if (document->contains("casement_policy")) {
        auto pack = policy::read_pack(text);
        if (!pack) return placed(std::move(pack).error(), place);
        show_pack(*pack);
    } else if (document->contains("resources")) {
        auto descriptor = bundle::read_descriptor(text);
        if (!descriptor) return placed(std::move(descriptor).error(), place);
        show_descriptor(*descriptor, native::sha256(text));
    } else if (document->contains("payload")) {
        if (text.ends_with('\n')) text.remove_suffix(1);
        auto envelope = decision::read_envelope(text, decision::kMaxKeyringBytes);
        if (!envelope) return placed(std::move(envelope).error(), place);
        if (auto shown = show_statement(*envelope); !shown) return placed(std::move(shown).error(), place);
    } else {
        auto read = bundle::read_case(*document, place);
        if (!read) return std::move(read).error();
        show_case(*read);
    }
    return {};
}

bool is_lines(const std::string& path) {
    const std::string ending = std::filesystem::path(path).extension().string();
    return ending == ".jsonl" || ending == ".ndjson" || path == "-";
}

// Every line is shown; one that cannot be is reported and the rest goes on.
class Lines {
  public:
    explicit Lines(const std::string& path) : path_(path) {}

    void show(std::string_view line, std::size_t number) {
        if (line.empty()) return;
        if (!first_) fmt::print("\n");
        first_ = false;
        if (auto shown = show_value(line, path_ + ":" + std::to_string(number)); !shown) {
            print_error(shown.error());
            good_ = false;
        }
    }
    bool good() const { return good_; }

  private:
    const std::string& path_;
    bool first_ = true, good_ = true;
};

bool show_lines(const std::string& path) {
    Lines lines(path);
    auto read = native::each_line(path, kMaxDocument, [&](std::string_view line, std::size_t number) {
        lines.show(line, number);
        return true;
    });
    if (read) return lines.good();
    print_error(read.error());
    return false;
}

bool show_shard(const std::string& path, std::string_view gzip) {
    const auto unpacked = native::gunzip(gzip, bundle::kMaxShardBytes);
    if (!unpacked) return print_error(placed(unpacked.error(), path)), false;
    const std::string_view all = *unpacked;
    Lines lines(path);
    std::size_t number = 0;
    for (std::size_t start = 0; start < all.size();) {
        const std::size_t end = std::min(all.find('\n', start), all.size());
        lines.show(all.substr(start, end - start), ++number);
        start = end + 1;
    }
    return lines.good();
}

bool show_bundle(const std::string& path) {
    const auto folder = native::BundleFolder::open(path);
    if (!folder) return print_error(folder.error()), false;
    show_descriptor(folder->descriptor(), folder->digest());
    return true;
}

bool show_one(const std::string& path) {
    std::error_code error;
    if (path != "-" && std::filesystem::is_directory(path, error)) return show_bundle(path);
    if (is_lines(path)) return show_lines(path);
    const auto bytes = native::read_file(path, kMaxDocument);
    if (!bytes) return print_error(bytes.error()), false;
    if (path.ends_with(".gz")) return show_shard(path, *bytes);
    if (auto shown = show_value(*bytes, path); !shown) return print_error(shown.error()), false;
    return true;
}

int show(const Args& args) {
    if (args.files().empty()) {
        print_error(
            {"usage.value", "", "show needs at least one file or folder", "see casement show --help"});
        return kExitUsage;
    }
    bool good = true;
    for (const std::string& path : args.files()) good = show_one(path) && good;
    return good ? kExitGood : kExitFound;
}

}  // namespace

const Verb kShowVerb{
    "show",
    "FILE...",
    "show a case, pack, decision or bundle as text",
    "Finds out what each FILE is (a folder is a bundle; .jsonl holds cases or decisions, .jsonl.gz a shard; anything\n"
    "else is one JSON document) and prints it. Control, bidirectional and invisible characters are shown as escapes.\n"
    "Nothing is verified beyond its form: use casement verify. The text of cases can be distressing.",
    {},
    "  casement show build/demo\n  casement show decisions.jsonl",
    show};

}  // namespace casement::cli
