// A small queue that every filter case is asked of. The filters' now is 2026-11-23T12:00:00Z.
#pragma once

#include <core/base/time.hpp>
#include <core/review/columns.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace casement::review {

struct QueueRow {
    bundle::CaseRow row;
    WorkState state = WorkState::fresh;
    std::string assignee;
};

inline TimeMs at(const char* rfc3339) {
    return parse_rfc3339(rfc3339).value();
}
inline constexpr TimeMs kHour = 3'600'000, kDay = 24 * kHour;
inline TimeMs noon() {
    return at("2026-11-23T12:00:00Z");
}

inline std::vector<QueueRow> small_queue() {
    using bundle::Area, bundle::SourceKind, bundle::SubjectKind;
    std::vector<QueueRow> made(8);
    const auto set = [&](std::size_t i, const char* id, const char* title, const char* excerpt, Area area,
                         const char* market, const char* language, SourceKind source, const char* requester,
                         const char* author, TimeMs received, TimeMs due, std::int64_t reach, int severity,
                         int reports, std::vector<std::string> tags) -> QueueRow& {
        bundle::CaseRow& row = made[i].row;
        row.id = id, row.title = title, row.excerpt = excerpt, row.area = area, row.market = market;
        row.language = language, row.source = source, row.source_name = requester, row.author = author;
        row.received_at = received, row.due_at = due, row.reach = reach, row.severity_hint = severity;
        row.reports = reports, row.tags = std::move(tags);
        return made[i];
    };
    const TimeMs now = noon();
    auto& a = set(0, "A-1", "Counterfeit shoes", "Original boxes, half the price", Area::ip, "DE", "de",
                  SourceKind::business, "Acme GmbH", "@shoe.shop", now - 2 * kDay, now + 2 * kHour, 12'000, 2,
                  3, {"brand", "shoes"});
    a.row.policy = "ip@3", a.row.clock = "dsa", a.row.subject = SubjectKind::listing, a.row.has_media = true;
    auto& b = set(1, "A-2", "Élection ad", "Vote early, vote often", Area::advertising, "FR", "fr-FR",
                  SourceKind::regulator, "Arcom", "@parti", now - 5 * kHour, now + 3 * kDay, 250'000, 3, 0,
                  {"politics"});
    b.row.policy = "ads@1", b.row.subject = SubjectKind::ad, b.state = WorkState::in_review,
    b.assignee = "ana";
    auto& c = set(2, "B-1", "منشور يحرض", "مُحَمَّد", Area::community, "EG", "ar", SourceKind::user, "", "karim",
                  now - 10 * kDay, now - kHour, 900, 4, 40, {"violence", "two words"});
    c.row.policy = "community@2", c.row.clock = "dsa";
    auto& d = set(3, "B-2", "Court order", "Order 12:30 of the court (copy)", Area::regulation, "DE", "de",
                  SourceKind::law_enforcement, "Amtsgericht Köln", "@anna", now - kHour, 0, 0, 0, 0, {});
    d.row.subject = SubjectKind::profile, d.state = WorkState::parked, d.assignee = "ben";
    auto& e = set(4, "C-1", "Spam ring", "Buy f**k now, 100% \"free\"", Area::community, "US", "en-US",
                  SourceKind::user, "", "@Bot_1", now - 40 * kDay, now - 20 * kDay, 5, 1, 1, {"spam"});
    e.row.policy = "community@2", e.state = WorkState::decided, e.assignee = "ana", e.row.has_media = true;
    set(5, "C-2", "Шутка", "Ёлка и Москва", Area::community, "", "ru", SourceKind::media, "Новая", "@ivan",
        now - 3 * kDay, now + 30 * 60'000, 1'000'000, 2, 12, {"satire", "Spam"});
    auto& g = set(6, "C-10", "Logo on a mug", "OR perhaps not", Area::ip, "fr", "en", SourceKind::business,
                  "Acme GmbH", "@mug-shop", now - 6 * kDay, now + 5 * kDay, 70, 0, 2, {"brand"});
    g.row.policy = "ip@3", g.row.subject = SubjectKind::listing, g.state = WorkState::escalated;
    set(7, "D-1", "测试标题", "这是一个例子 -minus", Area::community, "CN", "zh-Hans", SourceKind::internal,
        "QA", "", at("2026-11-22T00:00:00Z"), at("2026-11-24T00:00:00Z"), 1'000, 3, 5, {});
    return made;
}

inline Columns columns_of(const std::vector<QueueRow>& queue) {
    Columns made;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        BOOST_REQUIRE(made.append(queue[i].row).ok());
        made.set_state(i, queue[i].state);
        made.set_assignee(i, queue[i].assignee);
    }
    return made;
}

}  // namespace casement::review
