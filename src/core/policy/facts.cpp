#include <core/policy/facts.hpp>

namespace casement::policy {
namespace {

constexpr const char* kAreas[] = {"community", "advertising", "ip", "regulation"};
constexpr const char* kSources[] = {"user",  "regulator", "business", "advertiser", "law_enforcement",
                                    "media", "internal"};
constexpr const char* kSubjects[] = {"post",  "comment", "message", "profile",
                                     "group", "listing", "ad",      "page"};

constexpr Fact kFacts[] = {
    {"market", FactKind::text, {}},
    {"language", FactKind::text, {}},
    {"area", FactKind::choice, kAreas},
    {"source_kind", FactKind::choice, kSources},
    {"subject_kind", FactKind::choice, kSubjects},
    {"reach", FactKind::number, {}},
    {"severity_hint", FactKind::number, {}},
    {"report_count", FactKind::number, {}},
    {"notice_count", FactKind::number, {}},
    {"notice_kinds", FactKind::list, {}},
    {"notice_rights", FactKind::list, {}},
    {"notice_registered", FactKind::truth, {}},
    {"prior_violations", FactKind::number, {}},
    {"strikes", FactKind::number, {}},
    {"author_verified", FactKind::truth, {}},
    {"author_age_days", FactKind::number, {}, true},
    {"has_media", FactKind::truth, {}},
    {"tags", FactKind::list, {}},
};

}  // namespace

std::span<const Fact> facts_of_a_case() {
    return kFacts;
}

const Fact* find_fact(std::string_view name) {
    for (const Fact& fact : kFacts) {
        if (name == fact.name) return &fact;
    }
    return nullptr;
}

}  // namespace casement::policy
