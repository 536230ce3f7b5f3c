// What rules name: questions, options, facts and their values.
#include <core/policy/facts.hpp>
#include <core/policy/lint_checks.hpp>
#include <core/policy/reads.hpp>

#include <optional>

namespace casement::policy {
namespace {

template <class Names>
bool is_one_of(const std::string& name, const Names& names) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// The path of {"var": "answers.x"} or {"var": ["answers.x", default]}.
std::optional<std::string> path_of(const Json& rule) {
    if (!rule.is_object() || rule.size() != 1 || rule.begin().key() != "var") return std::nullopt;
    const Json& argument = rule.begin().value();
    const Json& path = argument.is_array() && !argument.empty() ? argument[0] : argument;
    if (!path.is_string()) return std::nullopt;
    return path.get<std::string>();
}

// What a constant in a comparison is compared with.
struct Compared {
    std::string name;                  // as it is written: answers.target, case.source_kind
    std::vector<std::string> choices;  // what it can be
    bool is_many = false;
};

const Question* question_at(const Pack& pack, const std::string& path) {
    return path.rfind("answers.", 0) == 0 ? pack.question(path.substr(8)) : nullptr;
}

std::optional<Compared> compared_with(const Pack& pack, const Json& side) {
    const auto path = path_of(side);
    if (!path) return std::nullopt;
    Compared out{*path, {}};
    if (const Question* question = question_at(pack, *path)) {
        for (const Option& option : question->options) out.choices.push_back(option.id);
        out.is_many = question->kind == QuestionKind::many;
        if (out.choices.empty()) return std::nullopt;
        return out;
    }
    const Fact* fact = out.name.rfind("case.", 0) == 0 ? find_fact(out.name.substr(5)) : nullptr;
    if (!fact || fact->choices.empty()) return std::nullopt;
    for (const char* choice : fact->choices) out.choices.emplace_back(choice);
    out.choices.emplace_back();  // the default of a fact that is not there
    return out;
}

class RuleCheck {
  public:
    RuleCheck(const Pack& pack, Findings& findings) : pack_(pack), findings_(findings) {}

    void check(const json::Rule& rule, const std::string& place, std::size_t before) {
        for (const std::string& path : rule.reads()) check_path(path, place);
        for (const std::string& name : names_read(rule, "answers")) check_answer_name(name, place, before);
        for (const std::string& name : names_read(rule, "case")) check_fact_name(name, place);
        check_node(rule.source(), place, true);
    }

  private:
    // "answer.target": null for ever, and no error.
    void check_path(const std::string& path, const std::string& place) {
        const std::string root = path.substr(0, path.find('.'));
        if (root.empty() || root == "answers" || root == "case") return;
        findings_.add(Weight::error, "lint.unknown_path", place,
                      "the rule reads " + path + ", but there are only answers and the case",
                      "write answers.<question> or case.<fact>");
    }

    void check_answer_name(const std::string& name, const std::string& place, std::size_t before) {
        for (std::size_t i = 0; i < pack_.questions.size(); ++i) {
            if (pack_.questions[i].id != name) continue;
            if (i < before) return;
            const bool itself = i == before;
            findings_.add(
                Weight::error, "lint.forward", place,
                "the rule reads the answer to \"" + name + "\", which is " +
                    (itself ? "the question itself" : "asked after \"" + pack_.questions[before].id + "\""),
                itself ? "read an earlier question" : "move one of the questions");
            return;
        }
        findings_.add(Weight::error, "lint.unknown_answer", place,
                      "the rule reads answers." + name + ", which is no question",
                      "name a question of the pack");
    }

    void check_fact_name(const std::string& name, const std::string& place) {
        if (find_fact(name)) return;
        findings_.add(Weight::error, "lint.unknown_fact", place,
                      "the rule reads case." + name + ", which is no fact",
                      "read one of the facts of policies/facts.schema.json");
    }

    // `decides`: the node's truth is what counts, not its value.
    void check_node(const Json& node, const std::string& place, bool decides) {
        if (node.is_array()) {
            for (std::size_t i = 0; i < node.size(); ++i)
                check_node(node[i], place + "/" + std::to_string(i), decides);
            return;
        }
        if (!node.is_object() || node.size() != 1) return;
        if (decides) check_truth(node, place);
        const std::string& op = node.begin().key();
        check_node(node.begin().value(), place + "/" + op,
                   is_one_of(op, std::initializer_list<const char*>{"and", "or", "!", "!!"}));
        check_comparison(op, node.begin().value(), place);
    }

    // "no" is a text that is not empty, and so it is true.
    void check_truth(const Json& node, const std::string& place) {
        const auto path = path_of(node);
        const Question* question = path ? question_at(pack_, *path) : nullptr;
        if (!question || question->kind != QuestionKind::yes_no) return;
        findings_.add(Weight::warning, "lint.truth", place,
                      *path + " by itself is true for \"yes\" and for \"no\"",
                      "compare it: {\"==\": [{\"var\": \"" + *path + "\"}, \"yes\"]}");
    }

    // {"==": [{"var": "answers.x"}, "y"]}, {"in": [...]} and the like: y must be something that x can be.
    void check_comparison(const std::string& op, const Json& sides, const std::string& place) {
        const bool is_equal = is_one_of(op, std::initializer_list<const char*>{"==", "===", "!=", "!=="});
        if ((!is_equal && op != "in") || !sides.is_array() || sides.size() != 2) return;
        for (const std::size_t i : {0u, 1u}) {
            const auto compared = compared_with(pack_, sides[i]);
            if (!compared) continue;
            const Json& other = sides[1 - i];
            const bool constant = !other.is_object() && !other.is_null();
            if (compared->is_many && constant && (is_equal || i == 0)) {
                findings_.add(Weight::error, "lint.many", place,
                              compared->name + " is a list of options, and is compared as if it were one",
                              "ask for one: {\"in\": [\"" + compared->choices.front() + "\", {\"var\": \"" +
                                  compared->name + "\"}]}");
                continue;
            }
            check_values(*compared, other, place);
        }
    }

    void check_values(const Compared& compared, const Json& values, const std::string& place) {
        std::string unknown;
        for (const Json& value : values.is_array() ? values : Json::array({values})) {
            if (value.is_structured() || value.is_null()) continue;
            if (value.is_string() && is_one_of(value.get<std::string>(), compared.choices)) continue;
            unknown += (unknown.empty() ? "" : ", ") + value.dump();
        }
        if (unknown.empty()) return;
        std::string choices;
        for (const std::string& choice : compared.choices)
            if (!choice.empty()) choices += (choices.empty() ? "" : ", ") + choice;
        findings_.add(Weight::error, "lint.unknown_option", place,
                      "the rule compares " + compared.name + " with " + unknown + ", which it cannot be",
                      "use one of " + choices);
    }

    const Pack& pack_;
    Findings& findings_;
};

}  // namespace

void check_rules(const Pack& pack, Findings& findings) {
    RuleCheck rules(pack, findings);
    const std::size_t all = pack.questions.size();
    for (std::size_t i = 0; i < all; ++i) {
        if (!pack.questions[i].always)
            rules.check(pack.questions[i].ask_when, "/questions/" + std::to_string(i) + "/ask_when", i);
    }
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i)
        rules.check(pack.outcomes[i].when, "/outcomes/" + std::to_string(i) + "/when", all);
    for (std::size_t i = 0; i < pack.consults.size(); ++i)
        rules.check(pack.consults[i].when, "/consults/" + std::to_string(i) + "/when", all);
}

}  // namespace casement::policy
