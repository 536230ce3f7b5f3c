// Queues and filters by chance. std::mt19937_64 gives the same numbers everywhere; the standard distributions
// do not, so there are none.
#pragma once

#include "queue_fixture.hpp"

#include <core/review/filter_lexer.hpp>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace casement::review {

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class T, std::size_t n>
    const T& of(const T (&all)[n]) {
        return all[below(n)];
    }

  private:
    std::mt19937_64 engine_;
};

inline constexpr const char* kSomeWords[] = {
    "counterfeit", "Shoes", "élection", "vote",  "court", "order", "spam",     "ring",   "منشور", "محمد",
    "Шутка",       "Ёлка",  "测试",     "标题",  "c",     "ab",    "abab",     "f**k",   "100%",  "12:30",
    "\"quoted\"",  "(x)",   "OR",       "-dash", "a,b",   "naïve", "ＦＵＬＬ", "ßtraße", "𝒳",     "\\"};
inline constexpr const char* kSomeMarkets[] = {"DE", "de", "FR", "US", "", "GB"};
inline constexpr const char* kSomeLanguages[] = {"de", "de-AT", "en", "en-GB", "ar", "", "zh-Hans"};
inline constexpr const char* kSomePolicies[] = {"ip@1", "ip@2", "ads@1", "", "ip"};
inline constexpr const char* kSomeClocks[] = {"dsa", "netzdg", ""};
inline constexpr const char* kSomeRequesters[] = {"Acme GmbH", "Arcom", "", "Amtsgericht Köln", "acme gmbh"};
inline constexpr const char* kSomeAuthors[] = {"@ana", "ana", "@Bot_1", "", "@", "@mug-shop", "иван"};
inline constexpr const char* kSomeTags[] = {"spam", "Spam", "brand", "two words", "shoes", "c\"q", "*", "x"};
inline constexpr const char* kSomePeople[] = {"", "ana", "Ana", "ben", "me", "none"};

inline std::string some_text(Chance& chance, std::size_t most) {
    std::string made;
    for (std::size_t i = chance.below(most + 1); i > 0; --i)
        made += chance.of(kSomeWords) + std::string(i > 1 ? " " : "");
    return made;
}

inline QueueRow random_row(Chance& chance, std::size_t i) {
    QueueRow made;
    bundle::CaseRow& row = made.row;
    row.id = (chance.one_in(2) ? "Case-" : "c-") + std::to_string(i);
    row.title = some_text(chance, 4);
    row.excerpt = some_text(chance, 30);
    row.market = chance.of(kSomeMarkets), row.language = chance.of(kSomeLanguages);
    row.policy = chance.of(kSomePolicies), row.clock = chance.of(kSomeClocks);
    row.source_name = chance.of(kSomeRequesters), row.author = chance.of(kSomeAuthors);
    row.area = static_cast<bundle::Area>(chance.below(4));
    row.source = static_cast<bundle::SourceKind>(chance.below(7));
    row.subject = static_cast<bundle::SubjectKind>(chance.below(8));
    // Coarse, so that bounds are met exactly.
    row.received_at = noon() - static_cast<TimeMs>(chance.below(200)) * kHour;
    row.due_at = chance.one_in(4) ? 0 : noon() + (static_cast<TimeMs>(chance.below(200)) - 100) * kHour;
    row.reach = static_cast<std::int64_t>(chance.below(5) * chance.below(5) * 100);
    row.severity_hint = static_cast<int>(chance.below(5));
    row.reports = static_cast<int>(chance.below(6));
    row.has_media = chance.one_in(3);
    for (std::size_t t = chance.below(4); t > 0; --t) row.tags.emplace_back(chance.of(kSomeTags));
    made.state = static_cast<WorkState>(chance.below(7));
    made.assignee = chance.of(kSomePeople);
    return made;
}

inline std::vector<QueueRow> random_queue(Chance& chance, std::size_t rows) {
    std::vector<QueueRow> made;
    for (std::size_t i = 0; i < rows; ++i) made.push_back(random_row(chance, i));
    return made;
}

inline std::string in_quotes(std::string_view text) {
    std::string made = "\"";
    for (const char c : text) made += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
    return made + "\"";
}

// A filter that parses, mostly.
inline std::string random_term(Chance& chance, std::size_t depth);
inline std::string random_filter(Chance& chance, std::size_t depth = 2) {
    std::string made;
    for (std::size_t i = 1 + chance.below(3); i > 0; --i)
        made += (made.empty() ? "" : chance.one_in(4) ? " OR " : " ") + random_term(chance, depth);
    return made;
}

inline std::string random_term(Chance& chance, std::size_t depth) {
    static constexpr const char* kNamed[] = {"area:ip",
                                             "area:ip,advertising",
                                             "source:user",
                                             "kind:listing,ad",
                                             "state:new,parked",
                                             "is:overdue",
                                             "is:at-risk",
                                             "is:open",
                                             "is:new,decided",
                                             "is:mine",
                                             "has:due",
                                             "has:media,tag",
                                             "has:author",
                                             "has:text",
                                             "severity:>=2",
                                             "severity:1",
                                             "severity:0,4",
                                             "reports:>2",
                                             "reports:1..3",
                                             "reach:>100",
                                             "reach:0",
                                             "reach:100..400",
                                             "due:<4h",
                                             "due:>=2h",
                                             "due:-5h..5h",
                                             "due:<1d,>3d",
                                             "due:2026-11-24",
                                             "due:<=2026-11-23",
                                             "received:<2d",
                                             "received:2026-11-20..2026-11-22",
                                             "age:>3d",
                                             "age:<=100h",
                                             "due:>2026-11-24T00:00:00Z"};
    const std::string minus = chance.one_in(4) ? "-" : "";
    const auto listed = [&](const char* field, std::string value) {
        if (!value.empty() && chance.one_in(3)) value.resize(1 + chance.below(value.size()));
        return minus + field + ":" + (is_utf8(value) ? in_quotes(value) : "\"x\"") +
               (chance.one_in(3) ? "*" : "");
    };
    switch (chance.below(depth > 0 ? 14 : 13)) {
        case 0:
        case 1:
        case 2:
            return minus + chance.of(kNamed);
        case 3:
            return listed("market", chance.of(kSomeMarkets));
        case 4:
            return listed("language", chance.of(kSomeLanguages));
        case 5:
            return listed("policy", chance.of(kSomePolicies));
        case 6:
            return listed("requester", chance.of(kSomeRequesters));
        case 7:
            return listed("author", chance.of(kSomeAuthors));
        case 8:
            return listed("tag", chance.of(kSomeTags)) + ",\"" + chance.of(kSomeMarkets) + "x\"";
        case 9:
            return listed("assignee", chance.of(kSomePeople));
        case 10:
            return listed("title", chance.of(kSomeWords));
        case 11:
            return listed("id", "c-" + std::to_string(chance.below(300)));
        case 12:
            return minus + in_quotes(chance.one_in(3) ? some_text(chance, 2) + "c" : chance.of(kSomeWords));
        default:
            return minus + "(" + random_filter(chance, depth - 1) + ")";
    }
}

}  // namespace casement::review
