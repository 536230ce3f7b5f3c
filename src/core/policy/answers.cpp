// Which answers are legal for which kind of question.
#include <core/json/fields.hpp>
#include <core/policy/checklist.hpp>
#include <core/policy/shapes.hpp>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxText = 20'000;     // bytes
constexpr std::size_t kMaxEvidence = 1'000;  // of one answer

Error wrong(const char* code, const Question& question, std::string message, std::string remedy) {
    return {code, "/answers/" + question.id, std::move(message), std::move(remedy)};
}

std::string option_names(const Question& question) {
    std::string all;
    for (const Option& option : question.options) all += (all.empty() ? "" : ", ") + option.id;
    return all;
}

std::size_t option_index(const Question& question, const Json& answer) {
    if (!answer.is_string()) return question.options.size();
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        if (question.options[i].id == answer.get_ref<const std::string&>()) return i;
    }
    return question.options.size();
}

Result<void> check_option(const Question& question, const Json& answer) {
    if (!answer.is_string()) return wrong("answer.kind", question, "the answer must be an option id", "");
    if (option_index(question, answer) == question.options.size()) {
        return wrong("answer.option", question,
                     "the question has no option \"" + answer.get<std::string>() + "\"",
                     "use one of " + option_names(question));
    }
    return {};
}

Result<void> check_many(const Question& question, const Json& answer) {
    if (!answer.is_array())
        return wrong("answer.kind", question, "the answer must be an array of option ids", "");
    if (answer.empty()) {
        return wrong("answer.range", question, "the answer names no option",
                     "leave the answer out, or name an option");
    }
    std::size_t next = 0;
    for (const Json& one : answer) {
        CASEMENT_CHECK(check_option(question, one));
        const std::size_t index = option_index(question, one);
        if (index < next) {
            return wrong("answer.range", question, "the options are repeated or not in the question's order",
                         "name each option once, in the order " + option_names(question));
        }
        next = index + 1;
    }
    return {};
}

Result<void> check_text(const Question& question, const Json& answer) {
    if (!answer.is_string()) return wrong("answer.kind", question, "the answer must be a string", "");
    const auto size = answer.get_ref<const std::string&>().size();
    if (size == 0 || size > kMaxText) {
        return wrong("answer.range", question, "the text is empty or over 20,000 bytes", "");
    }
    return {};
}

Result<void> check_date(const Question& question, const Json& answer) {
    if (!answer.is_string())
        return wrong("answer.kind", question, "the answer must be a date", "write it as 2026-11-21");
    if (!is_day(answer.get_ref<const std::string&>())) {
        return wrong("answer.range", question, "the text is not a day", "write it as 2026-11-21");
    }
    return {};
}

Result<void> check_evidence(const Question& question, const Json& answer) {
    if (!answer.is_array())
        return wrong("answer.kind", question, "the answer must be an array of evidence indices", "");
    if (answer.empty() || answer.size() > kMaxEvidence) {
        return wrong("answer.range", question, "the answer names no evidence, or more than 1,000 pieces", "");
    }
    std::int64_t next = 0;
    for (const Json& one : answer) {
        const auto index = json::as_integer(one);
        if (!index) return wrong("answer.kind", question, "an evidence index must be a whole number", "");
        if (*index < next || *index >= 1'000'000) {
            return wrong("answer.range", question, "evidence indices must rise from 0",
                         "name each piece once, in order");
        }
        next = *index + 1;
    }
    return {};
}

}  // namespace

Result<void> check_answer(const Question& question, const Json& answer) {
    switch (question.kind) {
        case QuestionKind::choice:
        case QuestionKind::yes_no:
            return check_option(question, answer);
        case QuestionKind::many:
            return check_many(question, answer);
        case QuestionKind::text:
            return check_text(question, answer);
        case QuestionKind::date:
            return check_date(question, answer);
        case QuestionKind::spans:
        case QuestionKind::regions:
            return check_evidence(question, answer);
        case QuestionKind::number:
            break;
    }
    if (!answer.is_number()) return wrong("answer.kind", question, "the answer must be a number", "");
    return {};
}

}  // namespace casement::policy
