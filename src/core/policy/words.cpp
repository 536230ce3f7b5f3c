#include <core/policy/reads.hpp>
#include <core/policy/words.hpp>

#include <algorithm>
#include <map>

namespace casement::policy {
namespace {

const char* comparison_words(const std::string& op) {
    constexpr std::pair<const char*, const char*> kWords[] = {
        {"==", " is "},      {"===", " is "},    {"!=", " is not "},     {"!==", " is not "},
        {"<", " is under "}, {">", " is over "}, {"<=", " is at most "}, {">=", " is at least "}};
    for (const auto& [name, words] : kWords) {
        if (op == name) return words;
    }
    return nullptr;
}

// The path of {"var": "answers.x"} or {"var": ["answers.x", default]}; empty for anything else.
std::string path_of(const Json& value) {
    if (!value.is_object() || value.size() != 1 || value.begin().key() != "var") return {};
    const Json& path = value.begin().value().is_array() && !value.begin().value().empty()
                           ? value.begin().value()[0]
                           : value.begin().value();
    return path.is_string() ? path.get<std::string>() : std::string();
}

class Words {
  public:
    Words(const Pack& pack, const json::Trace& trace) : pack_(pack) {
        for (const json::TraceNode& node : trace) results_[node.pointer] = &node;
    }

    void add(const Json& rule, const std::string& pointer, int depth) {
        if (lines_.size() >= kMaxRuleLines) return;
        const bool operation = rule.is_object() && rule.size() == 1;
        const std::string op = operation ? rule.begin().key() : "";
        const bool branches = op == "and" || op == "or" || op == "!" || op == "if" || op == "?:";
        lines_.push_back({state_of(rule, pointer), depth, branches ? heading(op) : leaf(rule)});
        if (!branches) return;
        const Json& arguments = rule.begin().value();
        const std::string inner = pointer + "/" + op;
        if (!arguments.is_array()) return add(arguments, inner, depth + 1);
        for (std::size_t i = 0; i < arguments.size(); ++i)
            add(arguments[i], inner + "/" + std::to_string(i), depth + 1);
    }

    std::vector<RuleLine> take() { return std::move(lines_); }

  private:
    static const char* heading(const std::string& op) {
        if (op == "and") return "all of these";
        if (op == "or") return "at least one of these";
        if (op == "!") return "not";
        return "if, then, else";
    }

    RuleLine::State state_of(const Json& rule, const std::string& pointer) const {
        const auto found = results_.find(pointer);
        if (found == results_.end()) {
            // A literal leaves no trace of its own where the whole rule is one.
            if (results_.empty() || rule.is_structured()) return RuleLine::State::untried;
            return json::truthy(rule) ? RuleLine::State::holds : RuleLine::State::fails;
        }
        const bool holds = found->second->error.empty() && json::truthy(found->second->result);
        return holds ? RuleLine::State::holds : RuleLine::State::fails;
    }

    const Question* question_of(const std::string& path) const {
        return path.rfind("answers.", 0) == 0 ? pack_.question(path.substr(8)) : nullptr;
    }

    // What a path stands for: the question's text, or the fact's name.
    std::string subject(const std::string& path) const {
        if (const Question* question = question_of(path)) return "“" + question->text + "”";
        return path.rfind("case.", 0) == 0 ? "the case’s " + fact_words(path.substr(5)) : path;
    }

    std::string value_words(const Question* question, const Json& value) const {
        if (value.is_array()) {
            std::string all;
            for (const Json& one : value) all += (all.empty() ? "" : ", ") + value_words(question, one);
            return all;
        }
        if (question != nullptr && !value.is_null()) return answer_words(*question, value);
        if (value.is_string())
            return value.get_ref<const std::string&>().empty() ? "empty" : value.get<std::string>();
        return value.is_null() ? "not there" : value.dump();
    }

    std::string leaf(const Json& rule) const {
        if (!rule.is_structured()) return json::truthy(rule) ? "always" : "never";
        if (const std::string path = path_of(rule); !path.empty())
            return subject(path) + (question_of(path) ? " is answered" : " is there");
        if (!rule.is_object() || rule.size() != 1) return rule.dump();
        const std::string& op = rule.begin().key();
        const Json& sides = rule.begin().value();
        if (!sides.is_array() || sides.size() != 2) return rule.dump();
        const std::string left = path_of(sides[0]), right = path_of(sides[1]);
        if (op == "in" && !left.empty() && right.empty())
            return subject(left) + " is one of " + value_words(question_of(left), sides[1]);
        if (op == "in" && left.empty() && !right.empty())
            return subject(right) + " includes " + value_words(question_of(right), sides[0]);
        const char* words = comparison_words(op);
        if (words == nullptr || (left.empty() && right.empty())) return rule.dump();
        if (left.empty()) return value_words(question_of(right), sides[0]) + words + subject(right);
        const std::string other = right.empty() ? value_words(question_of(left), sides[1]) : subject(right);
        return subject(left) + words + other;
    }

    const Pack& pack_;
    std::map<std::string, const json::TraceNode*> results_;
    std::vector<RuleLine> lines_;
};

}  // namespace

std::vector<RuleLine> rule_tree(const Pack& pack, const json::Rule& rule, const json::Trace& trace) {
    Words words(pack, trace);
    words.add(rule.source(), "", 0);
    return words.take();
}

std::string answer_words(const Question& question, const Json& answer) {
    if (answer.is_null()) return "Not answered";
    if (answer.is_array()) {
        std::string text;
        for (const Json& one : answer) text += (text.empty() ? "" : ", ") + answer_words(question, one);
        return text;
    }
    for (const Option& option : question.options) {
        if (answer == Json(option.id)) return option.label;
    }
    return answer.is_string() ? answer.get<std::string>() : answer.dump();
}

std::string fact_words(std::string_view name) {
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::vector<ReadValue> values_read(const Pack& pack, const json::Rule& rule, const Answers& answers,
                                   const Json& facts) {
    std::vector<ReadValue> out;
    for (const std::string& id : questions_read(pack, rule)) {
        const Json& answer = json::get(answers, id.c_str());
        if (answer.is_null()) continue;
        const Question& question = *pack.question(id);
        out.push_back({id, question.text, answer_words(question, answer)});
    }
    for (const std::string& name : names_read(rule, "case")) {
        const Json& fact = json::get(facts, name.c_str());
        std::string value = fact.is_string() ? fact.get<std::string>() : fact.dump();
        if (value.empty() || fact.is_null()) value = "not known";
        out.push_back({"", fact_words(name), std::move(value)});
    }
    return out;
}

}  // namespace casement::policy
