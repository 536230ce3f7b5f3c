// The filter language once more, the plain way: row by row, value by value, on the rows as they were read.
// It shares the parser and fold() with the console and nothing else.
#pragma once

#include "queue_fixture.hpp"

#include <core/bundle/names.hpp>
#include <core/review/filter.hpp>
#include <core/review/fold.hpp>

#include <string>
#include <vector>

namespace casement::review::reference {

struct Now {
    TimeMs now_ms;
    std::string me;
};

inline bool begins(const std::string& text, const std::string& with) {
    return text.compare(0, with.size(), with) == 0;
}

inline bool one_listed(Field field, const Value& value, const std::string& raw) {
    std::string have = fold(raw), want = fold(value.text);
    if (field == Field::author && begins(have, "@")) have.erase(0, 1);
    if (raw.empty()) return false;
    if (value.prefix) return begins(have, want);
    if (field == Field::language) return have == want || begins(have, want + "-");
    if (field == Field::policy) return have == want || begins(have, want + "@");
    return have == want;
}

inline bool compares(std::int64_t have, const Value& value) {
    switch (value.compare) {
        case Compare::equal:
            return have == value.number;
        case Compare::less:
            return have < value.number;
        case Compare::less_equal:
            return have <= value.number;
        case Compare::greater:
            return have > value.number;
        case Compare::greater_equal:
            return have >= value.number;
        case Compare::between:
            return value.number <= have && have <= value.upper;
    }
    return false;
}

// `when` in whole days where the value is a day: a day is its 24 hours.
inline bool compares_time(TimeMs when, const Value& value) {
    if (value.amount != Amount::day) return compares(when, value);
    const auto day = [](TimeMs t) { return t >= 0 ? t / kDay : (t - kDay + 1) / kDay; };
    Value days = value;
    days.number = day(value.number), days.upper = day(value.upper);
    return compares(day(when), days);
}

inline bool quality(const QueueRow& queued, Field field, const std::string& word, const Now& now) {
    const bundle::CaseRow& row = queued.row;
    const bool closed = queued.state == WorkState::decided || queued.state == WorkState::escalated ||
                        queued.state == WorkState::handed_over;
    if (field == Field::is) {
        const TimeMs left = row.due_at - now.now_ms, whole = row.due_at - row.received_at;
        if (word == "overdue") return !closed && row.due_at != 0 && left < 0;
        if (word == "at-risk") return !closed && row.due_at != 0 && (left < 0 || left * 4 <= whole);
        if (word == "open") return !closed;
        if (word == "closed") return closed;
        if (word == "new") return queued.state == WorkState::fresh;
        if (word == "decided") return queued.state == WorkState::decided;
        if (word == "assigned") return !queued.assignee.empty();
        return !now.me.empty() && queued.assignee == now.me;
    }
    if (word == "due") return row.due_at != 0;
    if (word == "media") return row.has_media;
    if (word == "text") return !row.excerpt.empty();
    if (word == "reports") return row.reports > 0;
    if (word == "clock") return !row.clock.empty();
    if (word == "policy") return !row.policy.empty();
    if (word == "market") return !row.market.empty();
    if (word == "requester") return !row.source_name.empty();
    if (word == "author") return !row.author.empty();
    return !row.tags.empty();
}

inline bool one_value(const QueueRow& queued, Field field, const Value& value, const Now& now) {
    const bundle::CaseRow& row = queued.row;
    switch (field) {
        case Field::area:
            return value.text == bundle::name(row.area);
        case Field::source:
            return value.text == bundle::name(row.source);
        case Field::kind:
            return value.text == bundle::name(row.subject);
        case Field::state:
            return value.text == kWorkStates[static_cast<std::size_t>(queued.state)];
        case Field::market:
            return one_listed(field, value, row.market);
        case Field::language:
            return one_listed(field, value, row.language);
        case Field::policy:
            return one_listed(field, value, row.policy);
        case Field::clock:
            return one_listed(field, value, row.clock);
        case Field::requester:
            return one_listed(field, value, row.source_name);
        case Field::author:
            return one_listed(field, value, row.author);
        case Field::tag:
            for (const std::string& tag : row.tags)
                if (one_listed(field, value, tag)) return true;
            return false;
        case Field::assignee:
            if (!value.prefix && fold(value.text) == "none") return queued.assignee.empty();
            if (!value.prefix && fold(value.text) == "me")
                return !now.me.empty() && fold(queued.assignee) == fold(now.me);
            return one_listed(field, value, queued.assignee);
        case Field::id:
            return value.prefix ? begins(fold(row.id), fold(value.text)) : fold(row.id) == fold(value.text);
        case Field::title:
            return fold(row.title).find(fold(value.text)) != std::string::npos;
        case Field::due:
            if (row.due_at == 0) return false;
            return value.amount == Amount::span_ms ? compares(row.due_at - now.now_ms, value)
                                                   : compares_time(row.due_at, value);
        case Field::received:
        case Field::age:
            return value.amount == Amount::span_ms ? compares(now.now_ms - row.received_at, value)
                                                   : compares_time(row.received_at, value);
        case Field::reach:
            return compares(row.reach, value);
        case Field::severity:
            return compares(row.severity_hint, value);
        case Field::reports:
            return compares(row.reports, value);
        case Field::is:
        case Field::has:
            return quality(queued, field, value.text, now);
    }
    return false;
}

inline bool keeps(const QueueRow& queued, const Node& node, const Now& now) {
    bool kept = false;
    switch (node.kind) {
        case Node::Kind::all:
            kept = true;
            for (const Node& child : node.children) kept = keeps(queued, child, now) && kept;
            break;
        case Node::Kind::any:
            for (const Node& child : node.children) kept = keeps(queued, child, now) || kept;
            break;
        case Node::Kind::words: {
            const std::string needle = fold(node.values.at(0).text);
            const bundle::CaseRow& row = queued.row;
            std::vector<std::string> texts = {row.id, row.title, row.excerpt, row.source_name, row.author};
            texts.insert(texts.end(), row.tags.begin(), row.tags.end());
            for (const std::string& text : texts) kept = kept || fold(text).find(needle) != std::string::npos;
            break;
        }
        case Node::Kind::field:
            for (const Value& value : node.values) kept = kept || one_value(queued, node.field, value, now);
            break;
    }
    return kept != node.negated;
}

}  // namespace casement::review::reference
