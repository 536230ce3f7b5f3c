// The values a rule works with while it is evaluated: small, copied freely, pointing into the data, the rule
// or the evaluation's own store. Nothing is copied until the result is made. Internal to JSON Logic.
#pragma once

#include <core/json/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casement::json::logic {

struct List;

struct Value {
    enum class Kind : std::uint8_t {
        Failed,  // evaluation stopped here; the evaluator knows why
        Null,
        Bool,
        Number,
        Exact,  // a number of the data that a double cannot hold; counts as the nearest double
        String,
        Tree,    // an array or object of the data or the rule
        Listed,  // an array that the rule made
    };

    Kind kind = Kind::Null;
    union {
        bool boolean;
        double number;
        const std::string* string;
        const Json* tree;
        const List* list;
    };

    Value() : number(0) {}
    explicit Value(bool b) : kind(Kind::Bool), boolean(b) {}
    explicit Value(double n) : kind(Kind::Number), number(n) {}
    explicit Value(const std::string* s) : kind(Kind::String), string(s) {}
    explicit Value(const List* l) : kind(Kind::Listed), list(l) {}
    explicit Value(const Json& json);
    static Value failed() {
        Value value;
        value.kind = Kind::Failed;
        return value;
    }

    bool is_failed() const { return kind == Kind::Failed; }
    bool is_null() const { return kind == Kind::Null; }
    bool is_number() const { return kind == Kind::Number || kind == Kind::Exact; }
    bool is_string() const { return kind == Kind::String; }
    bool is_array() const { return kind == Kind::Listed || (kind == Kind::Tree && tree->is_array()); }
    bool is_container() const { return kind == Kind::Listed || kind == Kind::Tree; }

    // Of an array; zero for everything else.
    std::size_t size() const;
    Value element(std::size_t i) const;

    bool truthy() const;

    // What ECMAScript's Number(value) gives: null is 0, "" is 0, " 12 " is 12; NaN for "a", arrays and
    // objects.
    double to_number() const;
};

struct List {
    std::vector<Value> items;
    int depth = 1;  // lists within one another, this one included
};

// ECMAScript's Number(text) (ECMA-262, 7.1.4.1.1): decimal, 0x, 0o, 0b and Infinity, with white space around.
double number_from_text(std::string_view text);

// The member name or array index that a number stands for in a path.
std::string number_key(double number);
// How many scopes [n] climbs: the size of n, and no more than any rule is deep.
std::uint32_t climb_count(double levels);

}  // namespace casement::json::logic
