// The small steps of reading a filter: characters, quoted texts, numbers, instants.
#pragma once

#include <core/review/filter.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace casement::review {

bool is_utf8(std::string_view text);
std::size_t characters_before(std::string_view text, std::size_t byte);  // code points

class FilterCursor {
  public:
    explicit FilterCursor(std::string_view text) : text_(text) {}

    std::size_t at() const { return at_; }
    std::string_view text() const { return text_; }
    std::string_view since(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
    bool done() const { return at_ >= text_.size(); }
    char peek() const { return done() ? '\0' : text_[at_]; }
    void go_to(std::size_t at) { at_ = at; }
    bool take(char c);
    void skip_blanks();
    bool at_blank() const;
    bool at_quote() const;  // " or an opening or closing typographic one

    // From an opening quote on; false: it does not end. In "..." a backslash keeps the next character.
    bool quoted(std::string& out);
    // Up to a blank, a quote or one of `stops`.
    std::string_view bare(std::string_view stops);

  private:
    std::size_t quote_length() const;
    std::string_view text_;
    std::size_t at_ = 0;
};

// "3", "10k", "2m" (million). Empty: no such number, or over 10^15.
std::optional<std::int64_t> read_count(std::string_view text);
// "90m", "4h", "2d", "1w", "1h30m", "-2h": milliseconds, within ten years.
std::optional<std::int64_t> read_span(std::string_view text);
// "2026-11-23" (a day) or RFC 3339: the value's amount and number.
bool read_instant(std::string_view text, Value& value);

}  // namespace casement::review
