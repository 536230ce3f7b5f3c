#include <core/json/pattern.hpp>
#include <core/json/text.hpp>

#include <algorithm>
#include <string>

namespace casement::json {
namespace {

constexpr std::size_t kMaxProgram = 20'000;
constexpr int kMaxGroups = 50;  // within one another
constexpr int kUnbounded = -1;

using Code = Pattern::Code;
using Set = Pattern::Set;
using Fragment = std::vector<Pattern::Instruction>;

void add_digits(Set& set) {
    set.ranges.push_back({U'0', U'9'});
}
void add_word(Set& set) {
    set.ranges.insert(set.ranges.end(), {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}});
}
void add_space(Set& set) {
    set.ranges.insert(set.ranges.end(), {{U'\t', U'\r'},
                                         {U' ', U' '},
                                         {0xA0, 0xA0},
                                         {0x1680, 0x1680},
                                         {0x2000, 0x200A},
                                         {0x2028, 0x2029},
                                         {0x202F, 0x202F},
                                         {0x205F, 0x205F},
                                         {0x3000, 0x3000},
                                         {0xFEFF, 0xFEFF}});
}

// Everything the ranges leave out.
void complement(Set& set) {
    std::sort(set.ranges.begin(), set.ranges.end());
    std::vector<std::pair<char32_t, char32_t>> rest;
    char32_t next = 0;
    for (const auto& [first, last] : set.ranges) {
        if (first > next) rest.push_back({next, first - 1});
        next = std::max<char32_t>(next, last + 1);
    }
    if (next <= 0x10FFFF) rest.push_back({next, 0x10FFFF});
    set.ranges = std::move(rest);
}

class Parser {
  public:
    Parser(std::string_view text, std::vector<Set>& sets) : text_(text), sets_(sets) {}

    Error error;
    bool good() const { return error.code.empty(); }

    Fragment parse() {
        Fragment all = alternation();
        if (good() && at_ != text_.size()) fail("there is a ) without its (");
        all.push_back({Code::Match});
        if (all.size() > kMaxProgram) too_large();
        return all;
    }

  private:
    bool done() const { return at_ >= text_.size() || !good(); }
    bool next_is(char c) const { return !done() && text_[at_] == c; }
    bool take(char c) { return next_is(c) ? (++at_, true) : false; }
    bool take(std::string_view word) {
        if (done() || !text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }
    void fail(const char* message) {
        if (good())
            error = {"pattern.syntax", "byte " + std::to_string(at_), message, "see core/json/pattern.hpp"};
    }
    void too_large() {
        if (good())
            error = {"pattern.size", "byte " + std::to_string(at_), "the pattern is too large",
                     "repeat less"};
    }
    char32_t code_point() {
        const Decoded decoded = decode_utf8(text_, at_);
        at_ += decoded.length;
        return decoded.code_point;
    }
    std::int32_t keep(Set set) {
        sets_.push_back(std::move(set));
        return static_cast<std::int32_t>(sets_.size() - 1);
    }
    static std::int32_t length(const Fragment& fragment) {
        return static_cast<std::int32_t>(fragment.size());
    }
    void append(Fragment& to, const Fragment& from) {
        if (to.size() + from.size() > kMaxProgram) return too_large();
        to.insert(to.end(), from.begin(), from.end());
    }

    Fragment alternation() {
        Fragment left = sequence();
        while (take('|')) {
            const Fragment right = sequence();
            Fragment either{{Code::Split, 1, length(left) + 2}};
            append(either, left);
            either.push_back({Code::Jump, length(right) + 1});
            append(either, right);
            left = std::move(either);
        }
        return left;
    }

    Fragment sequence() {
        Fragment all;
        while (!done() && text_[at_] != '|' && text_[at_] != ')') append(all, repeated());
        return all;
    }

    Fragment repeated() {
        bool repeatable = true;
        Fragment one = atom(repeatable);
        int low = 1, high = 1;
        if (!quantifier(low, high)) return one;
        if (!repeatable) fail("there is nothing to repeat");
        if (high != kUnbounded && low > high) fail("the numbers of {n,m} are out of order");
        Fragment all;
        for (int i = 0; i < low && good(); ++i) append(all, one);
        if (high == kUnbounded) {
            all.push_back({Code::Split, 1, length(one) + 2});
            append(all, one);
            all.push_back({Code::Jump, -(length(one) + 1)});
        } else {
            for (int i = low; i < high && good(); ++i) {
                all.push_back({Code::Split, 1, length(one) + 1});
                append(all, one);
            }
        }
        return all;
    }

    bool quantifier(int& low, int& high) {
        if (take('*')) {
            low = 0, high = kUnbounded;
        } else if (take('+')) {
            low = 1, high = kUnbounded;
        } else if (take('?')) {
            low = 0, high = 1;
        } else if (take('{')) {
            low = number();
            high = low;
            if (take(',')) high = next_is('}') ? kUnbounded : number();
            if (!take('}')) fail("a { is not closed");
        } else {
            return false;
        }
        take('?');  // a lazy quantifier finds the same, only elsewhere
        return true;
    }

    int number() {
        int value = 0;
        if (done() || text_[at_] < '0' || text_[at_] > '9') fail("a number is missing in {n,m}");
        for (; !done() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
            value = std::min(value * 10 + (text_[at_] - '0'), static_cast<int>(kMaxProgram) + 1);
        }
        return value;
    }

    Fragment atom(bool& repeatable) {
        if (take("(?:")) return group();
        if (next_is('(') && text_.substr(at_).starts_with("(?"))
            fail("look-around and named groups are not supported");
        if (take('(')) return group();
        if (take('[')) return {{Code::Set, keep(bracket())}};
        if (take('.')) {
            Set line{false, {{U'\n', U'\n'}, {U'\r', U'\r'}, {0x2028, 0x2029}}};
            line.negated = true;
            return {{Code::Set, keep(std::move(line))}};
        }
        repeatable = false;
        if (take('^')) return {{Code::Begin}};
        if (take('$')) return {{Code::End}};
        if (take("\\b")) return {{Code::Boundary}};
        if (take("\\B")) return {{Code::NoBoundary}};
        repeatable = true;
        if (done()) return {};
        if (std::string_view("*+?{}]").find(text_[at_]) != std::string_view::npos) {
            fail("a punctuation mark that has a meaning stands without a \\");
            return {};
        }
        Set set;
        if (take('\\')) {
            escape(set);
        } else {
            const char32_t c = code_point();
            set.ranges.push_back({c, c});
        }
        return {{Code::Set, keep(std::move(set))}};
    }

    Fragment group() {
        if (++groups_ > kMaxGroups) fail("groups are nested too deeply");
        Fragment inner = alternation();
        --groups_;
        if (!take(')')) fail("a ( is not closed");
        return inner;
    }

    // [...], after the [.
    Set bracket() {
        Set set;
        set.negated = take('^');
        while (!done() && !next_is(']')) {
            const bool single = member(set);
            if (!next_is('-') || text_.substr(at_).starts_with("-]")) continue;
            ++at_;
            const bool bounded = single && member(set);
            if (!bounded) {
                fail("a range needs a character on both sides");
                break;
            }
            const char32_t last = set.ranges.back().first;
            set.ranges.pop_back();
            if (last < set.ranges.back().first) fail("a range is out of order");
            set.ranges.back().second = last;
        }
        if (!take(']')) fail("a [ is not closed");
        return set;
    }

    // One character or class within [...]; true when it was a single character.
    bool member(Set& set) {
        if (done()) return false;
        if (take('\\')) {
            if (!take('b')) return escape(set);
            set.ranges.push_back({U'\b', U'\b'});
            return true;
        }
        const char32_t c = code_point();
        set.ranges.push_back({c, c});
        return true;
    }

    // After the \. True when it stands for a single character.
    bool escape(Set& set) {
        if (done()) return fail("a \\ stands at the end"), false;
        const char c = text_[at_++];
        Set of_class;
        switch (c) {
            case 'd':
            case 'D':
                add_digits(of_class);
                break;
            case 'w':
            case 'W':
                add_word(of_class);
                break;
            case 's':
            case 'S':
                add_space(of_class);
                break;
            default:
                return escaped_character(set, c);
        }
        if (c < 'a') complement(of_class);
        set.ranges.insert(set.ranges.end(), of_class.ranges.begin(), of_class.ranges.end());
        return false;
    }

    bool escaped_character(Set& set, char c) {
        constexpr std::string_view kNames = "tnrvf0";
        constexpr std::u32string_view kCharacters{U"\t\n\r\v\f\0", 6};
        char32_t value = 0;
        if (const std::size_t named = kNames.find(c); named != std::string_view::npos) {
            value = kCharacters[named];
        } else if (c == 'x') {
            value = hex(2);
        } else if (c == 'u' && take('{')) {
            while (!done() && !next_is('}') && value <= 0x10FFFF) value = value << 4 | hex(1);
            if (!take('}') || value > 0x10FFFF) fail("\\u{...} is not a code point");
        } else if (c == 'u') {
            value = hex(4);
        } else if (std::string_view("^$\\.*+?()[]{}|/-").find(c) != std::string_view::npos) {
            value = static_cast<unsigned char>(c);
        } else {
            fail("this escape is not supported");
        }
        set.ranges.push_back({value, value});
        return true;
    }

    char32_t hex(int digits) {
        char32_t value = 0;
        for (int i = 0; i < digits; ++i) {
            const char c = done() ? '?' : text_[at_++];
            const char lower = static_cast<char>(c | 0x20);
            if (c >= '0' && c <= '9') {
                value = value << 4 | static_cast<char32_t>(c - '0');
            } else if (lower >= 'a' && lower <= 'f') {
                value = value << 4 | static_cast<char32_t>(lower - 'a' + 10);
            } else {
                fail("a hexadecimal digit is missing");
            }
        }
        return value;
    }

    std::string_view text_;
    std::vector<Set>& sets_;
    std::size_t at_ = 0;
    int groups_ = 0;
};

}  // namespace

Result<Pattern> Pattern::compile(std::string_view text) {
    if (const std::size_t at = find_invalid_utf8(text); at != std::string_view::npos) {
        return Error{"pattern.syntax", "byte " + std::to_string(at), "the pattern is not UTF-8", ""};
    }
    Pattern pattern;
    Parser parser(text, pattern.sets_);
    pattern.program_ = parser.parse();
    if (!parser.good()) return std::move(parser.error);
    return pattern;
}

}  // namespace casement::json
