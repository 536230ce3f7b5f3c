// JSON Logic suites: json-logic/compat-tables (objects with rule, data, result or error) and the original
// tests (arrays of rule, data, result, between headings that are strings).
#include "suite.hpp"

#include <core/json/canonical.hpp>
#include <core/json/logic.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace casement::conformance {
namespace {

// The type of error the suites speak of.
std::string error_type(const Error& error) {
    if (error.code == "logic.nan") return "NaN";
    if (error.code == "logic.arguments") return "Invalid Arguments";
    if (error.code == "logic.operator") return "Unknown Operator";
    if (error.code == "logic.thrown") return error.message;
    return error.code;
}

Result<Json> apply(const Json& rule, const Json& data) {
    const Result<json::Rule> compiled = json::Rule::compile(rule);
    if (!compiled) return compiled.error();
    return compiled->evaluate(data);
}

bool nearly_equal(const Json& a, const Json& b) {
    if (!a.is_number() || !b.is_number()) return a == b;
    const double x = a.get<double>();
    const double y = b.get<double>();
    return std::fabs(x - y) <= 1e-9 * std::fmax(1.0, std::fmax(std::fabs(x), std::fabs(y)));
}

std::string text(const Json& value) {
    const Result<std::string> canonical = json::canonical(value);
    return canonical ? *canonical : describe(canonical.error());
}

std::string describe_outcome(const Result<Json>& result) {
    return result ? text(*result) : "error " + error_type(result.error());
}

void run_case(const Json& test, std::size_t number, Report& report) {
    const bool original = test.is_array();
    const Json& rule = original ? test[0] : json::get(test, "rule");
    const Json& data = original ? test[1] : json::get(test, "data");
    const std::string name = "#" + std::to_string(number) + " " +
                             (original ? "" : json::get_string(test, "suite") + ": ") +
                             (original ? "" : json::get_string(test, "description") + " ") + text(rule);
    const Result<Json> result = apply(rule, data);
    if (!original && test.contains("error")) {
        const std::string expected = json::get_string(test["error"], "type");
        report.check(!result && error_type(result.error()) == expected, name,
                     "expected error " + expected + ", got " + describe_outcome(result));
        return;
    }
    const Json& expected = original ? test[2] : json::get(test, "result");
    const bool tolerant = !original && json::get_bool(test, "decimal");
    report.check(result && (tolerant ? nearly_equal(*result, expected) : *result == expected), name,
                 "expected " + text(expected) + ", got " + describe_outcome(result));
}

}  // namespace

void run_jsonlogic(const std::string& path, Report& report) {
    const Result<Json> suite = json::parse(read_file(path));
    if (!suite || !suite->is_array()) {
        std::fprintf(stderr, "conformance: %s is not a JSON Logic suite\n", path.c_str());
        std::exit(2);
    }
    std::size_t number = 0;
    for (const Json& test : *suite) {
        if (test.is_string()) continue;  // a heading
        ++number;
        const bool sound = test.is_array() ? test.size() == 3 : test.is_object() && test.contains("rule");
        if (!sound) {
            report.fail("#" + std::to_string(number), "neither of the two formats");
        } else {
            run_case(test, number, report);
        }
    }
}

}  // namespace casement::conformance
