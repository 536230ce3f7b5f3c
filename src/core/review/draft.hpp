// A decision in the making: what is kept of a case until it is signed.
#pragma once

#include <core/decision/record.hpp>

#include <optional>
#include <string>
#include <vector>

namespace casement::review {

struct Draft {
    std::string decision_id;  // UUIDv7, made when the case was first opened
    std::string case_id;
    policy::Answers answers = Json::object();  // every answer given, also those to questions that disappeared
    std::vector<decision::Evidence> evidence;
    std::vector<decision::Flag> flags;
    std::string rationale, reply_body;
    bool reply_edited = false;  // false: the reply is composed from the decision
    std::optional<decision::Override> override_;
    std::optional<decision::Supersedes> supersedes;  // a correction of what was signed before
    TimeMs opened_at = 0;
    std::int64_t active_ms = 0;

    bool empty() const {
        return answers.empty() && evidence.empty() && flags.empty() && rationale.empty() && !override_ &&
               !supersedes;
    }
};

Json to_json(const Draft& draft);
// Errors: draft.format. A draft that cannot be read is reported, never dropped silently.
Result<Draft> read_draft(const Json& value);

}  // namespace casement::review
