#include <core/json/canonical.hpp>
#include <core/json/logic.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <set>

using namespace casement;
using json::LogicLimits;
using json::Rule;
using json::Trace;

// The result as canonical text, or "!" and the error's code; for a thrown error also its type.
static std::string outcome(std::string_view rule, std::string_view data = "null",
                           const LogicLimits& limits = {}, Trace* trace = nullptr) {
    const auto compiled = Rule::compile(*json::parse(rule), limits);
    if (!compiled) return "!" + compiled.error().code;
    const auto result = compiled->evaluate(*json::parse(data), trace);
    if (result) return *json::canonical(*result);
    if (result.error().code == "logic.thrown") return "!logic.thrown " + result.error().message;
    return "!" + result.error().code;
}

struct Case {
    const char* rule;
    const char* data;
    const char* expected;
};

static void check(std::initializer_list<Case> cases) {
    for (const Case& each : cases) {
        BOOST_TEST_CONTEXT(each.rule << " with " << each.data) {
            BOOST_TEST(outcome(each.rule, each.data) == each.expected);
        }
    }
}

BOOST_AUTO_TEST_SUITE(logic_values)

BOOST_AUTO_TEST_CASE(what_is_no_operator_stands_for_itself) {
    check({{"17", "null", "17"},
           {R"("x")", "null", R"("x")"},
           {"{}", "null", "{}"},
           {R"([1,[2,{"var":"a"}],{}])", R"({"a":3})", "[1,[2,3],{}]"},
           {R"({"preserve":{"if":[1,2]}})", "null", R"({"if":[1,2]})"}});
}

BOOST_AUTO_TEST_CASE(a_rule_without_source_is_null) {
    BOOST_TEST(Rule().evaluate(Json(1))->is_null());
    BOOST_TEST(Rule().reads().empty());
}

BOOST_AUTO_TEST_CASE(truth_is_that_of_json_logic) {
    for (const char* text : {"false", "null", "0", "-0.0", "\"\"", "[]"}) {
        BOOST_TEST(!json::truthy(*json::parse(text)), text);
        BOOST_TEST(outcome(R"({"!!":{"var":""}})", text) == "false", text);
        BOOST_TEST(outcome(R"({"!":{"var":""}})", text) == "true", text);
    }
    for (const char* text : {"true", "1", "-0.5", "\"0\"", "\" \"", "[0]", "{}", "9007199254740993"}) {
        BOOST_TEST(json::truthy(*json::parse(text)), text);
        BOOST_TEST(outcome(R"({"!!":[{"var":""}]})", text) == "true", text);
    }
}

BOOST_AUTO_TEST_CASE(large_integers_of_the_data_pass_through_unharmed) {
    check({{R"({"var":"id"})", R"({"id":9007199254740993})", "9007199254740992"}});
    const auto rule = Rule::compile(*json::parse(R"([{"var":"id"}])"));
    BOOST_TEST((*rule->evaluate(*json::parse(R"({"id":9007199254740993})")))[0].get<std::int64_t>() ==
               9007199254740993);
    BOOST_TEST((*rule->evaluate(*json::parse(R"({"id":18446744073709551615})")))[0].get<std::uint64_t>() ==
               UINT64_MAX);
}

BOOST_AUTO_TEST_CASE(whole_results_are_integers_and_there_is_one_zero) {
    const auto rule = Rule::compile(*json::parse(R"({"*":[{"var":"a"},-0.5]})"));
    BOOST_TEST(rule->evaluate(Json{{"a", 4}})->is_number_integer());
    BOOST_TEST(rule->evaluate(Json{{"a", 0}})->dump() == "0");
    BOOST_TEST(rule->evaluate(Json{{"a", 3}})->is_number_float());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(logic_data)

BOOST_AUTO_TEST_CASE(var_follows_dots) {
    check({{R"({"var":"a.b.1"})", R"({"a":{"b":[7,8]}})", "8"},
           {R"({"var":["a.x",5]})", R"({"a":{"b":1}})", "5"},
           {R"({"var":["a",5]})", R"({"a":null})", "null"},
           {R"({"var":["a",5]})", R"({"a":false})", "false"},
           {R"({"var":["a",{"+":[1,1]}]})", "{}", "2"},
           {R"({"var":""})", "[1]", "[1]"},
           {R"({"var":"01"})", "[1,2]", "null"},
           {R"({"var":"-1"})", "[1,2]", "null"},
           {R"({"var":"2"})", "[1,2]", "null"},
           {R"({"var":"a."})", R"({"a":{"":1}})", "1"},
           {R"({"var":{"var":"key"}})", R"({"key":"x.y","x":{"y":1}})", "1"},
           {R"({"var":[{"var":"key"},9]})", R"({"key":"x.z","x":{"y":1}})", "9"},
           {R"({"var":[{"var":"key"}]})", R"({"key":1.5,"1":{"5":"deep"}})", R"("deep")"},
           {R"({"var":[[1]]})", "[1,2]", "null"}});
}

BOOST_AUTO_TEST_CASE(val_takes_keys_as_they_are) {
    check({{R"({"val":"a.b"})", R"({"a.b":1,"a":{"b":2}})", "1"},
           {R"({"val":["a","b"]})", R"({"a":{"b":2}})", "2"},
           {R"({"val":["a",{"val":"key"}]})", R"({"a":{"b":2},"key":"b"})", "2"},
           {R"({"val":[]})", "3", "3"},
           {R"({"val":["a",0,"x"]})", R"({"a":[{"x":1}]})", "1"},
           {R"({"exists":["a","b"]})", R"({"a":{"b":null}})", "true"},
           {R"({"exists":["a","c"]})", R"({"a":{"b":null}})", "false"},
           {R"({"exists":{"val":"key"}})", R"({"key":"x"})", "false"}});
}

BOOST_AUTO_TEST_CASE(val_climbs_two_levels_a_scope) {
    check({{R"({"map":[[5,6],{"val":[[1],"index"]}]})", "null", "[0,1]"},
           {R"({"map":[[5,6],{"val":[[-2],"k"]}]})", R"({"k":"x"})", R"(["x","x"])"},
           {R"({"map":[[[1],[2]],{"map":[{"val":[]},{"val":[[3],"index"]}]}]})", "null", "[[0],[1]]"},
           {R"({"map":[[1],{"val":[[7],"x"]}]})", R"({"x":1})", "[null]"},
           {R"({"val":[[1],"index"]})", "{}", "null"},
           {R"({"map":[[5],{"val":[[1]]}]})", "null", R"([{"index":0,"iterator":[5]}])"},
           {R"({"map":[[5],{"val":[{"val":[[2],"way"]},"k"]}]})", R"({"way":[2],"k":1})", "[1]"},
           {R"({"try":[{"throw":"x"},{"val":[[2],"k"]}]})", R"({"k":1})", "1"},
           {R"({"try":[{"throw":"x"},{"val":[[1],"index"]}]})", "{}", "null"},
           {R"({"reduce":[[1],{"val":[[2],"k"]},0]})", R"({"k":1})", "1"},
           {R"({"reduce":[[1,2],{"val":[]},0]})", "null",
            R"({"accumulator":{"accumulator":0,"current":1},"current":2})"}});
}

BOOST_AUTO_TEST_CASE(missing_names_what_is_absent_null_or_empty) {
    check({{R"({"missing":["a","b.c","d","e"]})", R"({"a":0,"b":{},"d":"","e":null})", R"(["b.c","d","e"])"},
           {R"({"missing":{"var":"need"}})", R"({"need":["x"]})", R"(["x"])"},
           {R"({"missing":[["a","b"]]})", R"({"b":1})", R"(["a"])"},
           {R"({"missing_some":[1,["a","b"]]})", R"({"b":1})", "[]"},
           {R"({"missing_some":[2,["a","b"]]})", R"({"b":1})", R"(["a"])"},
           {R"({"missing_some":["x",["a"]]})", "{}", "!logic.nan"},
           {R"({"missing_some":[1]})", "{}", "!logic.arguments"}});
}

BOOST_AUTO_TEST_CASE(reads_are_the_constant_paths_into_the_data) {
    const auto rule = Rule::compile(*json::parse(R"({"and":[
        {"var":"answers.target"}, {"val":["answers","intent"]}, {"missing":["answers.a","answers.b"]},
        {"missing_some":[1,["answers.c"]]}, {"exists":"answers"}, {"var":{"var":"key"}},
        {"some":[{"var":"parts"},{"and":[{"var":"kind"},{"val":[[2],"limit"]}]}]},
        {"try":[{"var":"x"},{"var":"type"}]}]})"));
    const std::set<std::string> expected{
        "answers",        "answers.a", "answers.b", "answers.c", "answers.intent",
        "answers.target", "key",       "limit",     "parts",     "x"};
    BOOST_CHECK(rule->reads() == expected);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(logic_operators)

BOOST_AUTO_TEST_CASE(arithmetic_takes_numbers_and_what_reads_as_one) {
    check({{R"({"+":["1",true,null," 2 ",""]})", "null", "4"},
           {R"({"+":["0x10","1e2","-1.5"]})", "null", "114.5"},
           {R"({"-":[5]})", "null", "-5"},
           {R"({"-":[10,2,3]})", "null", "5"},
           {R"({"%":[-7,3]})", "null", "-1"},
           {R"({"%":[7.5,2]})", "null", "1.5"},
           {R"({"max":[1,"3",2]})", "null", "3"},
           {R"({"min":{"var":""}})", "[4,2,8]", "2"},
           {R"({"*":{"var":""}})", "[2,3,4,5,6,7,8,9,10,11]", "39916800"},
           {R"({"+":["a"]})", "null", "!logic.nan"},
           {R"({"+":[[1],2]})", "null", "!logic.nan"},
           {R"({"+":["1_000"]})", "null", "!logic.nan"},
           {R"({"+":["--1"]})", "null", "!logic.nan"},
           {R"({"/":[1,0]})", "null", "!logic.nan"},
           {R"({"/":[0]})", "null", "!logic.nan"},
           {R"({"%":[1,0]})", "null", "!logic.nan"},
           {R"({"*":[1e308,10]})", "null", "!logic.nan"},
           {R"({"max":["a",1]})", "null", "!logic.nan"},
           {R"({"max":[1,"a",2]})", "null", "!logic.nan"},
           {R"({"max":[]})", "null", "!logic.arguments"},
           {R"({"-":[]})", "null", "!logic.arguments"},
           {R"({"/":[]})", "null", "!logic.arguments"},
           {R"({"%":[1]})", "null", "!logic.arguments"}});
}

BOOST_AUTO_TEST_CASE(equality_is_loose_or_strict) {
    check({{R"({"==":[1,"1",true]})", "null", "true"},
           {R"({"==":[null,null]})", "null", "true"},
           {R"({"==":[null,0]})", "null", "false"},
           {R"({"==":[{"var":"x"},"yes"]})", "{}", "false"},
           {R"({"==":["yes",{"var":"x"}]})", "{}", "false"},
           {R"({"!=":[{"var":"x"},"yes"]})", "{}", "true"},
           {R"({"==":["yes",1]})", "null", "!logic.nan"},
           {R"({"==":[[1],[1]]})", "null", "!logic.nan"},
           {R"({"===":[1,1.0]})", "null", "true"},
           {R"({"===":[1,"1"]})", "null", "false"},
           {R"({"===":[[1,{"preserve":{"a":[]}}],[1,{"preserve":{"a":[]}}]]})", "null", "true"},
           {R"({"!==":[[1],[1,2]]})", "null", "true"},
           {R"({"===":[{"var":"a"},{"merge":[[1],2]}]})", R"({"a":[1,2]})", "true"},
           {R"({"!=":[1,2,1]})", "null", "true"},
           {R"({"!=":[1,2,2]})", "null", "false"},
           {R"({"==":[1]})", "null", "!logic.arguments"},
           {R"({"===":{"var":""}})", "[1,1]", "!logic.arguments"}});
}

BOOST_AUTO_TEST_CASE(order_is_numeric_unless_both_are_text) {
    check({{R"({"<":["10","9"]})", "null", "true"},
           {R"({"<":["10",9]})", "null", "false"},
           {R"({"<":[null,1]})", "null", "true"},
           {R"({"<":[1,{"var":""},10]})", "5", "true"},
           {R"({"<":[1,{"var":""},10]})", "10", "false"},
           {R"({">=":[3,3,{"var":""}]})", "4", "false"},
           {R"({"<":["a",1]})", "null", "!logic.nan"},
           {R"({"<":[1,{}]})", "null", "!logic.nan"},
           // UTF-16 order: the surrogates of U+1F600 come before U+FF5E.
           {R"({"<":["\ud83d\ude00","\uff5e"]})", "null", "true"},
           {R"({">":["b","a","B"]})", "null", "true"}});
}

BOOST_AUTO_TEST_CASE(control_evaluates_no_more_than_it_needs) {
    check({{R"({"if":[false,{"throw":"a"},0,{"throw":"b"},"c"]})", "null", R"("c")"},
           {R"({"if":[true,1,{"throw":"a"}]})", "null", "1"},
           {R"({"and":[1,"",{"throw":"a"}]})", "null", R"("")"},
           {R"({"or":[0,[],2,{"throw":"a"}]})", "null", "2"},
           {R"({"and":[]})", "null", "null"},
           {R"({"??":[null,{"var":"x"},0,{"throw":"a"}]})", "null", "0"},
           {R"({"??":{"var":"list"}})", R"({"list":[null,2]})", "2"},
           {R"({"<":[2,1,{"throw":"a"}]})", "null", "false"},
           {R"({"some":[[1,{"throw":"a"}],true]})", "null", "!logic.thrown a"},
           {R"({"if":{"var":""}})", "[true,1]", "!logic.arguments"}});
}

BOOST_AUTO_TEST_CASE(errors_are_thrown_and_caught) {
    check({{R"({"throw":"Nope"})", "null", "!logic.thrown Nope"},
           {R"({"throw":{"var":"e"}})", R"({"e":{"type":"T","more":1}})", "!logic.thrown T"},
           {R"({"throw":5})", "null", "!logic.thrown 5"},
           {R"({"try":[{"throw":{"var":"e"}},{"val":"more"}]})", R"({"e":{"type":"T","more":1}})", "1"},
           {R"({"try":[{"+":["x"]},{"val":"type"}]})", "null", R"("NaN")"},
           {R"({"try":[{"%":[1]},{"val":"type"}]})", "null", R"("Invalid Arguments")"},
           {R"({"try":[{"throw":"a"},{"throw":{"cat":[{"val":"type"},"b"]}},{"val":"type"}]})", "null",
            R"("ab")"},
           {R"({"try":[1,{"throw":"a"}]})", "null", "1"},
           {R"({"try":{"throw":"a"}})", "null", "!logic.thrown a"},
           {R"({"try":[]})", "null", "!logic.arguments"}});
}

BOOST_AUTO_TEST_CASE(iteration_binds_the_element) {
    check({{R"({"map":[{"var":""},{"*":[{"var":""},2]}]})", "[1,2]", "[2,4]"},
           {R"({"map":[{"var":"x"},1]})", "{}", "[]"},
           {R"({"map":["text",1]})", "{}", "!logic.arguments"},
           {R"({"map":[[1],null]})", "{}", "!logic.arguments"},
           {R"({"map":[[1]]})", "{}", "!logic.arguments"},
           {R"({"filter":[{"var":""},{"var":"ok"}]})", R"([{"ok":1,"n":1},{"n":2}])", R"([{"n":1,"ok":1}])"},
           {R"({"all":[[],true]})", "null", "false"},
           {R"({"none":[[],true]})", "null", "true"},
           {R"({"some":[[],true]})", "null", "false"},
           {R"({"all":[{"var":"x"},true]})", "{}", "!logic.arguments"},
           {R"({"reduce":[[1,2,3],{"+":[{"var":"accumulator"},{"var":"current"}]}]})", "null", "6"},
           {R"({"reduce":[[],{"var":"current"}]})", "null", "null"},
           {R"({"reduce":[{"var":"x"},{"var":"current"},7]})", "{}", "7"},
           {R"({"reduce":[[[1],[2]],{"merge":[{"var":"accumulator"},{"var":"current.0"}]},[]]})", "null",
            "[1,2]"}});
}

BOOST_AUTO_TEST_CASE(text_is_cut_at_utf16_units_and_never_within_a_character) {
    check({{R"({"substr":["Grüße",2,2]})", "null", R"("üß")"},
           {R"({"substr":["a😀b",1,2]})", "null", R"("😀")"},
           {R"({"substr":["a😀b",2]})", "null", R"("b")"},
           {R"({"substr":["a😀b",0,2]})", "null", R"("a")"},
           {R"({"substr":["a😀b",-1]})", "null", R"("b")"},
           {R"({"substr":["a😀b",-3,-1]})", "null", R"("😀")"},
           {R"({"substr":["abc",-9,2]})", "null", R"("ab")"},
           {R"({"substr":["abc",9]})", "null", R"("")"},
           {R"({"substr":["abc",1,-9]})", "null", R"("")"},
           {R"({"substr":[12345,1.9,2]})", "null", R"("23")"},
           {R"({"substr":["abc","x"]})", "null", "!logic.nan"}});
}

BOOST_AUTO_TEST_CASE(text_is_joined_as_ecmascript_does) {
    check({{R"({"cat":["a",1,0.5,null,true,[1,[2,null]],1e21]})", "null", R"("a10.5true1,2,1e+21")"},
           {R"({"cat":{"var":""}})", R"(["x","y"])", R"("xy")"},
           {R"({"in":["b","abc"]})", "null", "true"},
           {R"({"in":[2,"123"]})", "null", "true"},
           {R"({"in":["2",[1,2]]})", "null", "false"},
           {R"({"in":[[1],[[1]]]})", "null", "true"},
           {R"({"in":["a",null]})", "null", "false"},
           {R"({"in":[null,"null"]})", "null", "false"},
           {R"({"merge":[1,[2,[3]],{"var":"x"}]})", R"({"x":[4]})", "[1,2,[3],4]"}});
}

BOOST_AUTO_TEST_CASE(long_needles_are_found_like_short_ones) {
    std::string needle(100, 'a');
    const Json data{{"text", std::string(200, 'a') + "b" + needle},
                    {"in", needle + "b" + needle},
                    {"out", needle + "bb"}};
    const auto rule = Rule::compile(
        *json::parse(R"([{"in":[{"var":"in"},{"var":"text"}]},{"in":[{"var":"out"},{"var":"text"}]}])"));
    BOOST_TEST(rule->evaluate(data)->dump() == "[true,false]");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(logic_bounds)

BOOST_AUTO_TEST_CASE(unknown_operators_do_not_compile) {
    const auto unknown = Rule::compile(*json::parse(R"({"if":[true,{"a/b":[1]},2]})"));
    BOOST_TEST(unknown.error().code == "logic.operator");
    BOOST_TEST(unknown.error().place == "/if/1");
    BOOST_TEST(outcome(R"({"+":[1],"-":[1]})") == "!logic.operator");
    BOOST_TEST(outcome(R"({"try":[1,{"eval":"x"}]})") == "!logic.operator");
}

BOOST_AUTO_TEST_CASE(depth_is_bounded_when_compiling) {
    const auto nested = [](int depth) {
        Json rule = true;
        for (int i = 0; i < depth; ++i) rule = Json{{"!", rule}};
        return rule;
    };
    BOOST_TEST(Rule::compile(nested(64)).ok());
    BOOST_TEST(Rule::compile(nested(65)).error().code == "logic.depth");
    BOOST_TEST(Rule::compile(nested(3), {.max_depth = 2}).error().place == "/!/!");
}

BOOST_AUTO_TEST_CASE(steps_are_bounded) {
    const char* const square = R"({"some":[{"var":""},{"some":[{"val":[[2]]},false]}]})";
    Json data = Json::array();
    for (int i = 0; i < 1000; ++i) data.push_back(i);
    const auto rule = Rule::compile(*json::parse(square));
    BOOST_TEST(rule->evaluate(data).error().code == "logic.steps");
    BOOST_TEST(outcome(R"({"+":[1,1]})", "null", {.max_steps = 3}) == "2");
    BOOST_TEST(outcome(R"({"+":[1,1]})", "null", {.max_steps = 2}) == "!logic.steps");
}

BOOST_AUTO_TEST_CASE(limits_cannot_be_caught) {
    BOOST_TEST(outcome(R"({"try":[{"+":[1,1,1,1]},"caught"]})", "null", {.max_steps = 4}) == "!logic.steps");
}

// Each round doubles what the accumulator stands for: 2^40 elements, if it were built.
static const char* const kDoubling =
    R"({"reduce":[{"var":""},{"OP":[{"var":"accumulator"},{"var":"accumulator"}]},["x"]]})";

static std::string doubling(const std::string& op) {
    std::string rule = kDoubling;
    return rule.replace(rule.find("OP"), 2, op);
}

BOOST_AUTO_TEST_CASE(size_is_bounded) {
    const std::string forty = Json(std::vector<int>(40, 0)).dump();
    BOOST_TEST(outcome(doubling("merge"), forty) == "!logic.size");
    BOOST_TEST(outcome(doubling("cat"), forty) == "!logic.size");
    const char* const list = R"({"reduce":[{"var":""},[{"var":"accumulator"},{"var":"accumulator"}],1]})";
    BOOST_TEST(outcome(list, forty) == "!logic.size");
    BOOST_TEST(outcome(list, Json(std::vector<int>(80, 0)).dump()) == "!logic.depth");
    // Comparing two such lists takes steps, not forever.
    const char* const compared = R"({"reduce":[{"var":""},[{"var":"accumulator"},{"var":"accumulator"}],1]})";
    const std::string twice = std::string(R"({"===":[)") + compared + "," + compared + "]}";
    BOOST_TEST(outcome(twice, forty) == "!logic.steps");
}

BOOST_AUTO_TEST_CASE(data_passes_through_whatever_its_size) {
    const Json data{{"text", std::string(2 << 20, 'x')}};
    BOOST_TEST(Rule::compile(*json::parse(R"({"var":""})"))->evaluate(data).ok());
    BOOST_TEST(Rule::compile(*json::parse(R"([{"var":"text"}])"))->evaluate(data).error().code ==
               "logic.size");
}

BOOST_AUTO_TEST_CASE(errors_name_the_node) {
    const auto rule = Rule::compile(*json::parse(R"({"and":[true,{"+":[1,{"*":["x",2]}]}]})"));
    BOOST_TEST(rule->evaluate(nullptr).error().place == "/and/1/+/1");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(logic_trace)

BOOST_AUTO_TEST_CASE(holds_every_evaluated_node_and_no_other) {
    Trace trace;
    BOOST_TEST(outcome(R"({"if":[{"==":[{"var":"a"},1]},"yes",{"var":"b"}]})", R"({"a":1})", {}, &trace) ==
               R"("yes")");
    const Trace expected{{"", "if", "yes", "", 0},
                         {"/if/0", "==", true, "", 1},
                         {"/if/0/==/0", "var", 1, "", 2},
                         {"/if/0/==/1", "", 1, "", 2},
                         {"/if/1", "", "yes", "", 1}};
    BOOST_CHECK(trace == expected);
}

BOOST_AUTO_TEST_CASE(repeats_the_body_of_an_iteration) {
    Trace trace;
    outcome(R"({"map":[[7,8],{"var":""}]})", "null", {}, &trace);
    const Trace expected{{"", "map", Json::array({7, 8}), "", 0},
                         {"/map/0", "", Json::array({7, 8}), "", 1},
                         {"/map/1", "var", 7, "", 1},
                         {"/map/1", "var", 8, "", 1}};
    BOOST_CHECK(trace == expected);
}

BOOST_AUTO_TEST_CASE(keeps_the_errors_that_were_caught) {
    Trace trace;
    outcome(R"({"try":[{"throw":"Nope"},{"/":[1,0]},{"val":"type"}]})", "null", {}, &trace);
    BOOST_REQUIRE_EQUAL(trace.size(), 7u);
    BOOST_TEST(trace[0].result == Json("NaN"));
    BOOST_TEST(trace[1].error == "Nope");
    BOOST_TEST(trace[3].error == "NaN");
    BOOST_TEST(trace[3].result.is_null());
}

BOOST_AUTO_TEST_CASE(does_not_change_the_verdict_however_large) {
    const Json data{{"text", std::string(2 << 20, 'x')}, {"ok", true}};
    const auto rule = Rule::compile(*json::parse(R"({"and":[{"==":[{"var":"text"},"y"]},1]})"));
    Trace trace;
    BOOST_TEST(*rule->evaluate(data, &trace) == *rule->evaluate(data));
    BOOST_TEST(trace[2].error == "Too Large To Trace");
    BOOST_TEST(trace[2].result.is_null());
    BOOST_TEST(trace[3].result == Json("y"));
}

BOOST_AUTO_TEST_CASE(is_written_as_json) {
    Trace trace;
    outcome(R"({"+":["x"]})", "null", {}, &trace);
    BOOST_TEST(*json::canonical(json::to_json(trace)) ==
               R"([{"depth":0,"error":"NaN","op":"+","pointer":"","result":null},)"
               R"({"depth":1,"op":"","pointer":"/+/0","result":"x"}])");
}

BOOST_AUTO_TEST_SUITE_END()
