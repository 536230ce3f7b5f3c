// From bytes to a Pack: shapes here, what refers to what in references.cpp.
#include <core/json/fields.hpp>
#include <core/policy/names.hpp>
#include <core/policy/program.hpp>
#include <core/policy/references.hpp>
#include <core/policy/shapes.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

using json::Fields;
using json::Need;
using json::Reading;

constexpr std::size_t kMaxPackBytes = 8u << 20;
constexpr std::size_t kMaxItems = 1'000;
constexpr std::size_t kMaxTests = 10'000;
constexpr std::size_t kMaxRuleNodes = 200'000;  // of all rules together
constexpr std::size_t kMaxInexact = 200;        // rules that are no conditions
constexpr const char* kAreas[] = {"community", "advertising", "ip", "regulation"};
constexpr const char* kCalendars[] = {"24/7", "business"};
constexpr const char* kBases[] = {"law", "contract", "internal"};
constexpr const char* kNeeds[] = {"evidence", "note"};
constexpr const char* kAudiences[] = {"user",  "regulator", "business", "advertiser", "law_enforcement",
                                      "media", "internal",  "partner",  "author"};
constexpr const char* kLimit = "pack.limit";

std::string shaped(const Fields& fields, const char* key, bool (*is_shape)(std::string_view),
                   const char* remedy, Need need = Need::required) {
    std::string text = fields.text(key, need);
    if (fields.has(key) && !is_shape(text)) fields.fail(key, "has the wrong form", remedy);
    return text;
}

std::string id(const Fields& fields, const char* key = "id") {
    return shaped(fields, key, is_name, "use 1 to 100 letters, digits, dots, hyphens and underscores");
}

std::string line(const Fields& fields, const char* key) {
    return fields.text(key, Need::required, 1);
}

std::vector<std::string> ids(const Fields& fields, const char* key) {
    std::vector<std::string> all = fields.texts(key);
    for (const std::string& one : all) {
        if (!is_name(one)) fields.fail(key, "names \"" + one + "\", which is not an id");
    }
    return all;
}

int severity(const Fields& fields) {
    return static_cast<int>(fields.integer("severity", 0, 4, 0));
}

Effect effect(const Fields& fields) {
    return static_cast<Effect>(fields.one_of("effect", kEffects, 0, Need::required));
}

json::Rule rule(const Fields& fields, const char* key) {
    json::LogicLimits limits;
    limits.max_steps = kMaxRuleSteps;
    auto compiled = json::Rule::compile(json::get(fields.value(), key), limits);
    if (compiled) return *compiled;
    fields.fail_within(key, compiled.error(), "pack.rule");
    return {};
}

// A member that rules read: an object, or `fallback` where it is absent.
Json object_member(const Fields& fields, const char* key, Json fallback, Need need = Need::optional) {
    fields.object(key, [&](const Fields& at) { fallback = at.value(); }, need);
    return fallback;
}

Example read_example(const Fields& fields) {
    Example example{
        line(fields, "text"), fields.text("language"), id(fields, "verdict"), fields.text("why"), {}, {}};
    example.answers = object_member(fields, "answers", nullptr);
    example.facts = object_member(fields, "case", Json::object());
    return example;
}

Section read_section(const Fields& fields) {
    Section section;
    section.id = id(fields);
    section.title = line(fields, "title");
    section.rule = line(fields, "rule");
    section.chapter = fields.text("chapter");
    section.see = fields.texts("see");
    fields.each("definitions", [&](const Fields& at) {
        section.definitions.push_back({line(at, "term"), line(at, "text")});
    });
    fields.each("exceptions", [&](const Fields& at) {
        section.exceptions.push_back({id(at), line(at, "title"), line(at, "text")});
    });
    fields.each("examples", [&](const Fields& at) { section.examples.push_back(read_example(at)); });
    section.changes = fields.text("changes");
    section.dsa_category = fields.text("dsa_category");
    section.dsa_ground = fields.text("dsa_ground");
    return section;
}

std::string duration(const Fields& fields, const char* key, Need need) {
    return shaped(fields, key, is_duration, "write an ISO 8601 duration such as PT24H or P7D", need);
}

Clock read_clock(const Fields& fields) {
    Clock clock;
    clock.id = id(fields);
    clock.title = line(fields, "title");
    clock.source = fields.text("source");
    clock.duration = duration(fields, "duration", Need::required);
    clock.calendar = kCalendars[fields.one_of("calendar", kCalendars, 0)];
    if (fields.has("basis")) clock.basis = kBases[fields.one_of("basis", kBases, 0)];
    clock.starts = fields.texts("starts");
    clock.pauses = fields.texts("pauses");
    clock.resumes = fields.texts("resumes");
    clock.stops = fields.texts("stops");
    return clock;
}

Action read_action(const Fields& fields) {
    return {id(fields), line(fields, "label"), effect(fields),
            static_cast<int>(fields.integer("strikes", 0, 100, 0))};
}

StrikeStep read_strike_step(const Fields& fields) {
    return {static_cast<int>(fields.integer("strikes", 1, 1'000, 1, Need::required)), line(fields, "label"),
            duration(fields, "lasts", Need::optional)};
}

Team read_team(const Fields& fields) {
    return {id(fields), line(fields, "title"), fields.text("consult")};
}

Option read_option(const Fields& fields) {
    Option option;
    option.id = id(fields);
    option.label = line(fields, "label");
    option.help = fields.text("help");
    for (const std::string& need : fields.texts("needs")) {
        if (need == kNeeds[0])
            option.needs_evidence = true;
        else if (need == kNeeds[1])
            option.needs_note = true;
        else
            fields.fail("needs", "names \"" + need + "\"", "an option needs evidence, note or both");
    }
    return option;
}

void check_yes_no(const Fields& fields, Question& question) {
    if (question.options.empty()) {
        question.options = {{"yes", "Yes", "", false, false}, {"no", "No", "", false, false}};
        return;
    }
    const auto& options = question.options;
    const bool both = options.size() == 2 && (options[0].id == "yes" || options[1].id == "yes") &&
                      (options[0].id == "no" || options[1].id == "no");
    if (!both)
        fields.fail("options", "of a yes_no question are the ids yes and no",
                    "leave them out, or write both");
}

Question read_question(const Fields& fields) {
    Question question;
    question.id =
        shaped(fields, "id", is_key, "use 1 to 100 letters, digits, hyphens and underscores, no dots");
    question.section = id(fields, "section");
    question.text = line(fields, "text");
    question.help = fields.text("help");
    question.kind = static_cast<QuestionKind>(fields.one_of("kind", kQuestionKinds, 0, Need::required));
    const bool chooses = question.kind == QuestionKind::choice || question.kind == QuestionKind::many;
    fields.each(
        "options", [&](const Fields& at) { question.options.push_back(read_option(at)); },
        chooses ? Need::required : Need::optional, 1, 100, kLimit);
    if (question.kind == QuestionKind::yes_no) check_yes_no(fields, question);
    question.always = !fields.has("ask_when");
    if (!question.always) question.ask_when = rule(fields, "ask_when");
    question.because = fields.text("because");
    question.required = fields.boolean("required", true);
    return question;
}

json::Rule read_when(const Fields& fields) {
    if (!fields.has("when")) fields.fail("when", "is missing", "write a rule, or true where it always holds");
    return rule(fields, "when");
}

Consult read_consult(const Fields& fields) {
    return {id(fields), id(fields, "team"), line(fields, "text"), read_when(fields)};
}

Outcome read_outcome(const Fields& fields) {
    Outcome outcome;
    outcome.id = id(fields);
    outcome.label = line(fields, "label");
    outcome.effect = effect(fields);
    outcome.when = read_when(fields);
    outcome.because = fields.text("because");
    outcome.actions = ids(fields, "actions");
    outcome.severity = severity(fields);
    outcome.violates = ids(fields, "violates");
    outcome.team = fields.text("team");
    outcome.approval = fields.text("approval");
    return outcome;
}

Reply read_reply(const Fields& fields) {
    Reply reply;
    reply.id = id(fields);
    reply.audience = kAudiences[fields.one_of("audience", kAudiences, 0, Need::required)];
    reply.language = line(fields, "language");
    reply.outcomes = ids(fields, "outcomes");
    reply.subject = line(fields, "subject");
    reply.body = line(fields, "body");
    return reply;
}

PackTest read_test(const Fields& fields) {
    PackTest test;
    test.name = line(fields, "name");
    test.expect = id(fields, "expect");
    test.answers = object_member(fields, "answers", Json::object(), Need::required);
    test.facts = object_member(fields, "case", Json::object());
    return test;
}

// Asked first: of a later format nothing else is known.
void check_format(const Fields& fields) {
    if (!fields.has("casement_policy")) {
        fields.fail("casement_policy", "is missing", "a policy pack starts with \"casement_policy\": 1");
    } else if (json::as_integer(json::get(fields.value(), "casement_policy")) != 1) {
        fields.fail("casement_policy", "is a version this program does not read", "use a newer program",
                    "pack.format");
    }
}

Pack read_fields(const Fields& fields) {
    Pack pack;
    pack.id = id(fields);
    pack.version =
        shaped(fields, "version", is_version, "write a calendar version such as 2026.11 or 2026.11.2");
    pack.effective = shaped(fields, "effective", is_day, "write the day as 2026-11-21");
    pack.supersedes = fields.text("supersedes");
    pack.title = line(fields, "title");
    pack.summary = fields.text("summary");
    pack.notice = fields.text("notice");
    pack.language = fields.text("language");
    if (fields.has("area")) pack.area = kAreas[fields.one_of("area", kAreas, 0)];

    const auto list = [&](const char* key, auto& into, auto read, Need need, std::size_t most) {
        const std::size_t least = need == Need::required ? 1 : 0;
        fields.each(key, [&](const Fields& at) { into.push_back(read(at)); }, need, least, most, kLimit);
    };
    list("sections", pack.sections, read_section, Need::required, kMaxItems);
    list("clocks", pack.clocks, read_clock, Need::optional, kMaxItems);
    list("actions", pack.actions, read_action, Need::optional, kMaxItems);
    list("strike_ladder", pack.strike_ladder, read_strike_step, Need::optional, kMaxItems);
    list("teams", pack.teams, read_team, Need::optional, kMaxItems);
    list("consults", pack.consults, read_consult, Need::optional, kMaxItems);
    list("questions", pack.questions, read_question, Need::required, kMaxItems);
    list("outcomes", pack.outcomes, read_outcome, Need::required, kMaxItems);
    list("replies", pack.replies, read_reply, Need::optional, kMaxItems);
    list("tests", pack.tests, read_test, Need::optional, kMaxTests);
    return pack;
}

std::size_t node_count(const Json& rule) {
    std::size_t count = 1;
    if (rule.is_structured()) {
        for (const Json& inner : rule) count += node_count(inner);
    }
    return count;
}

template <class Each>
void each_rule(const Pack& pack, Each each) {
    for (std::size_t i = 0; i < pack.questions.size(); ++i)
        if (!pack.questions[i].always)
            each(pack.questions[i].ask_when, "/questions/" + std::to_string(i) + "/ask_when");
    for (std::size_t i = 0; i < pack.outcomes.size(); ++i)
        each(pack.outcomes[i].when, "/outcomes/" + std::to_string(i) + "/when");
    for (std::size_t i = 0; i < pack.consults.size(); ++i)
        each(pack.consults[i].when, "/consults/" + std::to_string(i) + "/when");
}

// A walk tries every rule, and a person waits for it: what all rules together may cost is bounded.
Result<void> check_rules(const Pack& pack) {
    std::size_t nodes = 0;
    std::optional<Error> found;
    each_rule(pack, [&](const json::Rule& rule, std::string place) {
        nodes += node_count(rule.source());
        if (nodes <= kMaxRuleNodes || found) return;
        found = Error{kLimit, std::move(place), "the rules of the pack have more than 200,000 parts together",
                      "split the pack"};
    });
    if (found) return std::move(*found);
    return {};
}

Result<void> check_inexact(const Pack& pack) {
    std::size_t inexact = 0;
    for (const auto* rules : {&pack.program->ask, &pack.program->when})
        inexact += static_cast<std::size_t>(std::count_if(
            rules->begin(), rules->end(), [](const auto& rule) { return rule.entry == Program::kInexact; }));
    if (inexact <= kMaxInexact) return {};
    return Error{kLimit, "/questions",
                 "more than 200 rules calculate, and do not only test answers and facts",
                 "test one question or fact at a time"};
}

}  // namespace

Result<Pack> read_pack(std::string_view bytes) {
    json::Limits limits;
    limits.max_bytes = kMaxPackBytes;
    CASEMENT_TRY(const Json document, json::parse(bytes, limits));
    Reading reading{"pack.schema", {}};
    const Fields fields(document, reading);
    check_format(fields);
    Pack pack = read_fields(fields);
    if (!reading.ok()) return std::move(*reading.failure);
    CASEMENT_CHECK(check_references(pack));
    CASEMENT_CHECK(check_rules(pack));
    pack.program = Program::compile(pack);
    CASEMENT_CHECK(check_inexact(pack));
    return pack;
}

}  // namespace casement::policy
