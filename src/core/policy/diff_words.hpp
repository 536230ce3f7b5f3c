// What changed within a text, word by word.
//
// The shortest edit script between the words of two texts (E. W. Myers, An O(ND) Difference Algorithm and Its
// Variations, Algorithmica 1, 1986, 251-266), then made readable: white space between two changed words
// changes with them, what was put in or taken out begins where a sentence, a word or a member begins, and two
// texts that share almost nothing are one replaced whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casement::policy {

enum class SpanKind { same, removed, added };
const char* name(SpanKind);

struct DiffSpan {
    SpanKind kind = SpanKind::same;
    std::string text;

    bool operator==(const DiffSpan&) const = default;
};

// Beyond these a text is shown as replaced whole, which is still true.
constexpr std::size_t kMaxWordDiffBytes = 256u << 10;  // of both texts together
constexpr int kMaxWordEdits = 400;                     // words removed and added

// The work that all texts of one comparison may take together, in comparisons of words.
struct WordBudget {
    std::int64_t steps = 20'000'000;
};

// prose: a word is a run of letters, digits and underscores, with the hyphens, dots and apostrophes within
// it; each sign and each character of a script written without spaces (Han, kana) is a word of its own. json:
// a word is a token of JSON, a string as a whole.
enum class WordsOf { prose, json };

// The spans in reading order, what was removed before what was added; none is empty. Same and removed give
// `before`, same and added give `after`.
std::vector<DiffSpan> word_diff(std::string_view before, std::string_view after, WordBudget& budget,
                                WordsOf words = WordsOf::prose);

// The spans with what stayed the same cut down to `context` bytes or a little less beside each change, and
// "…" where text is left out: for a line in a report.
std::vector<DiffSpan> shortened(std::vector<DiffSpan> spans, std::size_t context);

// The beginning of a text, at most `bytes` and "…" where it goes on; cut between words where it can be.
std::string shortened(std::string_view text, std::size_t bytes);

}  // namespace casement::policy
