#include <core/policy/slot_values.hpp>

#include <cmath>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxListed = 6;  // constants of a list fact whose subsets are all tried

void add_subsets(const std::vector<Json>& of, std::vector<Json>& values) {
    if (of.size() > kMaxListed) {
        values.push_back(Json::array());
        for (const Json& one : of) values.push_back(Json::array({one}));
        values.push_back(of);
        return;
    }
    for (std::size_t bits = 0; bits < (std::size_t{1} << of.size()); ++bits) {
        Json subset = Json::array();
        for (std::size_t i = 0; i < of.size(); ++i) {
            if (((bits >> i) & 1) != 0) subset.push_back(of[i]);
        }
        values.push_back(std::move(subset));
    }
}

std::set<double> numbers_in(const std::set<Json>& constants) {
    std::set<double> numbers;
    for (const Json& constant : constants) {
        if (constant.is_number()) numbers.insert(constant.get<double>());
    }
    return numbers;
}

std::vector<Json> strings_in(const std::set<Json>& constants) {
    std::vector<Json> strings;
    for (const Json& constant : constants) {
        if (constant.is_string()) strings.push_back(constant);
    }
    return strings;
}

Json as_written(double number) {  // 5, not 5.0
    if (std::fabs(number) < 1e15 && number == std::trunc(number)) return static_cast<std::int64_t>(number);
    return number;
}

// Values of a fact that counts: all comparisons with the constants can be told apart by whole numbers.
void add_counts(const std::set<Json>& constants, std::vector<Json>& values) {
    std::set<double> counts{0, 1};
    for (const double at : numbers_in(constants)) {
        for (const double near : {std::floor(at) - 1, std::floor(at), std::ceil(at), std::ceil(at) + 1}) {
            if (near >= 0) counts.insert(near);
        }
    }
    for (const double count : counts) values.push_back(as_written(count));
}

}  // namespace

std::vector<Json> values_of_fact(const Fact& fact, const std::set<Json>& constants, bool& left_out) {
    std::vector<Json> values;
    if (fact.may_be_null) values.push_back(nullptr);
    switch (fact.kind) {
        case FactKind::truth:
            return {false, true};
        case FactKind::choice:
            for (const char* choice : fact.choices) values.push_back(choice);
            return values;
        case FactKind::number:
            add_counts(constants, values);
            return values;
        case FactKind::text:
            values = {"", "zz"};
            for (const Json& constant : constants) {
                if (constant.is_string() && constant != "" && constant != "zz") values.push_back(constant);
            }
            return values;
        case FactKind::list:
            break;
    }
    const std::vector<Json> listed = strings_in(constants);
    left_out = left_out || listed.size() > kMaxListed;
    add_subsets(listed, values);
    return values;
}

std::vector<Json> values_of_number(const std::set<Json>& constants) {
    std::set<double> at = numbers_in(constants);
    at.insert(0);
    std::set<double> numbers = at;
    numbers.insert({std::floor(*at.begin()) - 1, std::ceil(*at.rbegin()) + 1});
    for (auto next = std::next(at.begin()); next != at.end(); ++next)
        numbers.insert((*std::prev(next) + *next) / 2);
    std::vector<Json> values;
    for (const double number : numbers) values.push_back(as_written(number));
    return values;
}

}  // namespace casement::policy
