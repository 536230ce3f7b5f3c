#include <core/bundle/names.hpp>
#include <core/review/columns.hpp>
#include <core/review/filter.hpp>

#include <algorithm>
#include <limits>

namespace casement::review {

namespace {

constexpr const char* kIsWords[] = {"overdue", "at-risk", "open",     "closed",
                                    "new",     "decided", "assigned", "mine"};
constexpr const char* kHasWords[] = {"due",    "media",  "text",      "reports", "clock",
                                     "policy", "market", "requester", "author",  "tag"};

// In the order of the enumeration.
constexpr FieldInfo kFields[] = {
    {Field::area, FieldType::named, "area", bundle::kAreas},
    {Field::source, FieldType::named, "source", bundle::kSourceKinds},
    {Field::kind, FieldType::named, "kind", bundle::kSubjectKinds},
    {Field::state, FieldType::named, "state", kWorkStates},
    {Field::market, FieldType::listed, "market", {}},
    {Field::language, FieldType::listed, "language", {}},
    {Field::policy, FieldType::listed, "policy", {}},
    {Field::clock, FieldType::listed, "clock", {}},
    {Field::requester, FieldType::listed, "requester", {}},
    {Field::author, FieldType::listed, "author", {}},
    {Field::tag, FieldType::listed, "tag", {}},
    {Field::assignee, FieldType::listed, "assignee", {}},
    {Field::id, FieldType::text, "id", {}},
    {Field::title, FieldType::text, "title", {}},
    {Field::due, FieldType::time, "due", {}},
    {Field::received, FieldType::time, "received", {}},
    {Field::age, FieldType::span, "age", {}},
    {Field::reach, FieldType::number, "reach", {}},
    {Field::severity, FieldType::number, "severity", {}},
    {Field::reports, FieldType::number, "reports", {}},
    {Field::is, FieldType::quality, "is", kIsWords},
    {Field::has, FieldType::quality, "has", kHasWords},
};

struct OtherName {
    const char* name;
    Field field;
};
constexpr OtherName kOtherNames[] = {
    {"lang", Field::language},       {"country", Field::market}, {"subject", Field::kind},
    {"from", Field::requester},      {"tags", Field::tag},       {"label", Field::tag},
    {"status", Field::state},        {"type", Field::kind},      {"name", Field::title},
    {"reported", Field::reports},    {"deadline", Field::due},   {"assigned", Field::assignee},
    {"assigned_to", Field::assignee}};

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kDayMs = 86'400'000;

std::int64_t saturated(std::int64_t a, std::int64_t b) {
    if (b > 0 && a > kMost - b) return kMost;
    if (b < 0 && a < kLeast - b) return kLeast;
    return a + b;
}

Interval ordered(Compare compare, std::int64_t first, std::int64_t last) {
    switch (compare) {
        case Compare::less:
            return {kLeast, saturated(first, -1)};
        case Compare::less_equal:
            return {kLeast, last};
        case Compare::greater:
            return {saturated(last, 1), kMost};
        case Compare::greater_equal:
            return {first, kMost};
        case Compare::equal:
        case Compare::between:
            return {first, last};
    }
    return {first, last};
}

}  // namespace

bool Value::operator==(const Value& other) const {
    return text == other.text && prefix == other.prefix && compare == other.compare &&
           amount == other.amount && number == other.number && upper == other.upper;
}

bool Node::operator==(const Node& other) const {
    return kind == other.kind && negated == other.negated && (kind != Kind::field || field == other.field) &&
           values == other.values && children == other.children;
}

const FieldInfo& info(Field field) {
    return kFields[static_cast<std::size_t>(field)];
}

const FieldInfo* find_field(std::string_view name) {
    for (const FieldInfo& field : kFields)
        if (name == field.name) return &field;
    for (const OtherName& other : kOtherNames)
        if (name == other.name) return &info(other.field);
    return nullptr;
}

std::span<const FieldInfo> all_fields() {
    return kFields;
}

Interval interval(Field field, const Value& value, TimeMs now_ms) {
    const bool between = value.compare == Compare::between;
    std::int64_t first = value.number, last = between ? value.upper : value.number;
    if (value.amount == Amount::day) last = saturated(last, kDayMs - 1);
    Interval made = ordered(value.compare, first, last);
    if (value.amount != Amount::span_ms) return made;
    const auto shift = [&](std::int64_t span) {
        return span == kLeast || span == kMost ? span : saturated(now_ms, span);
    };
    if (field == Field::due) return {shift(made.least), shift(made.most)};
    // The longer ago, the earlier: a span since is mirrored at now.
    const auto mirrored = [&](std::int64_t span) {
        return span == kLeast ? kMost : span == kMost ? kLeast : saturated(now_ms, -span);
    };
    return {mirrored(made.most), mirrored(made.least)};
}

bool depends_on_now(const Node& node) {
    if (node.kind == Node::Kind::field) {
        if (node.field == Field::is)
            return std::any_of(node.values.begin(), node.values.end(), [](const Value& value) {
                return value.text == "overdue" || value.text == "at-risk";
            });
        return std::any_of(node.values.begin(), node.values.end(),
                           [](const Value& value) { return value.amount == Amount::span_ms; });
    }
    return std::any_of(node.children.begin(), node.children.end(), depends_on_now);
}

}  // namespace casement::review
