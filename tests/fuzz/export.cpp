// Whole exports against any bytes: every line through one verifier and the merge, with the key that each line
// names. A line that is a statement is put into an envelope first, so that the fuzzer need not write base64.
// Signatures count as good: what a forger with a key could write is what must not confuse the reader.
#include <core/base/base64.hpp>
#include <core/decision/merge.hpp>
#include <core/decision/merkle.hpp>
#include <platform/native/signed_line.hpp>

#include <cstdint>
#include <cstdlib>
#include <set>

using namespace casement;

static void require(bool good) {
    if (!good) std::abort();
}

static void use(const decision::LineReport& report, std::size_t number) {
    require(report.line == number);
    require(report.error.has_value() == (report.status == decision::Status::invalid));
    if (report.error) require(!report.error->code.empty());
    if (!report.record) return;
    require(report.record->seq >= 1 && (report.record->seq == 1) == !report.record->prev.has_value());
    const auto written = decision::statement(*report.record);
    if (written) require(decision::read_statement(*written).ok());
}

static decision::MergeItem item_of(const decision::SignedLine& line, const decision::Record& record,
                                   std::map<std::string, std::uint32_t>& keys) {
    decision::MergeItem item;
    item.key = keys.emplace(record.reviewer.key_id, static_cast<std::uint32_t>(keys.size())).first->second;
    item.seq = record.seq;
    item.digest = line.digest;
    item.prev = record.prev.value_or(Digest{});
    item.case_digest = record.case_digest;
    if (record.supersedes) item.supersedes = record.supersedes->digest;
    item.decided_at = record.decided_at;
    return item;
}

static std::string line_of(std::string_view text) {
    if (!text.starts_with("{\"_type\"")) return std::string(text);
    decision::Envelope envelope{std::string(text), decision::kPayloadType, "none", std::string(64, 's')};
    if (const auto x = decision::signing_key_x(envelope)) {
        const Digest digest = native::sha256(decision::thumbprint_input(*x));
        envelope.key_id = base64url_encode(
            std::string_view(reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()));
    }
    return decision::envelope_line(envelope);
}

static void check_merge(std::vector<decision::MergeItem> items) {
    std::set<Digest> given;
    for (const auto& item : items) given.insert(item.digest);
    for (const auto rule :
         {decision::ConflictRule::keep, decision::ConflictRule::first, decision::ConflictRule::lead}) {
        const auto merged = decision::merge(items, rule);
        require(merged.items.size() == given.size() && merged.doubled + given.size() == items.size());
        require(std::set<std::size_t>(merged.order.begin(), merged.order.end()).size() == given.size());
        require(merged.standing.size() <= given.size());
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view file(reinterpret_cast<const char*>(data), size);
    decision::Context context;
    context.merkle_root = [](std::vector<Digest> leaves) {
        return decision::merkle_root(std::move(leaves), native::sha256);
    };
    decision::Verifier verifier(std::move(context));
    std::vector<decision::MergeItem> items;
    std::map<std::string, std::uint32_t> keys;
    std::size_t number = 0;
    for (std::size_t start = 0; start < file.size() && number < 64;) {
        const std::size_t end = std::min(file.find('\n', start), file.size());
        const std::string text = line_of(file.substr(start, end - start));
        decision::SignedLine line = native::sign_check(text, {});
        if (line.signature != decision::SignatureVerdict::unknown_key)
            line.signature = decision::SignatureVerdict::valid;
        const auto report = verifier.check(line);
        use(report, ++number);
        if (report.record) items.push_back(item_of(line, *report.record, keys));
        start = end + 1;
    }
    require(verifier.end_file() <= number && verifier.end_file() == 0);
    check_merge(std::move(items));
    return 0;
}
