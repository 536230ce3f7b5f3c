#include <core/policy/diff_words.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>

using namespace casement::policy;

namespace {

// "a [-b-]{+c+} d", as wdiff writes it.
std::string shown(const std::vector<DiffSpan>& spans) {
    std::string out;
    for (const DiffSpan& span : spans) {
        out += span.kind == SpanKind::same      ? span.text
               : span.kind == SpanKind::removed ? "[-" + span.text + "-]"
                                                : "{+" + span.text + "+}";
    }
    return out;
}

std::string shown(std::string_view before, std::string_view after, WordsOf words = WordsOf::prose) {
    WordBudget budget;
    return shown(word_diff(before, after, budget, words));
}

std::string without(const std::vector<DiffSpan>& spans, SpanKind kind) {
    std::string out;
    for (const DiffSpan& span : spans) out += span.kind == kind ? "" : span.text;
    return out;
}

std::size_t bytes_changed(const std::vector<DiffSpan>& spans) {
    std::size_t count = 0;
    for (const DiffSpan& span : spans) count += span.kind == SpanKind::same ? 0 : span.text.size();
    return count;
}

// The length of a longest common subsequence, by the table every textbook has.
std::size_t common(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t k = 1; k <= b.size(); ++k)
            best[i][k] =
                a[i - 1] == b[k - 1] ? best[i - 1][k - 1] + 1 : std::max(best[i - 1][k], best[i][k - 1]);
    }
    return best[a.size()][b.size()];
}

struct Numbers {
    std::uint32_t state;
    std::uint32_t below(std::uint32_t n) {
        state = state * 1664525u + 1013904223u;
        return (state >> 8) % n;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(comparing_texts_word_by_word)

BOOST_AUTO_TEST_CASE(only_the_words_that_differ_are_marked) {
    BOOST_TEST(shown("No threats.", "No threats.") == "No threats.");
    BOOST_TEST(shown("No grave threats.", "No threats.") == "No [-grave -]threats.");
    BOOST_TEST(shown("No threats.", "No threats. No slurs.") == "No threats.{+ No slurs.+}");
    BOOST_TEST(shown("within 48 hours", "within 24 hours") == "within [-48-]{+24+} hours");
    BOOST_TEST(shown("", "new") == "{+new+}");
    BOOST_TEST(shown("old", "") == "[-old-]");
    BOOST_TEST(shown("", "").empty());
}

BOOST_AUTO_TEST_CASE(a_word_keeps_its_hyphens_dots_and_apostrophes) {
    BOOST_TEST(shown("a well-known rule here", "a well-meant rule here") ==
               "a [-well-known-]{+well-meant+} rule here");
    BOOST_TEST(shown("see answers.target now", "see answers.intent now") ==
               "see [-answers.target-]{+answers.intent+} now");
    BOOST_TEST(shown("they don't act alone", "they can't act alone") == "they [-don't-]{+can't+} act alone");
    BOOST_TEST(shown("one two three.", "one two three!") == "one two three[-.-]{+!+}");
}

BOOST_AUTO_TEST_CASE(neighbours_that_change_are_one_change) {
    BOOST_TEST(shown("it is told after the decision here", "it was sent before the decision here") ==
               "it [-is told after-]{+was sent before+} the decision here");
}

BOOST_AUTO_TEST_CASE(white_space_that_stayed_is_not_marked) {
    BOOST_TEST(shown("in words and pictures", "in words, signs and pictures") ==
               "in words{+, signs+} and pictures");
    BOOST_TEST(shown("red, blue or green", "red and blue or green") == "red[-,-]{+ and+} blue or green");
}

BOOST_AUTO_TEST_CASE(a_change_begins_where_a_sentence_or_a_word_begins) {
    BOOST_TEST(shown("It is bad. It is left.", "It is bad. It is old. It is left.") ==
               "It is bad. {+It is old. +}It is left.");
    BOOST_TEST(shown("the first of the last", "the first of the best of the last") ==
               "the first of the {+best of the +}last");
}

BOOST_AUTO_TEST_CASE(texts_with_almost_nothing_in_common_are_replaced_whole) {
    BOOST_TEST(shown("Choose the person who is meant.", "Every post about animals counts.") ==
               "[-Choose the person who is meant.-]{+Every post about animals counts.+}");
    BOOST_TEST(shown("Satire", "Visible satire") == "[-Satire-]{+Visible satire+}");
}

BOOST_AUTO_TEST_CASE(scripts_without_spaces_are_compared_by_character) {
    BOOST_TEST(shown("禁止威胁他人", "禁止骚扰他人") == "禁止[-威胁-]{+骚扰+}他人");
    BOOST_TEST(shown("Keine Drohung, bitte — für immer", "Keine Drohung, bitte — fürs erste") ==
               "Keine Drohung, bitte — [-für immer-]{+fürs erste+}");
    BOOST_TEST(shown("لا تهديد هنا؟", "لا إهانة هنا؟") == "لا [-تهديد-]{+إهانة+} هنا؟");
}

BOOST_AUTO_TEST_CASE(rules_are_compared_by_the_tokens_of_json) {
    BOOST_TEST(shown(R"({"==":[{"var":"answers.a"},"x"]})", R"({"in":[{"var":"answers.a"},"x"]})",
                     WordsOf::json) == R"({[-"=="-]{+"in"+}:[{"var":"answers.a"},"x"]})");
    BOOST_TEST(shown(R"(["a \"b\" c","d","e"])", R"(["a \"b\" d","d","e"])", WordsOf::json) ==
               R"([[-"a \"b\" c"-]{+"a \"b\" d"+},"d","e"])");
    BOOST_TEST(shown(R"({"or":[{"var":"a"},{"var":"c"}]})", R"({"or":[{"var":"a"},{"var":"b"},{"var":"c"}]})",
                     WordsOf::json) == R"({"or":[{"var":"a"},{+{"var":"b"},+}{"var":"c"}]})");
    BOOST_TEST(shown("\"open", "\"open\\", WordsOf::json) == "[-\"open-]{+\"open\\+}");
}

BOOST_AUTO_TEST_CASE(the_spans_give_back_both_texts_and_there_is_no_shorter_way) {
    const std::string signs[] = {"山", "川", "日", "月"};  // each is a word of three bytes
    Numbers numbers{7};
    for (int round = 0; round < 500; ++round) {
        std::string letters[2], texts[2];
        for (int side = 0; side < 2; ++side) {
            for (std::uint32_t n = 1 + numbers.below(24); n > 0; --n) {
                const std::uint32_t sign = numbers.below(4);
                letters[side] += static_cast<char>('a' + sign);
                texts[side] += signs[sign];
            }
        }
        WordBudget budget;
        const auto spans = word_diff(texts[0], texts[1], budget);
        BOOST_TEST_CONTEXT(shown(spans)) {
            BOOST_TEST(without(spans, SpanKind::added) == texts[0]);
            BOOST_TEST(without(spans, SpanKind::removed) == texts[1]);
            for (std::size_t i = 0; i < spans.size(); ++i) {
                BOOST_TEST(!spans[i].text.empty());
                BOOST_TEST((i == 0 || spans[i].kind != spans[i - 1].kind));
            }
            const std::size_t kept = common(letters[0], letters[1]);
            const bool alike = kept * 4 >= std::min(letters[0].size(), letters[1].size());
            const std::size_t least = letters[0].size() + letters[1].size() - (alike ? 2 * kept : 0);
            BOOST_TEST(bytes_changed(spans) == 3 * least);
        }
    }
}

BOOST_AUTO_TEST_CASE(one_word_among_many_is_found_wherever_it_is) {
    std::string words[200], before;
    for (int i = 0; i < 200; ++i) before += (words[i] = "w" + std::to_string(i * 7 % 200)) + " ";
    for (int i = 0; i < 200; ++i) {
        std::string after;
        for (int k = 0; k < 200; ++k) after += (k == i ? "other" : words[k]) + " ";
        WordBudget budget;
        const auto spans = word_diff(before, after, budget);
        BOOST_TEST(without(spans, SpanKind::same) == words[i] + "other");
    }
}

BOOST_AUTO_TEST_CASE(too_long_or_too_different_texts_and_a_spent_budget_are_replaced_whole) {
    const std::string tail = " the same words at the end";
    const std::string longest(kMaxWordDiffBytes / 2, 'x');
    BOOST_TEST(shown(longest + tail, longest + " not" + tail).rfind("[-", 0) == 0u);

    std::string before, after;
    for (int i = 0; i < kMaxWordEdits; ++i) {
        before += "a" + std::to_string(i) + ", ";
        after += "b" + std::to_string(i) + ", ";
    }
    BOOST_TEST(shown("same start " + before, "same start " + after).rfind("[-", 0) == 0u);

    WordBudget budget{0};
    BOOST_TEST(shown(word_diff("one two three", "one two four", budget)) ==
               "[-one two three-]{+one two four+}");
    WordBudget spent{50};
    word_diff(before.substr(0, 200), after.substr(0, 200), spent);
    BOOST_TEST(spent.steps <= 0);
    WordBudget enough;
    word_diff(before, after, enough);
    BOOST_TEST(enough.steps > 19'000'000);
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_does_no_harm) {
    WordBudget budget;
    const std::string before = "a \xC3 b \xE2\x80", after = "a \xC3 c \xF0\x9F\x98";
    const auto spans = word_diff(before, after, budget);
    BOOST_TEST(without(spans, SpanKind::added) == before);
    BOOST_TEST(without(spans, SpanKind::removed) == after);
}

BOOST_AUTO_TEST_CASE(a_line_of_a_report_keeps_what_is_beside_a_change) {
    std::string before = "Start here.", after = "Begin here.";
    for (int i = 0; i < 40; ++i) before += " word", after += " word";
    WordBudget budget;
    const auto spans = word_diff(before + " one end", after + " two end", budget);
    BOOST_TEST(shown(shortened(spans, 16)) ==
               "[-Start-]{+Begin+} here. word word … word word word [-one-]{+two+} end");
    BOOST_TEST(shortened("one two three", 20) == "one two three");
    BOOST_TEST(shortened("one two three", 9) == "one two…");
    BOOST_TEST(shortened("äöüäöüäöü", 5) == "äö…");
}

BOOST_AUTO_TEST_SUITE_END()
