#include <core/review/filter_lexer.hpp>
#include <core/review/fold.hpp>

namespace casement::review {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Digits from `at` on, at most 15 of them; nothing where there is none.
std::optional<std::int64_t> digits(std::string_view text, std::size_t& at) {
    const std::size_t begin = at;
    std::int64_t number = 0;
    for (; at < text.size() && is_digit(text[at]); ++at) {
        if (at - begin == 15) return std::nullopt;
        number = number * 10 + (text[at] - '0');
    }
    return at == begin ? std::nullopt : std::optional(number);
}

std::int64_t unit_ms(char c) {
    switch (c) {
        case 'm':
            return 60'000;
        case 'h':
            return 3'600'000;
        case 'd':
            return 86'400'000;
        case 'w':
            return 604'800'000;
        default:
            return 0;
    }
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = next_code_point(text, at);
        if (c == 0xFFFD && text.substr(begin, 3) != "\xEF\xBF\xBD") return false;
        const bool overlong = (at - begin == 3 && c < 0x800) || (at - begin == 4 && c < 0x10000);
        if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return false;
    }
    return true;
}

std::size_t characters_before(std::string_view text, std::size_t byte) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size() && at < byte; ++count) next_code_point(text, at);
    return count;
}

bool FilterCursor::take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
}

bool FilterCursor::at_blank() const {
    if (done()) return false;
    std::size_t next = at_;
    const char32_t c = next_code_point(text_, next);
    return is_space(c) || c < 0x20 || c == 0x7F;
}

void FilterCursor::skip_blanks() {
    while (at_blank()) next_code_point(text_, at_);
}

std::size_t FilterCursor::quote_length() const {
    if (done()) return 0;
    if (text_[at_] == '"') return 1;
    // U+201C..U+201F, as keyboards and word processors put them in.
    const std::string_view three = text_.substr(at_, 3);
    return three >= "\xE2\x80\x9C" && three <= "\xE2\x80\x9F" && three.size() == 3 ? 3 : 0;
}

bool FilterCursor::at_quote() const {
    return quote_length() > 0;
}

bool FilterCursor::quoted(std::string& out) {
    const std::size_t opened = quote_length();
    at_ += opened;
    while (!done()) {
        const std::size_t closing = quote_length();
        if (closing == opened || (closing > 0 && opened == 3)) {
            at_ += closing;
            return true;
        }
        if (opened == 1 && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
        const std::size_t begin = at_;
        next_code_point(text_, at_);
        out += text_.substr(begin, at_ - begin);
    }
    return false;
}

std::string_view FilterCursor::bare(std::string_view stops) {
    const std::size_t begin = at_;
    while (!done() && !at_blank() && !at_quote() && stops.find(text_[at_]) == std::string_view::npos)
        next_code_point(text_, at_);
    return since(begin);
}

std::optional<std::int64_t> read_count(std::string_view text) {
    std::size_t at = 0;
    const auto number = digits(text, at);
    if (!number) return std::nullopt;
    std::int64_t scale = 1;
    if (at + 1 == text.size()) {
        const char unit = static_cast<char>(text[at] | 0x20);
        scale = unit == 'k' ? 1'000 : unit == 'm' ? 1'000'000 : 0;
        ++at;
    }
    constexpr std::int64_t kMostCount = 1'000'000'000'000'000;
    if (at != text.size() || scale == 0 || *number > kMostCount / scale) return std::nullopt;
    return *number * scale;
}

std::optional<std::int64_t> read_span(std::string_view text) {
    constexpr std::int64_t kMostSpan = 3650 * 86'400'000LL;
    std::size_t at = 0;
    const bool negative = !text.empty() && text[0] == '-';
    if (negative) ++at;
    std::int64_t sum = 0, unit_before = kMostSpan;
    if (at == text.size()) return std::nullopt;
    while (at < text.size()) {
        const auto number = digits(text, at);
        if (!number || at == text.size()) return std::nullopt;
        const std::int64_t unit = unit_ms(static_cast<char>(text[at++] | 0x20));
        // From the larger unit to the smaller, each once: "1d4h".
        if (unit == 0 || unit >= unit_before || *number > kMostSpan / unit) return std::nullopt;
        unit_before = unit;
        sum += *number * unit;
    }
    if (sum > kMostSpan) return std::nullopt;
    return negative ? -sum : sum;
}

bool read_instant(std::string_view text, Value& value) {
    const bool day = text.size() == 10;
    const auto time = parse_rfc3339(day ? std::string(text) + "T00:00:00Z" : std::string(text));
    if (!time) return false;
    value.amount = day ? Amount::day : Amount::instant;
    value.number = *time;
    return true;
}

}  // namespace casement::review
