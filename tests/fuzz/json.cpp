// The strict JSON reader and what stands on it, against any bytes: what parses has a canonical form that
// reads back as itself, and evaluated as a rule it ends, with and without a trace alike.
#include <core/json/canonical.hpp>
#include <core/json/logic.hpp>
#include <core/json/schema.hpp>

#include <cstdint>
#include <cstdlib>

using namespace casement;

static void require(bool good) {
    if (!good) std::abort();
}

static bool same(const Result<Json>& a, const Result<Json>& b) {
    if (a.ok() != b.ok()) return false;
    return a.ok() ? json::canonical(*a).value() == json::canonical(*b).value() : a.error() == b.error();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto value = json::parse(bytes, {.max_bytes = 1u << 16, .max_depth = 64});
    if (!value) {
        require(value.error().code.starts_with("json.") && !value.error().message.empty());
        return 0;
    }

    const auto text = json::canonical(*value);
    require(text.ok());
    const auto back = json::parse(*text);
    require(back.ok());
    const auto again = json::canonical(*back);
    require(again.ok() && *again == *text);

    // [rule, data], or a rule that looks at itself.
    const bool pair = value->is_array() && value->size() == 2;
    const Json& rule_source = pair ? (*value)[0] : *value;
    const Json& rule_data = pair ? (*value)[1] : *value;
    const json::LogicLimits limits{.max_steps = 10'000, .max_result_bytes = 1u << 16};
    if (const auto rule = json::Rule::compile(rule_source, limits)) {
        json::Trace trace;
        const auto plain = rule->evaluate(rule_data);
        require(same(plain, rule->evaluate(rule_data, &trace)));
        require(!trace.empty());
    }

    if (const auto schema = json::Schema::compile(rule_source)) {
        require(schema->validate(rule_data, 8).size() <= 8);
    }
    return 0;
}
