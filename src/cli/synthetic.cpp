#include <cli/synthetic.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace casement::cli {
namespace {

constexpr TimeMs kHourMs = 3'600'000;
constexpr TimeMs kDayMs = 24 * kHourMs;

struct Language {
    const char* code;
    const char* words[12];
};
constexpr Language kLanguages[] = {
    {"en",
     {"the", "market", "yesterday", "garden", "nobody", "asked", "about", "bridge", "shoes", "again",
      "weekend", "offer"}},
    {"de",
     {"der", "Bahnhof", "gestern", "niemand", "Angebot", "wieder", "Straße", "über", "Wochenende", "Schuhe",
      "Brücke", "fragte"}},
    {"fr",
     {"le", "marché", "hier", "personne", "jardin", "encore", "pont", "élection", "offre", "rue",
      "chaussures", "demain"}},
    {"es",
     {"el", "mercado", "ayer", "nadie", "jardín", "otra", "puente", "elección", "oferta", "calle", "zapatos",
      "mañana"}},
    {"ar", {"السوق", "أمس", "الحديقة", "سأل", "أحد", "الجسر", "عرض", "الشارع", "غدا", "مرة", "أخرى", "حذاء"}},
    {"hi", {"बाज़ार", "कल", "बगीचा", "किसी", "ने", "पुल", "प्रस्ताव", "सड़क", "फिर", "जूते", "सप्ताह", "पूछा"}},
    {"zh",
     {"市场", "昨天", "花园", "没有人", "询问", "大桥", "优惠", "街道", "明天", "再次", "鞋子", "周末"}}};
constexpr const char* kMarkets[] = {"DE", "FR", "GB", "US", "IN", "BR", "ES", "IT",
                                    "PL", "NL", "CA", "AU", "JP", "MX", "TR", "AE"};
constexpr const char* kAreas[] = {"community",   "community",   "community", "community", "community",
                                  "advertising", "advertising", "ip",        "ip",        "regulation"};
constexpr const char* kSubjects[] = {"post",    "post",    "post",  "comment", "comment",
                                     "message", "profile", "group", "page"};
constexpr const char* kTags[] = {"spam",  "appeal",   "repeat",      "elections",   "minor-risk", "brand",
                                 "press", "campaign", "translation", "second-look", "quality",    "surge"};
constexpr const char* kReasons[] = {"Hate speech", "Harassment", "Fraud",  "Counterfeit",
                                    "Copyright",   "Spam",       "Nudity", "Violence"};
constexpr const char* kTrades[] = {"Bakery",        "Shoes",   "Press",  "Insurance",
                                   "Garden centre", "Records", "Travel", "Bikes"};

}  // namespace

Synthetic::Synthetic(std::uint64_t seed, std::vector<policy::Pack> packs, TimeMs now_ms)
    : state_(seed), packs_(std::move(packs)), now_ms_(now_ms) {}

// SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t Synthetic::random() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

std::size_t Synthetic::below(std::size_t count) {
    return static_cast<std::size_t>(random() % count);
}

std::int64_t Synthetic::skewed(std::int64_t most) {
    std::int64_t limit = 1;
    while (limit < most && !one_in(5)) limit *= 4;
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(std::min(limit, most) + 1));
}

std::string Synthetic::text(std::size_t language, std::size_t words) {
    std::string out;
    for (std::size_t i = 0; i < words; ++i)
        out += (i == 0 ? "" : " ") + std::string(any(kLanguages[language].words));
    return out;
}

Json Synthetic::source(std::size_t language) {
    constexpr const char* kKinds[] = {"user",     "user",     "user",       "user",      "user",
                                      "business", "business", "advertiser", "regulator", "law_enforcement",
                                      "media",    "internal"};
    const std::string kind = any(kKinds);
    const bool person = kind == "user" || kind == "internal";
    // One chance after the other: the order in which a call's arguments are worked out is the compiler's.
    const std::string who = any(kTrades), where = any(kMarkets);
    const std::string name = person ? fmt::format("Account {:04}", below(9000)) : who + " " + where;
    return {{"kind", kind},
            {"name", name},
            {"reference", fmt::format("R-{:06}", below(1'000'000))},
            {"language", kLanguages[language].code}};
}

Json Synthetic::subject(TimeMs received) {
    Json author = {{"name", fmt::format("Writer {}", below(50'000))},
                   {"handle", fmt::format("@writer_{}", below(50'000))},
                   {"created_at", format_rfc3339(received - static_cast<TimeMs>(30 + below(3000)) * kDayMs)},
                   {"followers", skewed(2'000'000)}};
    if (one_in(6)) author["strikes"] = 1 + static_cast<int>(below(4));
    return {{"kind", any(kSubjects)},
            {"id", fmt::format("s{}", below(100'000'000))},
            {"posted_at", format_rfc3339(received - static_cast<TimeMs>(1 + below(96)) * kHourMs)},
            {"author", std::move(author)}};
}

Json Synthetic::reports(TimeMs received) {
    Json out = Json::array();
    for (std::size_t left = below(3); left > 0; --left)
        out.push_back({{"by", "readers"},
                       {"reason", any(kReasons)},
                       {"count", 1 + skewed(400)},
                       {"at", format_rfc3339(received - static_cast<TimeMs>(below(48)) * kHourMs)}});
    return out;
}

// A clock of the area's pack and the event that starts it; where there is none, a due time alone.
void Synthetic::set_clock(Json& c, const char* area, TimeMs received) {
    std::vector<const policy::Clock*> clocks;
    for (const auto& pack : packs_) {
        if (pack.area != area) continue;
        for (const auto& clock : pack.clocks) clocks.push_back(&clock);
    }
    Json events = Json::array();
    if (!clocks.empty()) {
        const policy::Clock& clock = *clocks[below(clocks.size())];
        c["clock"] = clock.id;
        if (!clock.starts.empty())
            events.push_back(
                {{"at", format_rfc3339(received)}, {"kind", clock.starts.front()}, {"by", "intake"}});
    }
    if (!one_in(8)) c["due_at"] = format_rfc3339(received + static_cast<TimeMs>(1 + below(96)) * kHourMs);
    c["events"] = std::move(events);
}

Json Synthetic::next() {
    const std::size_t language = one_in(2) ? 0 : below(std::size(kLanguages));
    const char* const area = any(kAreas);
    const TimeMs received = now_ms_ - static_cast<TimeMs>(random() % static_cast<std::uint64_t>(30 * kDayMs));
    Json tags = Json::array();
    for (std::size_t left = below(4); left > 0; --left) {
        const char* const tag = any(kTags);
        if (std::find(tags.begin(), tags.end(), Json(tag)) == tags.end()) tags.push_back(tag);
    }
    Json c = {{"id", fmt::format("SYN-{:07}", ++made_)},
              {"received_at", format_rfc3339(received)},
              {"source", source(language)},
              {"title", text(language, 4 + below(5))},
              {"ask", text(language, 8 + below(16))},
              {"area", area},
              {"market", any(kMarkets)},
              {"language", kLanguages[language].code},
              {"reach", skewed(20'000'000)},
              {"severity_hint", std::min(below(5), below(5))},
              {"subject", subject(received)},
              {"content", Json::array({Json{{"id", "p1"},
                                            {"kind", "text"},
                                            {"language", kLanguages[language].code},
                                            {"text", text(language, 12 + below(40))}}})},
              {"reports", reports(received)},
              {"signals", Json::array({Json{{"name", "classifier"},
                                            {"value", fmt::format("0.{:02}", below(100))},
                                            {"source", "synthetic"}}})},
              {"tags", std::move(tags)}};
    set_clock(c, area, received);
    return c;
}

}  // namespace casement::cli
