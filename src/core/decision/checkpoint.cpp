#include <core/decision/checkpoint.hpp>
#include <core/decision/statement.hpp>

namespace casement::decision {
namespace {

using json::Fields;
using json::Need;

constexpr std::int64_t kMaxNumber = 9007199254740991;
constexpr const char* kDecisions = "decisions";
constexpr const char* kOmitted = "omitted";

void read_sealed(const Fields& at, Checkpoint& out) {
    out.count = at.integer("count", 0, kMaxNumber, 0, Need::required);
    out.last = at.digest("last", out.count > 0 ? Need::required : Need::optional).value_or(Digest{});
    at.each(
        "keys",
        [&](const Fields& key) {
            const std::string id = key.text("key_id", Need::required, 1);
            ChainTail tail;
            tail.seq = key.integer("seq", 1, kMaxNumber, 1, Need::required);
            tail.digest = key.digest("digest", Need::required).value_or(Digest{});
            if (!out.tails.emplace(id, tail).second) key.fail("key_id", "stands here twice");
        },
        Need::required);
    out.filter = at.text("filter");
    out.reviewer = read_signer(at);
    out.made_at = at.time("made_at", Need::required, nullptr).value_or(0);
    out.app = at.text("app");
}

void read_omitted(const Fields& at, Omission& out) {
    out.from = at.integer("from", 1, kMaxNumber, 1, Need::required);
    out.to = at.integer("to", out.from, kMaxNumber, out.from, Need::required);
    out.prev = at.digest("prev", out.from > 1 ? Need::required : Need::optional);
    if (out.from == 1 && out.prev) at.fail("prev", "cannot stand where the chain begins");
    out.reviewer = read_signer(at);
}

}  // namespace

Result<std::string> checkpoint_statement(const Checkpoint& c) {
    Json keys = Json::array();
    for (const auto& [key_id, tail] : c.tails)
        keys.push_back({{"key_id", key_id}, {"seq", tail.seq}, {"digest", tail.digest.text()}});
    Json predicate = {{"count", c.count},
                      {"keys", std::move(keys)},
                      {"reviewer", to_json(c.reviewer)},
                      {"made_at", format_rfc3339(c.made_at)}};
    if (c.count > 0) predicate["last"] = c.last.text();
    if (!c.filter.empty()) predicate["filter"] = c.filter;
    if (!c.app.empty()) predicate["app"] = c.app;
    return write_statement(kDecisions, c.root, kCheckpointType, std::move(predicate));
}

Result<Checkpoint> read_checkpoint(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kCheckpointType));
    CASEMENT_TRY(Checkpoint out, read_predicate(document, read_sealed));
    CASEMENT_TRY(out.root, read_subject(document, kDecisions));
    return out;
}

Result<std::string> omission_statement(const Omission& o) {
    Json predicate = {{"from", o.from}, {"to", o.to}, {"reviewer", to_json(o.reviewer)}};
    if (o.prev) predicate["prev"] = o.prev->text();
    return write_statement(kOmitted, o.last, kOmissionType, std::move(predicate));
}

Result<Omission> read_omission(std::string_view payload) {
    CASEMENT_TRY(const Json document, open_statement(payload, kOmissionType));
    CASEMENT_TRY(Omission out, read_predicate(document, read_omitted));
    CASEMENT_TRY(out.last, read_subject(document, kOmitted));
    return out;
}

}  // namespace casement::decision
