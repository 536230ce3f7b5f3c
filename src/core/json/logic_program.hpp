// A compiled rule: a flat array of nodes in which the children of each stand side by side. Internal to JSON
// Logic.
#pragma once

#include <core/json/logic.hpp>
#include <core/json/logic_value.hpp>

#include <string>
#include <vector>

namespace casement::json::logic {

enum class Op : std::uint8_t {
    // Not operators: a value as it is written, and an array with operators among its elements.
    Literal,
    Array,
    // Access to the data.
    Var,
    Val,
    Exists,
    Missing,
    MissingSome,
    Preserve,
    // Control. Arguments are evaluated only as far as needed.
    If,
    And,
    Or,
    Coalesce,
    Try,
    Throw,
    // Comparison, in chains.
    SoftEqual,
    StrictEqual,
    SoftUnequal,
    StrictUnequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    // Iteration: the second argument is evaluated once for each element.
    Map,
    Filter,
    Reduce,
    All,
    Some,
    None,
    // The rest evaluates all arguments first.
    Not,
    Truth,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Max,
    Min,
    Cat,
    Substr,
    In,
    Merge,
};

// One step into the data. `index` is the position the key names in an array, or -1 when it names none.
struct Step {
    std::string key;
    std::int64_t index = -1;
};
// The position a key names in an array: digits without sign and without leading zeros; else -1.
std::int64_t array_index(std::string_view key);

struct Node {
    Op op = Op::Literal;
    // Whether the arguments are written out. Otherwise the only child gives them: {"+": {"var": "scores"}}.
    bool listed = true;
    bool constant_path = false;  // Var, Val, Exists: `steps` and `climb` say where, no child names it
    std::uint32_t first = 0;     // children: nodes[first] to nodes[first + count - 1]
    std::uint32_t count = 0;
    std::uint32_t first_step = 0;
    std::uint32_t step_count = 0;
    std::uint32_t climb = 0;  // scopes to climb before the first step
    const char* name = "";    // the operator as it is written
    Value literal;
};

}  // namespace casement::json::logic

namespace casement::json {

struct Rule::Program {
    Json source;
    LogicLimits limits;
    std::vector<logic::Node> nodes;     // nodes[0] is the root
    std::vector<std::string> pointers;  // of each node, into `source`
    std::vector<logic::Step> steps;
    std::set<std::string> reads;
};

}  // namespace casement::json
