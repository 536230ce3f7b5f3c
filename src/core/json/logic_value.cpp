#include <core/json/canonical.hpp>
#include <core/json/logic_value.hpp>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace casement::json::logic {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kExact = std::int64_t{1} << 53;

// ECMAScript's WhiteSpace and LineTerminator, as UTF-8.
std::size_t leading_space(std::string_view text) {
    constexpr std::string_view kSpaces[] = {
        " ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u00A0", "\uFEFF", "\u1680",
        "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006", "\u2007", "\u2008",
        "\u2009", "\u200A", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};
    for (const std::string_view space : kSpaces) {
        if (text.starts_with(space)) return space.size();
    }
    return 0;
}

std::size_t trailing_space(std::string_view text) {
    // White space takes one, two or three bytes.
    for (std::size_t length = 1; length <= 3 && length <= text.size(); ++length) {
        if (leading_space(text.substr(text.size() - length)) == length) return length;
    }
    return 0;
}

double read_digits(std::string_view digits, int base) {
    if (digits.empty()) return kNaN;
    double value = 0;
    for (const char c : digits) {
        int digit = 99;
        if (c >= '0' && c <= '9') digit = c - '0';
        if (c >= 'a' && c <= 'f') digit = c - 'a' + 10;
        if (c >= 'A' && c <= 'F') digit = c - 'A' + 10;
        if (digit >= base) return kNaN;
        value = value * base + digit;
    }
    return value;
}

std::size_t count_digits(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
    return count;
}

// Whether text is digits[.digits][e[+-]digits], or .digits[...], and nothing else.
bool is_decimal(std::string_view text) {
    const std::size_t whole = count_digits(text);
    text.remove_prefix(whole);
    std::size_t fraction = 0;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        fraction = count_digits(text);
        text.remove_prefix(fraction);
    }
    if (whole + fraction == 0) return false;
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
        const std::size_t exponent = count_digits(text);
        if (exponent == 0) return false;
        text.remove_prefix(exponent);
    }
    return text.empty();
}

double read_decimal(std::string_view text) {
    const std::size_t digits = count_digits(text);
    if (digits == text.size() && digits <= 15) {
        std::int64_t value = 0;
        for (const char c : text) value = value * 10 + (c - '0');
        return static_cast<double>(value);
    }
#if defined(__cpp_lib_to_chars)
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc::result_out_of_range) return value;
    // Too large or too small: the exponent's sign tells, for text of any sensible length.
    const std::size_t e = text.find_first_of("eE");
    if (e != std::string_view::npos) return text[e + 1] == '-' ? 0.0 : kInfinity;
    return text.find_first_not_of("0.") < text.find('.') ? kInfinity : 0.0;
#else
    // The standard library without std::from_chars for doubles is the browser’s libc++, whose strtod knows no
    // locale.
    return std::strtod(std::string(text).c_str(), nullptr);
#endif
}

}  // namespace

double number_from_text(std::string_view text) {
    while (const std::size_t space = leading_space(text)) text.remove_prefix(space);
    while (const std::size_t space = trailing_space(text)) text.remove_suffix(space);
    if (text.empty()) return 0;
    if (text.size() > 2 && text[0] == '0') {
        const char base = static_cast<char>(text[1] | 0x20);
        if (base == 'x') return read_digits(text.substr(2), 16);
        if (base == 'o') return read_digits(text.substr(2), 8);
        if (base == 'b') return read_digits(text.substr(2), 2);
    }
    const double sign = text.front() == '-' ? -1 : 1;
    if (text.front() == '-' || text.front() == '+') text.remove_prefix(1);
    if (text == "Infinity") return sign * kInfinity;
    return is_decimal(text) ? sign * read_decimal(text) : kNaN;
}

std::string number_key(double number) {
    return number_text(number);
}

std::uint32_t climb_count(double levels) {
    constexpr double kMost = 1'000'000;
    const double size = std::trunc(std::fabs(levels));
    return static_cast<std::uint32_t>(size < kMost ? size : kMost);
}

Value::Value(const Json& json) : number(0) {
    switch (json.type()) {
        case Json::value_t::boolean:
            kind = Kind::Bool;
            boolean = *json.get_ptr<const bool*>();
            break;
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned: {
            // nlohmann keeps both in 64 bits; what exceeds int64 looks negative here and is beyond kExact
            // anyway.
            const std::int64_t whole = *json.get_ptr<const std::int64_t*>();
            if (whole >= -kExact && whole <= kExact && (json.is_number_unsigned() ? whole >= 0 : true)) {
                kind = Kind::Number;
                number = static_cast<double>(whole);
            } else {
                kind = Kind::Exact;
                tree = &json;
            }
            break;
        }
        case Json::value_t::number_float:
            kind = Kind::Number;
            number = *json.get_ptr<const double*>();
            break;
        case Json::value_t::string:
            kind = Kind::String;
            string = json.get_ptr<const std::string*>();
            break;
        case Json::value_t::array:
        case Json::value_t::object:
            kind = Kind::Tree;
            tree = &json;
            break;
        default:
            kind = Kind::Null;
    }
}

std::size_t Value::size() const {
    if (kind == Kind::Listed) return list->items.size();
    return kind == Kind::Tree && tree->is_array() ? tree->get_ptr<const Json::array_t*>()->size() : 0;
}

Value Value::element(std::size_t i) const {
    if (kind == Kind::Listed) return list->items[i];
    return Value((*tree->get_ptr<const Json::array_t*>())[i]);
}

bool Value::truthy() const {
    switch (kind) {
        case Kind::Bool:
            return boolean;
        case Kind::Number:
            return number != 0 && !std::isnan(number);
        case Kind::Exact:
            return true;
        case Kind::String:
            return !string->empty();
        case Kind::Tree:
            return tree->is_object() || !tree->empty();
        case Kind::Listed:
            return !list->items.empty();
        default:
            return false;
    }
}

double Value::to_number() const {
    switch (kind) {
        case Kind::Null:
            return 0;
        case Kind::Bool:
            return boolean ? 1 : 0;
        case Kind::Number:
            return number;
        case Kind::Exact:
            return tree->is_number_unsigned() ? static_cast<double>(*tree->get_ptr<const std::uint64_t*>())
                                              : static_cast<double>(*tree->get_ptr<const std::int64_t*>());
        case Kind::String:
            return number_from_text(*string);
        default:
            return kNaN;
    }
}

}  // namespace casement::json::logic
