// JSON Logic (jsonlogic.com, with the operators of the json-logic/compat-tables suite): rules as data.
//
// A rule is compiled once and evaluated often. Compilation refuses unknown operators and rules that are too
// deep; evaluation is bounded in steps and depth, so a hostile rule ends with an error and never hangs. With
// a Trace, each node that was evaluated leaves its result: what the console shows under "why".
#pragma once

#include <core/json/json.hpp>

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace casement::json {

struct LogicLimits {
    int max_depth = 64;                       // nesting of operators
    std::uint32_t max_steps = 100'000;        // evaluated nodes, iterations of map/filter/reduce included
    std::size_t max_result_bytes = 1u << 20;  // strings and arrays built by cat, merge, map
};

struct TraceNode {
    std::string pointer;  // JSON pointer of the node in the rule, "" for the root
    std::string op;       // operator, or "" for a literal
    Json result;          // what it gave; null with `error` set when it failed
    std::string error;    // error type, e.g. "NaN", "Invalid Arguments", or empty; "Too Large To Trace" when
                          // the node succeeded with a result over 16 KiB, or the trace is full
    int depth = 0;        // 0 for the root; children follow their parent in evaluation order

    bool operator==(const TraceNode&) const = default;
};
using Trace = std::vector<TraceNode>;
Json to_json(const Trace& trace);

class Rule {
  public:
    Rule();  // the literal null

    // Errors: logic.operator (unknown operator), logic.depth. The place is the JSON pointer in the rule.
    static Result<Rule> compile(const Json& rule, const LogicLimits& limits = {});

    // Errors: logic.nan, logic.arguments, logic.thrown (message = the thrown type), logic.steps, logic.depth,
    // logic.size. Evaluation has no side effect and depends on nothing but `data`. Adds to `cost`, where
    // there is one, the steps it took and a step for each 32 bytes it built: what a caller with a budget
    // counts.
    Result<Json> evaluate(const Json& data, Trace* trace = nullptr, std::uint64_t* cost = nullptr) const;

    // Every constant path that `var`, `val`, `missing`... name ("answers.target"), sorted. What a rule may
    // read.
    const std::set<std::string>& reads() const;
    const Json& source() const;

    struct Program;  // opaque

  private:
    std::shared_ptr<const Program> program_;
};

// JSON Logic's truth: false, null, 0, "", [] and NaN are false; everything else is true.
bool truthy(const Json& value);

}  // namespace casement::json
