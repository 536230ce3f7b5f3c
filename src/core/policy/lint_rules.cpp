// What rules name: questions, options, facts and their values.
#include <core/policy/facts.hpp>
#include <core/policy/lint_checks.hpp>
#include <core/policy/reads.hpp>

#include <algorithm>
#include <optional>

namespace casement::policy {
namespace {

// What a constant in a comparison is compared with.
struct Compared {
    std::string name;                  // as it is written: answers.target, case.source_kind
    std::vector<std::string> choices;  // what it can be
};

std::optional<Compared> compared_with(const Pack& pack, const Json& side) {
    if (!side.is_object() || side.size() != 1 || side.begin().key() != "var") return std::nullopt;
    const Json& path = side.begin().value().is_array() && !side.begin().value().empty()
                           ? side.begin().value()[0]
                           : side.begin().value();
    if (!path.is_string()) return std::nullopt;
    Compared out{path.get<std::string>(), {}};
    if (out.name.rfind("answers.", 0) == 0) {
        const Question* question = pack.question(out.name.substr(8));
        if (!question || question->options.empty()) return std::nullopt;
        for (const Option& option : question->options) out.choices.push_back(option.id);
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
        place_ = place;
        for (const std::string& name : names_read(rule, "answers")) check_answer_name(name, before);
        for (const std::string& name : names_read(rule, "case")) check_fact_name(name);
        check_constants(rule.source());
    }

  private:
    void check_answer_name(const std::string& name, std::size_t before) {
        for (std::size_t i = 0; i < pack_.questions.size(); ++i) {
            if (pack_.questions[i].id != name) continue;
            if (i < before) return;
            findings_.add(Weight::error, "lint.forward", place_,
                          "the rule reads the answer to \"" + name + "\", which is not asked before \"" +
                              pack_.questions[before].id + "\"",
                          "move one of the questions");
            return;
        }
        findings_.add(Weight::error, "lint.unknown_answer", place_,
                      "the rule reads answers." + name + ", which is no question",
                      "name a question of the pack");
    }

    void check_fact_name(const std::string& name) {
        if (find_fact(name)) return;
        findings_.add(Weight::error, "lint.unknown_fact", place_,
                      "the rule reads case." + name + ", which is no fact",
                      "read one of the facts of policies/facts.schema.json");
    }

    // {"==": [{"var": "answers.x"}, "y"]}, {"in": [...]} and the like: y must be something that x can be.
    void check_constants(const Json& rule) {
        if (!rule.is_structured()) return;
        for (const Json& inner : rule) check_constants(inner);
        if (!rule.is_object() || rule.size() != 1) return;
        const std::string& op = rule.begin().key();
        const Json& sides = rule.begin().value();
        const bool compares = op == "==" || op == "===" || op == "!=" || op == "!==" || op == "in";
        if (!compares || !sides.is_array() || sides.size() != 2) return;
        for (const std::size_t i : {0u, 1u}) {
            if (const auto compared = compared_with(pack_, sides[i])) check_values(*compared, sides[1 - i]);
        }
    }

    void check_values(const Compared& compared, const Json& values) {
        for (const Json& value : values.is_array() ? values : Json::array({values})) {
            if (!value.is_string()) continue;
            const auto& text = value.get_ref<const std::string&>();
            if (std::find(compared.choices.begin(), compared.choices.end(), text) != compared.choices.end())
                continue;
            findings_.add(Weight::error, "lint.unknown_option", place_,
                          "the rule compares " + compared.name + " with \"" + text + "\", which it cannot be",
                          "name one of its options");
        }
    }

    const Pack& pack_;
    Findings& findings_;
    std::string place_;
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
