// The facts of a case as rules know them: policies/facts.schema.json as a table.
#pragma once

#include <span>
#include <string_view>

namespace casement::policy {

enum class FactKind { text, choice, number, truth, list };

struct Fact {
    const char* name;
    FactKind kind;
    std::span<const char* const> choices;  // of a choice
    bool may_be_null = false;
};

std::span<const Fact> facts_of_a_case();
const Fact* find_fact(std::string_view name);

}  // namespace casement::policy
