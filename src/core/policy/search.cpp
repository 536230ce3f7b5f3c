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
        for (const Json& facts : facts_to_try(pack_, report_.cut_short)) {
            ++report_.facts;
            data_ = {{"answers", Json::object()}, {"case", facts}};
            met_.clear();
            follow(0);
        }
        return std::move(report_);
    }

  private:
    void follow(std::size_t index) {
        if (report_.paths >= max_paths_ || met_.size() >= max_paths_) {
            report_.cut_short = true;
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
    Json data_;
    SearchReport report_;
};

}  // namespace

SearchReport search(const Pack& pack, std::size_t max_paths) {
    return Search(pack, max_paths).run();
}

}  // namespace casement::policy
