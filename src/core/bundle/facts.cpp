// What rules may read of a case. Flat on purpose: a rule that needs more than this needs a question.
#include <core/bundle/case.hpp>

#include <algorithm>

namespace casement::bundle {
namespace {

// By convention an outcome that found nothing begins with "no_".
bool is_violation(const PriorDecision& prior) {
    return !prior.outcome.empty() && prior.outcome.rfind("no_", 0) != 0;
}

bool is_media(const Part& part) {
    return part.kind == PartKind::image || part.kind == PartKind::video || part.kind == PartKind::audio;
}

// What the notices say in one of their members, without repetition.
Json each_once(const std::vector<Notice>& notices, std::string Notice::* member) {
    Json out = Json::array();
    for (const Notice& notice : notices) {
        const std::string& text = notice.*member;
        if (!text.empty() && std::find(out.begin(), out.end(), Json(text)) == out.end()) out.push_back(text);
    }
    return out;
}

Json age_days(const Case& c) {
    constexpr TimeMs kDay = 86'400'000;
    const auto created = parse_rfc3339(c.subject.author.created_at);
    if (!created) return nullptr;
    return *created >= c.received_at ? 0 : (c.received_at - *created) / kDay;
}

}  // namespace

Json facts(const Case& c) {
    std::int64_t reports = 0, violations = 0;
    for (const Report& report : c.reports) reports += report.count;
    for (const PriorDecision& prior : c.subject.prior_decisions) violations += is_violation(prior) ? 1 : 0;
    bool has_media = false;
    for (const Part& part : c.content) has_media = has_media || is_media(part);

    Json out = Json::object();
    out["market"] = c.market;
    out["language"] = c.language;
    out["area"] = name(c.area);
    out["source_kind"] = name(c.source.kind);
    out["subject_kind"] = name(c.subject.kind);
    out["reach"] = c.reach;
    out["severity_hint"] = c.severity_hint;
    out["report_count"] = reports;
    out["notice_count"] = c.notices.size();
    out["notice_kinds"] = each_once(c.notices, &Notice::kind);
    out["notice_rights"] = each_once(c.notices, &Notice::right);
    out["notice_registered"] = std::any_of(c.notices.begin(), c.notices.end(),
                                           [](const Notice& n) { return !n.registration.empty(); });
    out["prior_violations"] = violations;
    out["strikes"] = c.subject.author.strikes;
    out["author_verified"] = c.subject.author.verified;
    out["author_age_days"] = age_days(c);
    out["has_media"] = has_media;
    out["tags"] = c.tags;
    return out;
}

}  // namespace casement::bundle
