// The walk and the derivation said once more, the plain way: every rule by JSON Logic, nothing compiled,
// nothing remembered. What Evaluation is held to.
#pragma once

#include <core/policy/checklist.hpp>

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace casement::test {

struct Reference {
    Json visible = Json::object();  // answers to the visible questions
    std::vector<std::string> asked;
    bool complete = true;
    std::optional<std::string> outcome;
};

inline Reference reference(const policy::Pack& pack, const Json& answers, const Json& facts) {
    Reference out;
    Json data = {{"answers", Json::object()}, {"case", facts}};
    for (const policy::Question& question : pack.questions) {
        if (!question.always && !json::truthy(*question.ask_when.evaluate(data))) continue;
        out.asked.push_back(question.id);
        const bool answered =
            answers.contains(question.id) && policy::check_answer(question, answers[question.id]).ok();
        if (answered) data["answers"][question.id] = answers[question.id];
        out.complete = out.complete && (answered || !question.required);
    }
    for (const policy::Outcome& outcome : pack.outcomes) {
        if (out.outcome || !json::truthy(*outcome.when.evaluate(data))) continue;
        out.outcome = outcome.id;
    }
    out.visible = data["answers"];
    return out;
}

// A sequence of numbers that is the same everywhere (xorshift64, Marsaglia 2003).
class Numbers {
  public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t limit) {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return static_cast<std::size_t>(state_ % limit);
    }

  private:
    std::uint64_t state_;
};

inline Json any_answer(const policy::Question& question, Numbers& numbers) {
    switch (question.kind) {
        case policy::QuestionKind::choice:
        case policy::QuestionKind::yes_no:
            return question.options[numbers.below(question.options.size())].id;
        case policy::QuestionKind::many: {
            Json chosen = Json::array();
            for (const policy::Option& option : question.options) {
                if (numbers.below(3) == 0) chosen.push_back(option.id);
            }
            if (chosen.empty()) chosen.push_back(question.options.front().id);
            return chosen;
        }
        case policy::QuestionKind::number:
            return static_cast<int>(numbers.below(50));
        case policy::QuestionKind::text:
            return "words";
        case policy::QuestionKind::date:
            return "2026-11-21";
        default:
            return Json::array({0});
    }
}

inline Json any_facts(Numbers& numbers) {
    const char* markets[] = {"", "DE", "FR", "US", "GB", "IN", "ZZ"};
    const char* sources[] = {"user", "regulator", "business", "advertiser", "law_enforcement", "internal"};
    const char* subjects[] = {"post", "listing", "ad", "profile"};
    return {{"market", markets[numbers.below(7)]},
            {"language", "en"},
            {"area", "community"},
            {"source_kind", sources[numbers.below(6)]},
            {"subject_kind", subjects[numbers.below(4)]},
            {"reach", numbers.below(2) * 200'000},
            {"severity_hint", numbers.below(5)},
            {"report_count", numbers.below(30)},
            {"notice_count", numbers.below(3)},
            {"notice_kinds", Json::array()},
            {"notice_rights", Json::array({"copyright"})},
            {"notice_registered", numbers.below(2) == 0},
            {"prior_violations", numbers.below(6)},
            {"strikes", numbers.below(6)},
            {"author_verified", numbers.below(2) == 0},
            {"author_age_days", numbers.below(2) == 0 ? Json(nullptr) : Json(numbers.below(400))},
            {"has_media", numbers.below(2) == 0},
            {"tags", Json::array()}};
}

// A complete walk with answers by chance.
inline Json any_walk(const policy::Pack& pack, const Json& facts, Numbers& numbers) {
    Json answers = Json::object();
    Json data = {{"answers", Json::object()}, {"case", facts}};
    for (const policy::Question& question : pack.questions) {
        if (!question.always && !json::truthy(*question.ask_when.evaluate(data))) continue;
        if (!question.required && numbers.below(2) == 0) continue;
        data["answers"][question.id] = any_answer(question, numbers);
    }
    return data["answers"];
}

// Every pack of the project, by file name.
inline std::vector<std::pair<std::string, policy::Pack>> all_packs() {
    std::vector<std::pair<std::string, policy::Pack>> packs;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::string(CASEMENT_SOURCE_DIR) + "/policies")) {
        const std::string name = entry.path().filename().string();
        if (name.find('@') == std::string::npos) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        auto pack = policy::read_pack(bytes.str());
        if (pack) packs.emplace_back(name, std::move(*pack));
    }
    return packs;
}

}  // namespace casement::test
