#include <core/json/text.hpp>
#include <core/policy/diff_words.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

using Words = std::vector<std::string_view>;

enum class Sign { space, letter, joins, alone };

bool in(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

// Han and kana; scripts written without spaces whose signs do not combine.
bool stands_alone(char32_t c) {
    return in(c, 0x3041, 0x30FF) || in(c, 0x3400, 0x9FFF) || in(c, 0xF900, 0xFAFF) || in(c, 0x20000, 0x3FFFF);
}

bool is_punctuation(char32_t c) {
    return in(c, 0xA1, 0xA9) || c == 0xAB || c == 0xBB || c == 0xBF || c == 0x60C || c == 0x61B ||
           c == 0x61F || c == 0x6D4 || c == 0x964 || c == 0x965 || in(c, 0x2010, 0x2027) ||
           in(c, 0x2030, 0x205E) || in(c, 0x3001, 0x303F) || in(c, 0xFF01, 0xFF0F) || in(c, 0xFF1A, 0xFF20);
}

Sign sign(char32_t c) {
    if (c == ' ' || in(c, 0x09, 0x0D) || c == 0xA0 || in(c, 0x2000, 0x200A) || c == 0x3000)
        return Sign::space;
    if (c == '-' || c == '.' || c == '\'' || c == 0x2019) return Sign::joins;
    if (c < 0x80) {
        const bool letter = in(c, '0', '9') || in(c, 'A', 'Z') || in(c, 'a', 'z') || c == '_';
        return letter ? Sign::letter : Sign::alone;
    }
    return stands_alone(c) || is_punctuation(c) ? Sign::alone : Sign::letter;
}

std::size_t run_of(Sign kind, std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const auto decoded = json::decode_utf8(text, at);
        const Sign found = sign(decoded.code_point);
        if (found != kind) {
            const std::size_t next = at + decoded.length;
            const bool within = kind == Sign::letter && found == Sign::joins && next < text.size() &&
                                sign(json::decode_utf8(text, next).code_point) == Sign::letter;
            if (!within) break;
        }
        at += decoded.length;
    }
    return at;
}

// The end of the JSON string that begins at `at`.
std::size_t string_end(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\') ++at;
    return std::min(at + 1, text.size());
}

// The text as words, signs and runs of white space; nothing is left out.
Words words_in(std::string_view text, WordsOf words) {
    Words out;
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = json::decode_utf8(text, at);
        const Sign kind = sign(decoded.code_point);
        const bool run = kind == Sign::letter || kind == Sign::space;
        const bool string = words == WordsOf::json && text[at] == '"';
        const std::size_t end = string ? string_end(text, at)
                                : run  ? run_of(kind, text, at)
                                       : at + decoded.length;
        out.push_back(text.substr(at, end - at));
        at = end;
    }
    return out;
}

bool is_space(std::string_view word) {
    return sign(json::decode_utf8(word, 0).code_point) == Sign::space;
}
// A word that means something by itself: what two texts have in common is counted in these.
bool is_lettered(std::string_view word) {
    const char32_t first = json::decode_utf8(word, 0).code_point;
    return sign(first) == Sign::letter || stands_alone(first) || (first == '"' && word.size() > 1);
}

struct Edit {
    SpanKind kind;
    std::string_view word;
};

// Myers' greedy search: the furthest point on each diagonal after each number of edits.
class Search {
  public:
    Search(const Words& a, const Words& b, std::size_t skip_front, std::size_t skip_back, WordBudget& budget)
        : a_(a), b_(b), from_(skip_front), budget_(budget) {
        n_ = static_cast<int>(a.size() - skip_front - skip_back);
        m_ = static_cast<int>(b.size() - skip_front - skip_back);
    }

    // Whether the other end was reached within the limits.
    bool run() {
        const int most = std::min(n_ + m_, kMaxWordEdits);
        std::vector<int> reach(2 * static_cast<std::size_t>(most) + 3, 0);
        int* const zero = reach.data() + most + 1;  // the diagonal 0
        for (int d = 0; d <= most; ++d) {
            seen_.emplace_back(zero - d - 1, zero + d + 2);
            for (int k = -d; k <= d; k += 2) {
                int& x = zero[k];
                const int down = zero[k + 1];
                const int right = zero[k - 1] + 1;
                x = d == 0 ? 0 : k == -d || (k != d && right <= down) ? down : right;
                const int start = x;
                while (x < n_ && x - k < m_ && word_a(x) == word_b(x - k)) ++x;
                budget_.steps -= 1 + x - start;
                if (k == n_ - m_ && x >= n_) return true;
            }
            if (budget_.steps <= 0) return false;
        }
        return false;
    }

    // The way there, from the beginning.
    std::vector<Edit> edits() const {
        std::vector<Edit> out;
        int x = n_, y = m_;
        for (int d = static_cast<int>(seen_.size()) - 1; d >= 0; --d) {
            const auto& before = seen_[static_cast<std::size_t>(d)];  // diagonals -d-1 to d+1
            const int* const zero = before.data() + d + 1;
            const auto at = [&](int k) { return zero[k]; };
            const int k = x - y;
            const bool down = d > 0 && (k == -d || (k != d && at(k - 1) + 1 <= at(k + 1)));
            const int start_x = d == 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
            while (x > start_x) {
                --x, --y;
                out.push_back({SpanKind::same, word_a(x)});
            }
            if (d == 0) break;
            if (down)
                out.push_back({SpanKind::added, word_b(--y)});
            else
                out.push_back({SpanKind::removed, word_a(--x)});
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

  private:
    std::string_view word_a(int i) const { return a_[from_ + static_cast<std::size_t>(i)]; }
    std::string_view word_b(int i) const { return b_[from_ + static_cast<std::size_t>(i)]; }

    const Words &a_, &b_;
    std::size_t from_;
    WordBudget& budget_;
    int n_ = 0, m_ = 0;
    std::vector<std::vector<int>> seen_;
};

void append(std::vector<DiffSpan>& out, SpanKind kind, std::string_view text) {
    if (text.empty()) return;
    if (!out.empty() && out.back().kind == kind)
        out.back().text += text;
    else
        out.push_back({kind, std::string(text)});
}

using Edits = std::vector<Edit>;

// How good a place is to begin with what was put in or taken out: after a sentence, a word, a member.
int score(const Edits& edits, std::size_t begin) {
    if (begin == 0) return 4;
    const std::string_view before = edits[begin - 1].word;
    const char end = before.back();
    if (is_space(before)) {
        const char sentence = begin > 1 ? edits[begin - 2].word.back() : '.';
        return sentence == '.' || sentence == '!' || sentence == '?' ? 4 : 3;
    }
    return end == ',' ? 3 : end == '[' || end == '{' ? 2 : 0;
}

constexpr std::size_t kMaxSlide = 64;

// One change of one kind, [begin, end), with the same words on both sides: where the word before it is also
// its last, it may as well stand one further left, and so on.
void slide(Edits& edits, std::size_t begin, std::size_t end) {
    const auto swap = [&](std::size_t a, std::size_t b) { std::swap(edits[a].kind, edits[b].kind); };
    const auto is_same = [&](std::size_t at) { return edits[at].kind == SpanKind::same; };
    const auto can_go_left = [&] {
        return begin > 0 && is_same(begin - 1) && edits[begin - 1].word == edits[end - 1].word &&
               (begin == 1 || is_same(begin - 2));
    };
    const auto can_go_right = [&] {
        return end < edits.size() && is_same(end) && edits[end].word == edits[begin].word &&
               (end + 1 == edits.size() || is_same(end + 1));
    };
    for (std::size_t n = 0; n < kMaxSlide && can_go_right(); ++n) swap(begin++, end++);
    std::size_t best = begin;
    int best_score = score(edits, begin);
    for (std::size_t n = 0; n < 2 * kMaxSlide && can_go_left(); ++n) {
        swap(--begin, --end);
        if (score(edits, begin) <= best_score) continue;
        best = begin;
        best_score = score(edits, begin);
    }
    for (; begin < best; ++begin, ++end) swap(begin, end);
}

void slide_all(Edits& edits) {
    for (std::size_t begin = 0; begin < edits.size();) {
        std::size_t end = begin;
        while (end < edits.size() && edits[end].kind == edits[begin].kind) ++end;
        const bool alone = (begin == 0 || edits[begin - 1].kind == SpanKind::same) &&
                           (end == edits.size() || edits[end].kind == SpanKind::same);
        if (edits[begin].kind != SpanKind::same && alone) slide(edits, begin, end);
        begin = end;
    }
}

// What stands between two words that stayed.
struct Change {
    Words removed, added;

    bool empty() const { return removed.empty() && added.empty(); }

    // White space that begins or ends both has not changed.
    void append_to(std::vector<DiffSpan>& out) {
        std::size_t front = 0, back = 0;
        const std::size_t shorter = std::min(removed.size(), added.size());
        while (front < shorter && removed[front] == added[front] && is_space(removed[front])) ++front;
        const auto from_end = [](const Words& words, std::size_t n) { return words[words.size() - 1 - n]; };
        while (back < shorter - front && from_end(removed, back) == from_end(added, back) &&
               is_space(from_end(removed, back)))
            ++back;
        for (std::size_t i = 0; i < front; ++i) append(out, SpanKind::same, removed[i]);
        for (std::size_t i = front; i + back < removed.size(); ++i)
            append(out, SpanKind::removed, removed[i]);
        for (std::size_t i = front; i + back < added.size(); ++i) append(out, SpanKind::added, added[i]);
        for (std::size_t i = back; i > 0; --i) append(out, SpanKind::same, from_end(removed, i - 1));
        removed.clear();
        added.clear();
    }
};

// Changes that only white space parts are one change.
std::vector<DiffSpan> spans_of(const Edits& edits) {
    std::vector<DiffSpan> out;
    Change change;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        const Edit& edit = edits[i];
        const bool between = edit.kind == SpanKind::same && !change.empty() && i + 1 < edits.size() &&
                             edits[i + 1].kind != SpanKind::same && is_space(edit.word);
        if (edit.kind == SpanKind::removed || between) change.removed.push_back(edit.word);
        if (edit.kind == SpanKind::added || between) change.added.push_back(edit.word);
        if (edit.kind != SpanKind::same || between) continue;
        change.append_to(out);
        append(out, SpanKind::same, edit.word);
    }
    change.append_to(out);
    return out;
}

std::size_t lettered(const Words& words) {
    return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), is_lettered));
}

// A quarter of the shorter text, at least, is there again.
bool has_much_in_common(const Words& a, const Words& b, const Edits& edits) {
    std::size_t kept = 0;
    for (const Edit& edit : edits) kept += edit.kind == SpanKind::same && is_lettered(edit.word);
    return kept * 4 >= std::min(lettered(a), lettered(b));
}

std::vector<DiffSpan> replaced(std::string_view before, std::string_view after) {
    std::vector<DiffSpan> out;
    append(out, SpanKind::removed, before);
    append(out, SpanKind::added, after);
    return out;
}

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u;
}

// Where to end a piece of at most `bytes`: after the last space when one is near.
std::size_t head_end(std::string_view text, std::size_t bytes) {
    if (bytes >= text.size()) return text.size();
    const auto space = text.rfind(' ', bytes);
    if (space != std::string_view::npos && space + 20 > bytes && space > 0) return space;
    while (bytes > 0 && continues(text, bytes)) --bytes;
    return bytes;
}

std::size_t tail_begin(std::string_view text, std::size_t bytes) {
    if (bytes >= text.size()) return 0;
    std::size_t at = text.size() - bytes;
    const auto space = text.find(' ', at);
    if (space != std::string_view::npos && space < at + 20) return space + 1;
    while (continues(text, at)) ++at;
    return at;
}

}  // namespace

const char* name(SpanKind kind) {
    constexpr const char* kNames[] = {"same", "removed", "added"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<DiffSpan> word_diff(std::string_view before, std::string_view after, WordBudget& budget,
                                WordsOf words) {
    if (before == after)
        return before.empty() ? std::vector<DiffSpan>()
                              : std::vector<DiffSpan>{{SpanKind::same, std::string(before)}};
    if (before.size() + after.size() > kMaxWordDiffBytes || budget.steps <= 0) return replaced(before, after);
    const Words a = words_in(before, words), b = words_in(after, words);
    const std::size_t shorter = std::min(a.size(), b.size());
    std::size_t front = 0, back = 0;
    while (front < shorter && a[front] == b[front]) ++front;
    while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
    Search search(a, b, front, back, budget);
    if (!search.run()) return replaced(before, after);

    Edits edits;
    for (std::size_t i = 0; i < front; ++i) edits.push_back({SpanKind::same, a[i]});
    const Edits inner = search.edits();
    edits.insert(edits.end(), inner.begin(), inner.end());
    for (std::size_t i = a.size() - back; i < a.size(); ++i) edits.push_back({SpanKind::same, a[i]});

    if (!has_much_in_common(a, b, edits)) return replaced(before, after);
    slide_all(edits);
    return spans_of(edits);
}

std::vector<DiffSpan> shortened(std::vector<DiffSpan> spans, std::size_t context) {
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].kind != SpanKind::same) continue;
        const std::string_view text = spans[i].text;
        const std::size_t head = i == 0 ? 0 : head_end(text, context);
        const std::size_t tail = i + 1 == spans.size() ? text.size() : tail_begin(text, context);
        if (head + 8 >= tail) continue;
        spans[i].text = std::string(text.substr(0, head)) + (i == 0 ? "" : " ") + "…" +
                        (tail == text.size() ? "" : " ") + std::string(text.substr(tail));
    }
    return spans;
}

std::string shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    return std::string(text.substr(0, head_end(text, bytes))) + "…";
}

}  // namespace casement::policy
