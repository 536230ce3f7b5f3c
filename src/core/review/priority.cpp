#include <core/base/sorted.hpp>
#include <core/bundle/names.hpp>
#include <core/review/priority.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <string>

namespace casement::review {

namespace {

constexpr std::int64_t kMinuteMs = 60'000, kPriorityDayMs = 86'400'000;
constexpr std::int64_t kMostWeight = 10'000, kMostHalfMin = 100'000, kMostAgeDays = 3'650;
constexpr std::size_t kParts = std::size(kPriorityParts);

struct Member {
    const char* key;
    std::int32_t PriorityWeights::* weight;
    std::int64_t least, most;
};
constexpr Member kMembers[] = {
    {"clock", &PriorityWeights::clock, 0, kMostWeight},
    {"clock_half_min", &PriorityWeights::clock_half_min, 1, kMostHalfMin},
    {"overdue", &PriorityWeights::overdue, 0, kMostWeight},
    {"severity", &PriorityWeights::severity, 0, kMostWeight},
    {"reach", &PriorityWeights::reach, 0, kMostWeight},
    {"age", &PriorityWeights::age, 0, kMostWeight},
    {"age_most_days", &PriorityWeights::age_most_days, 0, kMostAgeDays},
    {"reports", &PriorityWeights::reports, 0, kMostWeight},
};

void check_members(const json::Fields& fields, std::span<const char* const> known) {
    for (const auto& [key, value] : fields.value().items())
        if (std::none_of(known.begin(), known.end(), [&](const char* name) { return key == name; }))
            fields.fail(key.c_str(), "there is no weight of this name", "remove it, or correct its name");
}

// How often a count from 0 has doubled: 0 for 0, 1 for 1, 2 for 2 and 3, 3 for 4 to 7.
std::int64_t doublings(std::int64_t count) {
    return std::bit_width(static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0)));
}

// Points and raw values by part; a row's score is the sum of the points.
struct Scored {
    std::array<std::int64_t, kParts> points{}, values{};

    void set(PriorityPart part, std::int64_t value, std::int64_t points_of_part) {
        values[static_cast<std::size_t>(part)] = value;
        points[static_cast<std::size_t>(part)] = points_of_part;
    }
};

Scored scored(const Columns& columns, std::size_t row, const PriorityWeights& weights, TimeMs now_ms) {
    Scored made;
    if (is_closed(static_cast<WorkState>(columns.state()[row]))) return made;
    if (const TimeMs due = columns.due_at()[row]; due != 0) {
        const std::int64_t left = due - now_ms, half = weights.clock_half_min * kMinuteMs;
        made.set(PriorityPart::clock, left, weights.clock * half / (half + std::max<std::int64_t>(left, 0)));
        if (left < 0) made.set(PriorityPart::overdue, -left, weights.overdue);
    }
    const std::int64_t severity = columns.severity()[row], reach = columns.reach()[row];
    made.set(PriorityPart::severity, severity, severity * weights.severity);
    made.set(PriorityPart::reach, reach, doublings(reach) * weights.reach);
    const std::size_t source = columns.source()[row];
    made.set(PriorityPart::requester, static_cast<std::int64_t>(source), weights.requester[source]);
    const std::int64_t age = now_ms - columns.received_at()[row];
    made.set(PriorityPart::age, age,
             std::clamp<std::int64_t>(age, 0, weights.age_most_days * kPriorityDayMs) / kMinuteMs *
                 weights.age / (kPriorityDayMs / kMinuteMs));
    const std::int64_t reports = columns.reports()[row];
    made.set(PriorityPart::reports, reports, doublings(reports) * weights.reports);
    return made;
}

}  // namespace

PriorityWeights read_weights(const json::Fields& fields) {
    PriorityWeights made;
    std::vector<const char*> known = {"requester"};
    for (const Member& member : kMembers) {
        known.push_back(member.key);
        made.*member.weight = static_cast<std::int32_t>(
            fields.integer(member.key, member.least, member.most, made.*member.weight));
    }
    check_members(fields, known);
    fields.object("requester", [&](const json::Fields& kinds) {
        for (std::size_t i = 0; i < std::size(bundle::kSourceKinds); ++i)
            made.requester[i] = static_cast<std::int32_t>(
                kinds.integer(bundle::kSourceKinds[i], 0, kMostWeight, made.requester[i]));
        check_members(kinds, bundle::kSourceKinds);
    });
    return made;
}

Json weights_json(const PriorityWeights& weights) {
    Json made = Json::object();
    for (const Member& member : kMembers) made[member.key] = weights.*member.weight;
    Json kinds = Json::object();
    for (std::size_t i = 0; i < std::size(bundle::kSourceKinds); ++i)
        kinds[bundle::kSourceKinds[i]] = weights.requester[i];
    made["requester"] = std::move(kinds);
    return made;
}

std::vector<PriorityReason> explain_priority(const Columns& columns, std::size_t row,
                                             const PriorityWeights& weights, TimeMs now_ms) {
    const Scored made = scored(columns, row, weights, now_ms);
    std::vector<PriorityReason> reasons;
    for (std::size_t i = 0; i < kParts; ++i)
        if (made.points[i] != 0)
            reasons.push_back(
                {static_cast<PriorityPart>(i), made.values[i], static_cast<std::int32_t>(made.points[i])});
    stable_insertion_sort(reasons, [](const auto& a, const auto& b) { return a.points > b.points; });
    return reasons;
}

std::int32_t priority_of(const Columns& columns, std::size_t row, const PriorityWeights& weights,
                         TimeMs now_ms) {
    std::int64_t sum = 0;
    for (const std::int64_t points : scored(columns, row, weights, now_ms).points) sum += points;
    return static_cast<std::int32_t>(sum);
}

std::vector<std::int32_t> priorities(const Columns& columns, const PriorityWeights& weights, TimeMs now_ms) {
    std::vector<std::int32_t> made(columns.size());
    for (std::size_t row = 0; row < made.size(); ++row)
        made[row] = priority_of(columns, row, weights, now_ms);
    return made;
}

}  // namespace casement::review
