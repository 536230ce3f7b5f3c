// Regular expressions for JSON Schema's `pattern`: the part of ECMAScript's syntax that is regular, matched
// in time linear in the text, without recursion. std::regex recurses for every character of the text, which
// hostile text turns into a crash.
//
// Syntax: | ( ) (?: ) [ ] . ^ $ * + ? {n} {n,} {n,m} (and their lazy forms, which find the same), \b \B
// \d \D \w \W \s \S \t \n \r \v \f \0 \xHH \uHHHH \u{H...}, and \ before a punctuation mark. Look-around,
// back references and \p are refused. Characters are Unicode code points.
#pragma once

#include <core/base/result.hpp>

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace casement::json {

class Pattern {
  public:
    // Errors: pattern.syntax (the place is "byte N" of the pattern), pattern.size (it compiles to over 20,000
    // steps).
    static Result<Pattern> compile(std::string_view text);

    // Whether the pattern occurs anywhere in the text (UTF-8).
    bool matches(std::string_view text) const;

    // Implementation, public for the compiler alone.
    enum class Code : std::uint8_t { Set, Split, Jump, Begin, End, Boundary, NoBoundary, Match };
    struct Instruction {
        Code code = Code::Match;
        std::int32_t a = 0;  // Set: which set; Split and Jump: relative target
        std::int32_t b = 0;  // Split: the other target
    };
    struct Set {
        bool negated = false;
        std::vector<std::pair<char32_t, char32_t>> ranges;
        bool contains(char32_t c) const;
    };

  private:
    std::vector<Instruction> program_;
    std::vector<Set> sets_;
};

}  // namespace casement::json
