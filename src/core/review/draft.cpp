#include <core/review/draft.hpp>

namespace casement::review {

Json to_json(const Draft& draft) {
    Json evidence = Json::array();
    for (const auto& mark : draft.evidence) {
        evidence.push_back(
            {{"part", mark.part}, {"start", mark.start}, {"end", mark.end}, {"question", mark.question}});
    }
    Json value = {{"version", 1},
                  {"decision_id", draft.decision_id},
                  {"case_id", draft.case_id},
                  {"answers", draft.answers},
                  {"evidence", std::move(evidence)},
                  {"rationale", draft.rationale},
                  {"reply_body", draft.reply_body},
                  {"reply_edited", draft.reply_edited},
                  {"opened_at", draft.opened_at},
                  {"active_ms", draft.active_ms}};
    if (draft.override_) {
        value["override"] = {{"outcome", draft.override_->outcome},
                             {"reason", draft.override_->reason},
                             {"approved_by", draft.override_->approved_by}};
    }
    if (draft.supersedes) {
        value["supersedes"] = {{"digest", draft.supersedes->digest.hex()},
                               {"reason", draft.supersedes->reason}};
    }
    if (!draft.flags.empty()) {
        Json& flags = value["flags"] = Json::array();
        for (const auto& flag : draft.flags)
            flags.push_back({{"question", flag.question}, {"kind", flag.kind}, {"note", flag.note}});
    }
    return value;
}

Result<Draft> read_draft(const Json& value) {
    if (!value.is_object() || json::get_int(value, "version") != 1 ||
        !json::get(value, "answers").is_object()) {
        return Error{"draft.format", "", "The draft is not in a form this version reads",
                     "Review the case again; the stored draft is left as it is"};
    }
    Draft draft;
    draft.decision_id = json::get_string(value, "decision_id");
    draft.case_id = json::get_string(value, "case_id");
    draft.answers = json::get(value, "answers");
    for (const auto& mark : json::get(value, "evidence")) {
        draft.evidence.push_back({json::get_string(mark, "part"), json::get_int(mark, "start"),
                                  json::get_int(mark, "end"), json::get_string(mark, "question")});
    }
    draft.rationale = json::get_string(value, "rationale");
    draft.reply_body = json::get_string(value, "reply_body");
    draft.reply_edited = json::get_bool(value, "reply_edited");
    draft.opened_at = json::get_int(value, "opened_at");
    draft.active_ms = json::get_int(value, "active_ms");
    if (const auto& chosen = json::get(value, "override"); chosen.is_object()) {
        draft.override_ =
            decision::Override{json::get_string(chosen, "outcome"), json::get_string(chosen, "reason"),
                               json::get_string(chosen, "approved_by")};
    }
    if (const auto& target = json::get(value, "supersedes"); target.is_object()) {
        CASEMENT_TRY(const Digest digest, Digest::from_hex(json::get_string(target, "digest")));
        draft.supersedes = decision::Supersedes{digest, json::get_string(target, "reason")};
    }
    for (const auto& flag : json::get(value, "flags")) {
        draft.flags.push_back({json::get_string(flag, "question"), json::get_string(flag, "kind"),
                               json::get_string(flag, "note")});
    }
    return draft;
}

}  // namespace casement::review
