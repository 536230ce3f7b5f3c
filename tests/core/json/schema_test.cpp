#include <core/json/schema.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace casement;
using json::Schema;

BOOST_AUTO_TEST_SUITE(schemas)

// The violations as "code place", each on a line.
static std::string violations(std::string_view schema, std::string_view instance) {
    const auto compiled = Schema::compile(*json::parse(schema));
    if (!compiled) return "!" + compiled.error().code + " " + compiled.error().place;
    std::string text;
    for (const Error& error : compiled->validate(*json::parse(instance))) {
        if (!text.empty()) text += "\n";
        text += error.code + " " + error.place;
    }
    return text;
}

struct Case {
    const char* schema;
    const char* instance;
    const char* expected;  // empty: valid
};

static void check(std::initializer_list<Case> cases) {
    for (const Case& each : cases) {
        BOOST_TEST_CONTEXT(each.schema << " on " << each.instance) {
            BOOST_TEST(violations(each.schema, each.instance) == each.expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(types) {
    check({{"true", "1", ""},
           {"false", "1", "schema.false "},
           {"{}", "[]", ""},
           {R"({"type":"integer"})", "3.0", ""},
           {R"({"type":"integer"})", "3.5", "schema.type "},
           {R"({"type":"number"})", "3", ""},
           {R"({"type":["string","null"]})", "null", ""},
           {R"({"type":["string","null"]})", "true", "schema.type "},
           {R"({"enum":[1,"a",[2]]})", "[2]", ""},
           {R"({"enum":[1,"a"]})", R"("b")", "schema.enum "},
           {R"({"const":{"a":1}})", R"({"a":1.0})", ""},
           {R"({"const":null})", "0", "schema.const "}});
}

BOOST_AUTO_TEST_CASE(numbers) {
    check({{R"({"minimum":2,"maximum":4})", "2", ""},
           {R"({"minimum":2,"maximum":4})", "1.9", "schema.minimum "},
           {R"({"minimum":2,"maximum":4})", "5", "schema.maximum "},
           {R"({"exclusiveMinimum":2})", "2", "schema.exclusiveMinimum "},
           {R"({"exclusiveMaximum":2})", "2", "schema.exclusiveMaximum "},
           {R"({"minimum":2})", R"("1")", ""}});
}

BOOST_AUTO_TEST_CASE(text) {
    check({{R"({"minLength":2,"maxLength":3})", R"("😀é")", ""},
           {R"({"minLength":2})", R"("😀")", "schema.minLength "},
           {R"({"maxLength":1})", R"("ab")", "schema.maxLength "},
           {R"({"pattern":"^[a-z]+$"})", R"("abc")", ""},
           {R"({"pattern":"^[a-z]+$"})", R"("aBc")", "schema.pattern "},
           {R"({"format":"date-time"})", R"("2026-11-21T09:12:00Z")", ""},
           {R"({"format":"date-time"})", R"("yesterday")", "schema.format "},
           {R"({"format":"uuid"})", R"("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")", ""},
           {R"({"format":"uuid"})", R"("017F22E279B07CC398C4DC0C0C07398F")", "schema.format "},
           {R"({"format":"uri"})", R"("https://example.org/a?b=%20#c")", ""},
           {R"({"format":"uri"})", R"("example.org/a b")", "schema.format "},
           {R"({"format":"uri"})", R"("http://a/%2")", "schema.format "}});
}

BOOST_AUTO_TEST_CASE(objects) {
    const char* const person =
        R"({"type":"object","required":["name"],"additionalProperties":false,
            "properties":{"name":{"type":"string"},"age":{"minimum":0}},"patternProperties":{"^x-":true}})";
    check({{person, R"({"name":"a","age":1,"x-y":[]})", ""},
           {person, R"({"age":-1,"nick":1})",
            "schema.required \nschema.minimum /age\nschema.additionalProperties /nick"},
           {R"({"additionalProperties":{"type":"string"}})", R"({"a/b":1})", "schema.type /a~1b"},
           {R"({"propertyNames":{"pattern":"^[a-z]+$"}})", R"({"A":1,"b":2})", "schema.propertyNames "},
           {R"({"minProperties":1,"maxProperties":2})", "{}", "schema.minProperties "},
           {R"({"minProperties":1,"maxProperties":2})", R"({"a":1,"b":1,"c":1})", "schema.maxProperties "},
           {R"({"properties":{"gone":false}})", R"({"gone":1})", "schema.false /gone"}});
}

BOOST_AUTO_TEST_CASE(arrays) {
    check({{R"({"items":{"type":"string"}})", R"(["a",1,2])", "schema.type /1\nschema.type /2"},
           {R"({"prefixItems":[{"type":"string"}],"items":{"type":"number"}})", R"(["a",1])", ""},
           {R"({"prefixItems":[{"type":"string"}],"items":false})", R"(["a",1])", "schema.false /1"},
           {R"({"minItems":1,"maxItems":2})", "[]", "schema.minItems "},
           {R"({"minItems":1,"maxItems":2})", "[1,2,3]", "schema.maxItems "},
           {R"({"uniqueItems":true})", R"([1,"1",{"a":1},[1]])", ""},
           {R"({"uniqueItems":true})", R"([{"a":1,"b":2},3,{"b":2,"a":1.0}])", "schema.uniqueItems "},
           {R"({"uniqueItems":false})", "[1,1]", ""}});
}

BOOST_AUTO_TEST_CASE(combinations) {
    check(
        {{R"({"allOf":[{"minimum":1},{"maximum":3}]})", "4", "schema.maximum "},
         {R"({"anyOf":[{"type":"string"},{"minimum":1}]})", "0", "schema.anyOf "},
         {R"({"oneOf":[{"type":"number"},{"type":"integer"}]})", "1", "schema.oneOf "},
         {R"({"oneOf":[{"type":"number"},{"type":"integer"}]})", "1.5", ""},
         {R"({"not":{"type":"null"}})", "null", "schema.not "},
         {R"({"if":{"type":"string"},"then":{"minLength":1},"else":{"minimum":1}})", R"("")",
          "schema.minLength "},
         {R"({"if":{"type":"string"},"then":{"minLength":1},"else":{"minimum":1}})", "0", "schema.minimum "},
         {R"({"then":{"minLength":1}})", R"("")", ""}});
}

BOOST_AUTO_TEST_CASE(references_within_the_document) {
    const char* const tree =
        R"({"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["v"],
            "properties":{"v":true,"next":{"$ref":"#/$defs/node"}}},"a/b":{"type":"null"}}})";
    check({{tree, R"({"v":1,"next":{"v":2,"next":{"v":3}}})", ""},
           {tree, R"({"v":1,"next":{"v":2,"next":{}}})", "schema.required /next/next"},
           {R"({"$ref":"#/$defs/a~1b","minimum":3,"$defs":{"a/b":{"type":"integer"}}})", "2",
            "schema.minimum "},
           {R"({"properties":{"a":{"$ref":"#"}},"type":"object"})", R"({"a":{"a":1}})", "schema.type /a/a"}});
}

BOOST_AUTO_TEST_CASE(annotations_say_nothing) {
    BOOST_TEST(violations(R"({"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"x","title":"t",
        "description":"d","$comment":"c","default":1,"examples":[1],"deprecated":true})",
                          "2") == "");
}

BOOST_AUTO_TEST_CASE(what_would_go_unchecked_does_not_compile) {
    check({{R"({"multipleOf":2})", "1", "!schema.keyword /multipleOf"},
           {R"({"properties":{"a":{"contains":{}}}})", "1", "!schema.keyword /properties/a/contains"},
           {R"({"$defs":{"a":{"minLenght":1}}})", "1", "!schema.keyword /$defs/a/minLenght"},
           {R"({"format":"email"})", "1", "!schema.keyword /format"},
           {R"({"$ref":"#/$defs/none"})", "1", "!schema.reference /$ref"},
           {R"({"$ref":"other.json"})", "1", "!schema.reference /$ref"},
           {R"({"$ref":"#"})", "1", "!schema.reference "},
           {R"({"allOf":[{"anyOf":[{"$ref":"#"}]}]})", "1", "!schema.reference "},
           {R"({"type":"text"})", "1", "!schema.malformed /type"},
           {R"({"required":"a"})", "1", "!schema.malformed /required"},
           {R"({"minLength":-1})", "1", "!schema.malformed /minLength"},
           {R"({"anyOf":[]})", "1", "!schema.malformed /anyOf"},
           {R"({"pattern":"("})", "1", "!schema.malformed /pattern"},
           {R"({"items":[{}]})", "1", "!schema.malformed /items"},
           {"3", "1", "!schema.malformed "}});
}

BOOST_AUTO_TEST_CASE(remedies_name_what_is_allowed) {
    const auto first = [](const char* schema, const char* instance) {
        return Schema::compile(*json::parse(schema))->validate(*json::parse(instance)).at(0);
    };
    BOOST_TEST(first(R"({"enum":["a","b"]})", "1").remedy == R"(use one of "a", "b")");
    BOOST_TEST(first(R"({"type":["string","null"]})", "1").message ==
               "expected null or a string, found a number");
    BOOST_TEST(first(R"({"properties":{"a":{},"b":{}},"additionalProperties":false})", R"({"c":1})").remedy ==
               "remove it, or use one of a, b");
    BOOST_TEST(first(R"({"maximum":4})", "5").remedy == "use 4 or less");
}

BOOST_AUTO_TEST_CASE(stop_at_the_number_of_errors_asked_for) {
    const auto schema = Schema::compile(*json::parse(R"({"items":{"type":"string"}})"));
    BOOST_TEST(schema->validate(Json(std::vector<int>(100, 1))).size() == 64u);
    BOOST_TEST(schema->validate(Json(std::vector<int>(100, 1)), 3).size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
