// What a filter says: fields, terms and how they are joined. Grammar: docs/filter-language.md.
//
// filter_parse.hpp reads it from text, filter_text.hpp writes it, filter_run.hpp finds the rows.
#pragma once

#include <core/base/time.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casement::review {

enum class Field : std::uint8_t {
    area,
    source,
    kind,
    state,
    market,
    language,
    policy,
    clock,
    requester,
    author,
    tag,
    assignee,
    id,
    title,
    due,
    received,
    age,
    reach,
    severity,
    reports,
    is,
    has
};

enum class FieldType : std::uint8_t {
    named,   // one of a fixed list of words, checked while parsing
    listed,  // one of the values that the queue has, compared folded
    text,    // id: the whole of it; title: any part of it
    number,  // a count
    time,    // an instant, or a span from now (due: until; received: since)
    span,    // age: the span since it was received
    quality  // is:, has:
};

struct FieldInfo {
    Field field;
    FieldType type;
    const char* name;
    std::span<const char* const> words;  // named and quality: what may stand behind the colon
};

const FieldInfo& info(Field field);
const FieldInfo* find_field(std::string_view name);  // folded name or a known other name; null: no such
std::span<const FieldInfo> all_fields();

// In the order of the words of is: and has:.
enum class Is : std::uint8_t { overdue, at_risk, open, closed, fresh, decided, assigned, mine };
enum class Has : std::uint8_t { due, media, text, reports, clock, policy, market, requester, author, tag };

// Where in the filter's text, in bytes.
struct TextRange {
    std::size_t begin = 0, end = 0;
};

enum class Compare : std::uint8_t { equal, less, less_equal, greater, greater_equal, between };
enum class Amount : std::uint8_t { count, span_ms, day, instant };  // day: 00:00 UTC, stands for 24 hours

struct Value {
    std::string text;     // named, quality: the word; listed, text: as written; else empty
    std::string folded;   // of text
    bool prefix = false;  // ended with a star
    Compare compare = Compare::equal;
    Amount amount = Amount::count;
    std::int64_t number = 0, upper = 0;  // upper: of between, inclusive
    TextRange range;

    bool operator==(const Value& other) const;  // without ranges
};

struct Node {
    enum class Kind : std::uint8_t { all, any, words, field };  // words: a free word or a phrase

    Kind kind = Kind::all;
    bool negated = false;
    bool parenthesised = false;  // in its text; says nothing about what it means
    Field field = Field::area;
    std::vector<Value> values;  // field: any of them; words: one, whose folded text must occur
    std::vector<Node> children;
    TextRange range;  // with the minus and the parentheses

    bool operator==(const Node& other) const;  // without ranges
};

// `root` is of kind all and not negated; no child of it is. An empty one matches every row.
struct Filter {
    Node root;

    bool operator==(const Filter&) const = default;
    bool empty() const { return root.children.empty(); }
};

inline constexpr std::size_t kMostFilterBytes = 4096, kMostFilterTerms = 64, kMostFilterDepth = 8,
                             kMostFilterValues = 64;

// The value's rows as a closed interval of the field's number, or of its instant for time and span fields.
struct Interval {
    std::int64_t least, most;
};
Interval interval(Field field, const Value& value, TimeMs now_ms);
bool depends_on_now(const Node& node);

}  // namespace casement::review
