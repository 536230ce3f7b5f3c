#include <core/policy/checklist.hpp>
#include <core/policy/reads.hpp>
#include <core/policy/search.hpp>

#include <algorithm>
#include <unordered_set>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxFacts = 16;
constexpr std::size_t kMaxReported = 5;

// What an ordinary case without anything special gives; each test's own facts go on top of it.
Json plain_facts() {
    return {{"market", ""},
            {"language", "en"},
            {"area", "community"},
            {"source_kind", "user"},
            {"subject_kind", "post"},
            {"reach", 0},
            {"severity_hint", 0},
            {"report_count", 0},
            {"notice_count", 0},
            {"notice_kinds", Json::array()},
            {"notice_rights", Json::array()},
            {"notice_registered", false},
            {"prior_violations", 0},
            {"strikes", 0},
            {"author_verified", false},
            {"author_age_days", nullptr},
            {"has_media", false},
            {"tags", Json::array()}};
}

std::vector<Json> facts_to_try(const Pack& pack, bool& cut_short) {
    std::vector<Json> out{plain_facts()};
    for (const PackTest& test : pack.tests) {
        Json facts = plain_facts();
        facts.update(test.facts);
        if (std::find(out.begin(), out.end(), facts) != out.end()) continue;
        if (out.size() == kMaxFacts) {
            cut_short = true;
            break;
        }
        out.push_back(std::move(facts));
    }
    return out;
}

// The answers to try, from the question's options or, where answers are open, from an example and the tests.
std::vector<Json> answers_to_try(const Pack& pack, const Question& question, bool& sampled) {
    std::vector<Json> out;
    switch (question.kind) {
        case QuestionKind::choice:
        case QuestionKind::yes_no:
            for (const Option& option : question.options) out.push_back(option.id);
            return out;
        case QuestionKind::many: {
            Json all = Json::array();
            for (const Option& option : question.options) {
                out.push_back(Json::array({option.id}));
                all.push_back(option.id);
            }
            if (all.size() > 1) out.push_back(std::move(all));
            break;
        }
        case QuestionKind::text:
            out.push_back("text");
            break;
        case QuestionKind::number:
            out = {Json(0), Json(1), Json(1000000)};
            break;
        case QuestionKind::date:
            out.push_back("2026-01-01");
            break;
        case QuestionKind::spans:
        case QuestionKind::regions:
            out.push_back(Json::array({0}));
            break;
    }
    sampled = true;
    for (const PackTest& test : pack.tests) {
        const Json& answer = json::get(test.answers, question.id.c_str());
        if (answer.is_null() || !check_answer(question, answer)) continue;
        if (std::find(out.begin(), out.end(), answer) == out.end()) out.push_back(answer);
    }
    return out;
}

class Search {
  public:
    Search(const Pack& pack, std::size_t max_paths) : pack_(pack), max_paths_(max_paths) {
        // later_[i]: the questions that a rule after question i may read.
        std::set<std::string> later;
        for (const Outcome& outcome : pack.outcomes) {
            for (auto& id : questions_read(pack, outcome.when)) later.insert(std::move(id));
        }
        later_.resize(pack.questions.size() + 1);
        later_[pack.questions.size()] = later;
        for (std::size_t i = pack.questions.size(); i-- > 0;) {
            for (auto& id : questions_read(pack, pack.questions[i].ask_when)) later.insert(std::move(id));
            later_[i] = later;
        }
        for (const Question& question : pack.questions) {
            tries_.push_back(answers_to_try(pack, question, report_.sampled));
        }
    }

    SearchReport run() {
        const std::vector<Json> all_facts = facts_to_try(pack_, report_.cut_short);
        max_paths_ =
            std::max<std::size_t>(1, max_paths_ / all_facts.size());  // each set of facts gets its share
        for (const Json& facts : all_facts) {
            ++report_.facts;
            data_ = {{"answers", Json::object()}, {"case", facts}};
            met_.clear();
            full_ = false;
            follow(0);
            if (full_) walk_at_random();
        }
        report_.cut_short = report_.cut_short || full_;
        return std::move(report_);
    }

  private:
    void follow(std::size_t index) {
        if (full_ || met_.size() >= max_paths_) {
            full_ = true;
            data_["answers"] = Json::object();
            return;
        }
        if (!met_.insert(state(index)).second) return;
        if (index == pack_.questions.size()) return derive_here();
        const Question& question = pack_.questions[index];
        if (!question.always) {
            auto asked = question.ask_when.evaluate(data_);
            if (!asked)
                return failed(std::move(asked).error(), "/questions/" + std::to_string(index) + "/ask_when");
            if (!json::truthy(*asked)) return follow(index + 1);
        }
        report_.asked.insert(question.id);
        if (!question.required) follow(index + 1);
        for (const Json& answer : tries_[index]) {
            data_["answers"][question.id] = answer;
            follow(index + 1);
        }
        data_["answers"].erase(question.id);
    }

    // Where there are too many paths to follow all of them, following the first ones alone would never change
    // an early answer: walks that choose each answer by a fixed sequence of numbers see all parts of the
    // checklist.
    void walk_at_random() {
        constexpr int kWalks = 4'000;
        std::uint64_t random = 0x9E3779B97F4A7C15u;
        for (int walk = 0; walk < kWalks; ++walk) {
            data_["answers"] = Json::object();
            bool good = true;
            for (std::size_t i = 0; good && i < pack_.questions.size(); ++i)
                good = answer_at_random(i, random);
            if (good) derive_here();
        }
    }

    bool answer_at_random(std::size_t index, std::uint64_t& random) {
        const Question& question = pack_.questions[index];
        if (!question.always) {
            auto asked = question.ask_when.evaluate(data_);
            if (!asked)
                return failed(std::move(asked).error(), "/questions/" + std::to_string(index) + "/ask_when"),
                       false;
            if (!json::truthy(*asked)) return true;
        }
        report_.asked.insert(question.id);
        random ^= random << 13;  // xorshift64, Marsaglia 2003
        random ^= random >> 7;
        random ^= random << 17;
        const auto& tries = tries_[index];
        const std::size_t choice =
            static_cast<std::size_t>(random % (tries.size() + (question.required ? 0 : 1)));
        if (choice < tries.size()) data_["answers"][question.id] = tries[choice];
        return true;
    }

    std::string state(std::size_t index) const {
        std::string out = std::to_string(index);
        for (const auto& [id, answer] : data_.at("answers").items()) {
            if (later_[index].count(id) != 0) out += "\n" + id + "=" + answer.dump();
        }
        return out;
    }

    void derive_here() {
        ++report_.paths;
        for (std::size_t i = 0; i < pack_.outcomes.size(); ++i) {
            auto value = pack_.outcomes[i].when.evaluate(data_);
            if (!value) return failed(std::move(value).error(), "/outcomes/" + std::to_string(i) + "/when");
            if (!json::truthy(*value)) continue;
            report_.reached.insert(pack_.outcomes[i].id);
            return;
        }
        if (report_.no_outcome.size() < kMaxReported) report_.no_outcome.push_back(data_.at("answers"));
    }

    void failed(Error error, const std::string& place) {
        if (report_.failures.size() >= kMaxReported) return;
        Error here = placed(std::move(error), place);
        here.message += ", with the answers " + data_.at("answers").dump();
        report_.failures.push_back(std::move(here));
    }

    const Pack& pack_;
    std::size_t max_paths_;
    std::vector<std::set<std::string>> later_;
    std::vector<std::vector<Json>> tries_;
    std::unordered_set<std::string> met_;
    bool full_ = false;
    Json data_;
    SearchReport report_;
};

}  // namespace

SearchReport search(const Pack& pack, std::size_t max_paths) {
    return Search(pack, max_paths).run();
}

}  // namespace casement::policy
