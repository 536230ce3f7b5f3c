#include <app/document.hpp>
#include <app/document_clock.hpp>
#include <core/review/reveal.hpp>

#include <algorithm>

namespace casement::app {
namespace {

Json section(const char* id, const std::string& title, Json children) {
    return {{"type", "section"}, {"id", id}, {"title", title}, {"children", std::move(children)}};
}

std::string day_and_time(const std::string& rfc3339) {
    const auto t = parse_rfc3339(rfc3339);
    return t ? format_rfc3339(*t).substr(0, 10) + " " + format_rfc3339(*t).substr(11, 5) : rfc3339;
}

std::string grouped(std::int64_t n) {
    std::string digits = std::to_string(n);
    for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (n < 0 ? 1 : 0); at -= 3) {
        digits.insert(static_cast<std::size_t>(at), "\xE2\x80\xAF");  // a narrow no-break space
    }
    return digits;
}

std::string plural(std::int64_t n, const char* one, const char* many) {
    return grouped(n) + " " + (n == 1 ? one : many);
}

Json asked(const bundle::Case& c) {
    Json children = Json::array();
    children.push_back({{"type", "quote"},
                        {"text", c.ask.empty() ? "No request was written down" : c.ask},
                        {"lang", c.source.language},
                        {"by", c.source.name}});
    Json facts = Json::array();
    const auto add = [&](const char* label, const std::string& value) {
        if (!value.empty()) facts.push_back({{"label", label}, {"value", value}});
    };
    add("Requester", std::string(bundle::name(c.source.kind)));
    add("Reference", c.source.reference);
    add("Received", day_and_time(format_rfc3339(c.received_at)));
    add("Due", c.due_at ? day_and_time(format_rfc3339(*c.due_at)) : "");
    add("Market", c.market);
    add("Reach", c.reach > 0 ? grouped(c.reach) : "");
    children.push_back({{"type", "facts"}, {"items", std::move(facts)}});
    return section("asked", "What is asked", std::move(children));
}

Json author(const bundle::Case& c) {
    const auto& a = c.subject.author;
    Json children = Json::array();
    Json chips = Json::array();
    const auto chip = [&](const std::string& text, const char* tone) {
        chips.push_back({{"text", text}, {"tone", tone}});
    };
    if (a.verified) chip("verified", "plain");
    if (a.strikes > 0) chip(plural(a.strikes, "strike", "strikes"), "warn");
    if (const auto created = parse_rfc3339(a.created_at); created && *created <= c.received_at) {
        const auto days = (c.received_at - *created) / 86'400'000;
        chip(days < 60 ? plural(days, "day old", "days old") : "since " + a.created_at.substr(0, 10),
             days < 60 ? "warn" : "plain");
    }
    if (a.followers >= 0) chip(plural(a.followers, "follower", "followers"), "plain");
    Json facts = Json::array();
    const std::string who = a.name.empty() ? a.handle : a.handle.empty() ? a.name : a.name + " · " + a.handle;
    if (!who.empty()) facts.push_back({{"label", "Author"}, {"value", who}});
    if (!c.subject.place.empty()) facts.push_back({{"label", "Where"}, {"value", c.subject.place}});
    if (!c.subject.posted_at.empty()) {
        facts.push_back({{"label", "Posted"}, {"value", day_and_time(c.subject.posted_at)}});
    }
    children.push_back({{"type", "facts"}, {"items", std::move(facts)}});
    if (!chips.empty()) children.push_back({{"type", "chips"}, {"items", std::move(chips)}});
    for (const auto& line : c.subject.history)
        children.push_back({{"type", "note"}, {"tone", "info"}, {"text", line}});
    return section("author", std::string("The ") + bundle::name(c.subject.kind) + " and its author",
                   std::move(children));
}

Json text_part(const bundle::Part& part, const DocumentView& view) {
    Json marks = Json::array();
    for (std::size_t i = 0; i < view.evidence.size(); ++i) {
        const auto& mark = view.evidence[i];
        if (mark.part != part.id) continue;
        marks.push_back({{"start", mark.start},
                         {"end", mark.end},
                         {"kind", "evidence"},
                         {"label", "Evidence " + std::to_string(i + 1)}});
    }
    Json hidden = Json::array();
    for (const auto& h : review::hidden_characters(part.text)) {
        hidden.push_back({{"start", h.start}, {"length", h.length}, {"name", h.name}});
    }
    return {{"type", "text"},        {"part", part.id}, {"text", part.text},
            {"lang", part.language}, {"marks", marks},  {"hidden", std::move(hidden)}};
}

void append_part(Json& children, const bundle::Part& part, const DocumentView& view) {
    const auto warn = [&](const std::string& text) {
        children.push_back({{"type", "note"}, {"tone", "warn"}, {"text", text}});
    };
    switch (part.kind) {
        case bundle::PartKind::text:
        case bundle::PartKind::link: {
            Json block = text_part(part, view);
            const auto hidden = block["hidden"].size();
            children.push_back(std::move(block));
            if (part.kind == bundle::PartKind::link)
                warn("A link, shown as text; it leads nowhere from here");
            if (hidden > 0)
                warn(plural(static_cast<std::int64_t>(hidden), "hidden character shown",
                            "hidden characters shown"));
            break;
        }
        case bundle::PartKind::image:
            children.push_back({{"type", "media"},
                                {"part", part.id},
                                {"alt", part.alt.empty() ? "Picture without a description" : part.alt},
                                {"caption", part.text},
                                {"width", part.width_px},
                                {"height", part.height_px},
                                {"severity", part.severity}});
            break;
        case bundle::PartKind::video:
        case bundle::PartKind::audio:
            warn(std::string(part.kind == bundle::PartKind::video ? "Video" : "Audio") +
                 " is not played by this version. Judge by its description, or escalate: " +
                 (part.alt.empty() ? "no description is given" : part.alt));
            break;
    }
    for (const auto& t : part.translations) {
        children.push_back({{"type", "translation"}, {"lang", t.language}, {"text", t.text}});
    }
}

Json content(const bundle::Case& c, const DocumentView& view) {
    Json children = Json::array();
    for (const auto& part : c.content) append_part(children, part, view);
    if (c.content.empty()) {
        children.push_back(
            {{"type", "note"}, {"tone", "warn"}, {"text", "The bundle carries no content for this case"}});
    }
    return section("content", "Content", std::move(children));
}

Json thread(const bundle::Case& c) {
    Json entries = Json::array();
    for (const auto& e : c.thread) {
        entries.push_back({{"author", e.author},
                           {"at", e.posted_at.empty() ? "" : day_and_time(e.posted_at)},
                           {"text", e.text},
                           {"lang", e.language},
                           {"subject", e.is_subject}});
    }
    return section("thread", "Conversation",
                   Json::array({Json{{"type", "thread"}, {"entries", std::move(entries)}}}));
}

Json table(const char* caption, Json columns, Json rows) {
    Json block = table_block(caption, std::move(columns), std::move(rows));
    block["captioned"] = true;
    return Json::array({std::move(block)});
}

Json reports(const bundle::Case& c) {
    Json rows = Json::array();
    for (const auto& r : c.reports) {
        rows.push_back(
            {r.reason, std::to_string(r.count), r.by, r.at.empty() ? "" : day_and_time(r.at), r.note});
    }
    return section("reports", "Reports",
                   table("Reports", {"reason", "count", "by", "at", "note"}, std::move(rows)));
}

Json notices(const bundle::Case& c) {
    Json children = Json::array();
    for (const auto& n : c.notices) {
        Json facts = Json::array();
        const auto add = [&](const char* label, const std::string& value) {
            if (!value.empty()) facts.push_back({{"label", label}, {"value", value}});
        };
        add("Kind", n.kind);
        add("Claimant", n.claimant);
        add("Right", n.right);
        add("Registration", n.registration);
        add("Received", n.received_at.empty() ? "" : day_and_time(n.received_at));
        for (const auto& work : n.works) add("Work", work);
        children.push_back({{"type", "facts"}, {"items", std::move(facts)}});
        if (!n.statement.empty()) {
            children.push_back({{"type", "quote"}, {"text", n.statement}, {"lang", ""}, {"by", n.claimant}});
        }
    }
    return section("notices", "Notices", std::move(children));
}

Json signals(const bundle::Case& c) {
    Json rows = Json::array();
    for (const auto& s : c.signals) rows.push_back({s.name, s.value, s.source});
    for (const auto& d : c.subject.prior_decisions) {
        rows.push_back({"Earlier decision", d.outcome + (d.note.empty() ? "" : " – " + d.note),
                        d.decided_at.empty() ? d.policy : day_and_time(d.decided_at)});
    }
    return section("signals", "Signals and history",
                   table("Signals and history", {"signal", "value", "source"}, std::move(rows)));
}

Json earlier(const std::vector<EarlierDecision>& all) {
    Json rows = Json::array();
    for (const EarlierDecision& one : all)
        rows.push_back({day_and_time(format_rfc3339(one.at)), one.who, one.outcome, one.what, one.note});
    return section(
        "earlier", "Decided before",
        table("Decided before", {"when (UTC)", "by", "outcome", "decision", "rationale"}, std::move(rows)));
}

std::string priority_words(const review::PriorityReason& reason) {
    using review::PriorityPart;
    switch (reason.part) {
        case PriorityPart::clock:
            return reason.value > 0 ? "due in " + format_span(reason.value) : "its time is up";
        case PriorityPart::overdue:
            return "overdue by " + format_span(reason.value);
        case PriorityPart::severity:
            return "severity " + std::to_string(reason.value) + " of 4";
        case PriorityPart::reach:
            return grouped(reason.value) + " people reached";
        case PriorityPart::requester:
            return std::string("asked by ") + bundle::name(static_cast<bundle::SourceKind>(reason.value));
        case PriorityPart::age:
            return "received " + format_span(reason.value) + " ago";
        case PriorityPart::reports:
            return std::to_string(reason.value) + (reason.value == 1 ? " report" : " reports");
    }
    return "";
}

Json priority(const std::vector<review::PriorityReason>& reasons) {
    Json rows = Json::array();
    std::int64_t sum = 0;
    for (const auto& reason : reasons) {
        rows.push_back({priority_words(reason), std::to_string(reason.points)});
        sum += reason.points;
    }
    rows.push_back({"priority", std::to_string(sum)});
    return section("priority", "Why this is here",
                   table("Why this is here", {"because", "points"}, std::move(rows)));
}

Json timeline(const bundle::Case& c) {
    Json entries = Json::array();
    for (const auto& e : c.events) {
        entries.push_back({{"at", day_and_time(e.at)}, {"kind", e.kind}, {"by", e.by}, {"note", e.note}});
    }
    return section("timeline", "Timeline",
                   Json::array({Json{{"type", "timeline"}, {"entries", std::move(entries)}}}));
}

}  // namespace

Json table_block(const char* caption, Json columns, Json rows) {
    return {
        {"type", "table"}, {"caption", caption}, {"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

Json case_document(const bundle::Case& c, const DocumentView& view) {
    Json blocks = Json::array();
    if (!view.earlier.empty()) blocks.push_back(earlier(view.earlier));
    blocks.push_back(asked(c));
    blocks.push_back(author(c));
    blocks.push_back(content(c, view));
    if (!c.thread.empty()) blocks.push_back(thread(c));
    if (!c.reports.empty()) blocks.push_back(reports(c));
    if (!c.notices.empty()) blocks.push_back(notices(c));
    if (!c.signals.empty() || !c.subject.prior_decisions.empty()) blocks.push_back(signals(c));
    if (!c.events.empty()) blocks.push_back(timeline(c));
    if (Json clock = clock_section(c, view.pack, view.now_ms); !clock.is_null())
        blocks.push_back(std::move(clock));
    if (!view.priority.empty()) blocks.push_back(priority(view.priority));
    return blocks;
}

}  // namespace casement::app
