// The parser behind filter_parse.hpp: recursive descent, bounded by kMostFilterDepth.
#pragma once

#include <core/review/filter_lexer.hpp>
#include <core/review/filter_parse.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace casement::review {

class FilterParser {
  public:
    FilterParser(std::string_view text, std::size_t caret) : cursor_(text), caret_(caret) {}
    ParsedFilter parse();

  private:
    enum class Growth { none, may_grow };  // may_grow: no error while the caret is at it

    bool failed() const { return out_.error.has_value(); }
    void problem(const char* code, TextRange range, std::string message, std::string remedy,
                 Growth growth = Growth::none);
    bool count_term(TextRange range);
    bool at_keyword(std::string_view word);
    void check_sides(std::size_t keyword, std::size_t length, bool left, bool right);
    bool quoted(std::string& out);  // false: not closed, and an error

    Node parse_any(std::size_t depth);
    Node parse_all(std::size_t depth);
    std::optional<Node> parse_term(std::size_t depth);
    std::optional<Node> parse_group(std::size_t depth);
    std::optional<Node> parse_phrase();
    std::optional<Node> parse_word();

    // filter_values.cpp
    std::optional<Node> parse_field(std::size_t colon);
    std::optional<Value> parse_value(const FieldInfo& field);
    bool read_named(const FieldInfo& field, Value& value);
    bool read_listed(const FieldInfo& field, Value& value, bool literal);
    bool read_amount(const FieldInfo& field, Value& value);
    bool read_one_amount(const FieldInfo& field, std::string_view text, Value& value);

    FilterCursor cursor_;
    std::size_t caret_;
    std::size_t terms_ = 0, pending_terms_ = 0, or_at_ = 0;
    ParsedFilter out_;
};

}  // namespace casement::review
