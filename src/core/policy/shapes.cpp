#include <core/policy/shapes.hpp>

namespace casement::policy {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word(std::string_view text, std::string_view also) {
    if (text.empty() || text.size() > 100 || !is_alnum(text[0])) return false;
    for (char c : text) {
        if (!is_alnum(c) && also.find(c) == std::string_view::npos) return false;
    }
    return true;
}

bool all_digits(std::string_view text) {
    for (char c : text) {
        if (!is_digit(c)) return false;
    }
    return !text.empty();
}

int two(std::string_view text) {
    return (text[0] - '0') * 10 + (text[1] - '0');
}

bool is_month(std::string_view text) {
    return text.size() == 2 && all_digits(text) && two(text) >= 1 && two(text) <= 12;
}

// Takes "<digits><unit>" from the front; what is not there is left alone.
bool take(std::string_view& rest, char unit) {
    std::size_t digits = 0;
    while (digits < rest.size() && is_digit(rest[digits])) ++digits;
    if (digits == 0 || digits > 6 || digits == rest.size() || rest[digits] != unit) return false;
    rest.remove_prefix(digits + 1);
    return true;
}

}  // namespace

bool is_name(std::string_view text) {
    return is_word(text, "._-");
}
bool is_key(std::string_view text) {
    return is_word(text, "_-");
}

bool is_version(std::string_view text) {
    if (text.size() < 7 || !all_digits(text.substr(0, 4)) || text[4] != '.' || !is_month(text.substr(5, 2)))
        return false;
    const std::string_view rest = text.substr(7);
    return rest.empty() || (rest[0] == '.' && rest.size() <= 5 && all_digits(rest.substr(1)));
}

bool is_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    if (!all_digits(text.substr(0, 4)) || !is_month(text.substr(5, 2)) || !all_digits(text.substr(8, 2)))
        return false;
    return two(text.substr(8)) >= 1 && two(text.substr(8)) <= 31;
}

bool is_duration(std::string_view text) {
    if (text.size() < 3 || text[0] != 'P') return false;
    std::string_view rest = text.substr(1);
    if (take(rest, 'W')) return rest.empty();
    const bool days = take(rest, 'D');
    if (rest.empty()) return days;
    if (rest[0] != 'T') return false;
    rest.remove_prefix(1);
    const bool hours = take(rest, 'H');
    const bool minutes = take(rest, 'M');
    const bool seconds = take(rest, 'S');
    return rest.empty() && (hours || minutes || seconds);
}

bool is_older(std::string_view a, std::string_view b) {
    while (!a.empty() || !b.empty()) {
        const auto next = [](std::string_view& text) {
            int number = 0;
            std::size_t i = 0;
            for (; i < text.size() && text[i] != '.'; ++i)
                if (i < 6 && text[i] >= '0' && text[i] <= '9') number = number * 10 + (text[i] - '0');
            text.remove_prefix(i < text.size() ? i + 1 : i);
            return number;
        };
        const int one = next(a), other = next(b);
        if (one != other) return one < other;
    }
    return false;
}

}  // namespace casement::policy
