// One evaluation of a program over some data. Internal to JSON Logic.
#pragma once

#include <core/json/logic_program.hpp>

#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

namespace casement::json::logic {

// What `var` and `val` read from. The data is the outermost scope; each iteration opens one, and so does a
// later argument of `try`. `val` climbs two levels a scope: its element, then what is known about the
// iteration.
struct Scope {
    enum class Kind : std::uint8_t { Data, Element, Reduction, Handler };
    Kind kind = Kind::Data;
    const Scope* parent = nullptr;
    Value context;      // the data, the element, `current` of a reduction, or the error
    Value accumulator;  // Reduction only
    Value array;        // Element and Reduction: what is iterated over
    std::size_t index = 0;
};

enum class Failure : std::uint8_t { None, NaN, Arguments, Thrown, Steps, Depth, Size };
const char* failure_name(Failure failure);

class Evaluator {
  public:
    Evaluator(const Rule::Program& program, Trace* trace) : program_(program), trace_(trace) {}

    Result<Json> evaluate(const Json& data);
    std::uint64_t cost() const { return steps_ + built_bytes_ / 32; }

  private:
    // Evaluated arguments, in place for as many as rules have in practice.
    struct Arguments {
        Value inlined[8];
        std::vector<Value> more;
        const Value* values = inlined;
        std::size_t count = 0;
        const Value* begin() const { return values; }
        const Value* end() const { return values + count; }
        Value at(std::size_t i) const { return i < count ? values[i] : Value(); }
    };

    // logic_evaluate.cpp: running, failing, results
    Value eval(std::uint32_t id, const Scope& scope);
    Value run(const Node& node, const Scope& scope);
    Value traced(const Node& node, const Scope& scope);
    Value fail(Failure failure);
    bool spend(std::size_t steps);  // false: the steps are used up
    Error make_error() const;
    std::string thrown_type() const;
    bool collect(const Node& node, const Scope& scope, Arguments& arguments);
    List& new_list() { return lists_.emplace_front(); }
    bool append(List& list, const Value& value);
    Value keep_string(std::string text);
    // Takes the price of copying a value off the budget; false when there is not enough. Ask before to_json.
    bool charge(const Json& tree, std::size_t& budget) const;
    bool charge(const Value& value, std::size_t& budget) const;
    bool charge_built(const Value& value);  // against what the rule may build; false: the failure is noted
    Json to_json(const Value& value) const;

    // logic_access.cpp: the data
    Value run_var(const Node& node, const Scope& scope);
    Value run_val(const Node& node, const Scope& scope);
    Value run_missing(const Node& node, const Scope& scope);
    Value run_missing_some(const Node& node, const Scope& scope);
    // The place `climb` levels up, and the way from there; false where there is nothing, or on failure.
    struct Cursor {
        const Scope* scope = nullptr;  // set while the cursor stands on a scope and not on a value
        bool about_iteration = false;
        Value value;
    };
    bool climb(const Scope& scope, std::uint32_t levels, Cursor& cursor) const;
    bool step(Cursor& cursor, std::string_view key, std::int64_t index) const;
    Value arrive(const Cursor& cursor);
    bool follow(const Node& node, const Scope& scope, Cursor& cursor) const;
    bool follow_path(std::string_view path, const Scope& scope, Cursor& cursor) const;
    bool find_key(const Value& key, const Scope& scope, Value& found);
    bool step_by(Cursor& cursor, const Value& key) const;
    bool is_missing(const Value& key, const Scope& scope);
    Value list_missing(const Value* keys, std::size_t count, const Scope& scope);
    Value list_missing_in(const Value& array, const Scope& scope);

    // logic_control.cpp: choosing, comparing, iterating
    Value run_if(const Node& node, const Scope& scope);
    Value run_and_or(const Node& node, const Scope& scope);
    Value run_coalesce(const Node& node, const Scope& scope);
    Value run_try(const Node& node, const Scope& scope);
    Value run_throw(const Node& node, const Scope& scope);
    Value run_comparison(const Node& node, const Scope& scope);
    Value run_map_filter(const Node& node, const Scope& scope);
    Value run_quantifier(const Node& node, const Scope& scope);
    Value run_reduce(const Node& node, const Scope& scope);
    bool open_iteration(const Node& node, const Scope& scope, Value& array);
    enum class Verdict : std::uint8_t { False, True, Failed };
    Verdict compare(Op op, const Value& a, const Value& b);
    bool equal(const Value& a, const Value& b);  // as JSON values; check failure_ afterwards

    // logic_operators.cpp: numbers and text
    Value run_truth(const Node& node, const Scope& scope);
    Value run_arithmetic(const Node& node, const Scope& scope);
    Value run_cat(const Node& node, const Scope& scope);
    Value run_substr(const Node& node, const Scope& scope);
    Value run_in(const Node& node, const Scope& scope);
    Value run_merge(const Node& node, const Scope& scope);
    bool append_text(const Value& value, std::string& text);

    const Rule::Program& program_;
    Trace* trace_;
    int trace_depth_ = 0;
    std::size_t trace_bytes_ = 0;
    std::uint32_t steps_ = 0;
    std::size_t built_bytes_ = 0;

    Failure failure_ = Failure::None;
    const Node* failed_at_ = nullptr;
    const Json* thrown_ = nullptr;

    // What the rule makes lives here until the evaluation ends; values point to it.
    std::forward_list<List> lists_;
    std::forward_list<std::string> strings_;
    std::forward_list<Json> trees_;
};

}  // namespace casement::json::logic
