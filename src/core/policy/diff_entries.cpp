#include <core/json/canonical.hpp>
#include <core/policy/diff_entries.hpp>

namespace casement::policy {
namespace {

constexpr auto kOutcome = DiffWeight::outcome;
constexpr auto kWords = DiffWeight::words;

std::string place_of(const std::string& list, std::size_t index) {
    return list + "/" + std::to_string(index);
}

std::string joined(const std::vector<std::string>& all, const char* between = ", ") {
    std::string out;
    for (const std::string& one : all) {
        if (!out.empty()) out += between;
        out += one;
    }
    return out;
}

std::string compact(const Json& value) {
    auto text = json::canonical(value);
    return text ? *std::move(text) : std::string();
}

DiffMember text(const char* key, const char* name, std::string value) {
    return {key, name, DiffForm::text, kWords, std::move(value)};
}
DiffMember value(const char* key, const char* name, DiffWeight weight, std::string value,
                 bool usual = false) {
    return {key, name, DiffForm::value, weight, std::move(value), usual};
}
DiffMember list(const char* key, const char* name, DiffWeight weight, const std::vector<std::string>& all) {
    return {key, name, DiffForm::list, weight, joined(all)};
}
DiffMember data(const char* key, const char* name, DiffWeight weight, std::string json) {
    return {key, name, DiffForm::json, weight, std::move(json)};
}
DiffMember number(const char* key, const char* name, int number) {
    return value(key, name, kOutcome, std::to_string(number), number == 0);
}

DiffEntry of_pack(const Pack& pack) {
    DiffEntry entry{"", pack.id, "", pack.title, "", "", {}, {}, {}};
    entry.members = {value("id", "id", kWords, pack.id),
                     value("version", "version", kWords, pack.version),
                     value("effective", "in force from", kWords, pack.effective),
                     value("supersedes", "supersedes", kWords, pack.supersedes),
                     text("title", "title", pack.title),
                     text("summary", "summary", pack.summary),
                     text("notice", "notice", pack.notice),
                     value("language", "language", kWords, pack.language),
                     value("area", "area", kWords, pack.area)};
    return entry;
}

DiffEntry of_example(const Example& example) {
    DiffEntry entry;
    entry.match = example.text;
    entry.label = example.text;
    entry.members = {
        value("language", "language", kWords, example.language),
        value("verdict", "verdict", kWords, example.verdict), text("why", "why", example.why),
        data("answers", "answers", kWords, example.answers.is_null() ? "" : compact(example.answers)),
        data("case", "facts", kWords, example.facts.empty() ? "" : compact(example.facts))};
    return entry;
}

// Lists of a section: `read` gives an entry without parent and place.
template <class T, class Read>
DiffEntries entries(DiffKind kind, DiffWeight weight, const std::vector<T>& all, const std::string& list,
                    const std::string& parent, Read read) {
    DiffEntries out{kind, weight, false, kWords, {}};
    out.all.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        DiffEntry entry = read(all[i]);
        entry.place = place_of(list, i);
        if (entry.parent.empty()) entry.parent = parent;
        out.all.push_back(std::move(entry));
    }
    return out;
}

// What the inner entries are, by their labels.
DiffMember labels(const char* key, const char* name, DiffWeight weight, const DiffEntries& inner) {
    std::vector<std::string> all;
    for (const DiffEntry& entry : inner.all) all.push_back(entry.label);
    return {key, name, DiffForm::list, weight, joined(all, "; ")};
}

void add_section_lists(DiffEntry& entry, const Section& section, const std::string& place) {
    entry.inner.push_back(entries(
        DiffKind::definition, kWords, section.definitions, place + "/definitions", section.id,
        [](const Definition& one) {
            return DiffEntry{one.term, one.term, "", one.term, "", "", {text("text", "definition", one.text)},
                             {},       {}};
        }));
    entry.inner.push_back(
        entries(DiffKind::exception, kWords, section.exceptions, place + "/exceptions", section.id,
                [](const Exception& one) {
                    return DiffEntry{one.id,
                                     one.id,
                                     "",
                                     one.title,
                                     "",
                                     "",
                                     {text("title", "title", one.title), text("text", "exception", one.text)},
                                     {},
                                     {}};
                }));
    entry.inner.push_back(
        entries(DiffKind::example, kWords, section.examples, place + "/examples", section.id, of_example));
    const std::size_t examples = section.examples.size();
    entry.contents = {labels("definitions", "definitions", kWords, entry.inner[0]),
                      labels("exceptions", "exceptions", kWords, entry.inner[1]),
                      value("examples", "examples", kWords, examples ? std::to_string(examples) : "")};
}

DiffEntry of_section(const Section& section, const std::string& place) {
    DiffEntry entry{section.id, section.id, "", section.title, place, section.changes, {}, {}, {}};
    entry.members = {text("title", "title", section.title),
                     value("chapter", "chapter", kWords, section.chapter),
                     text("rule", "rule text", section.rule),
                     list("see", "see also", kWords, section.see),
                     text("changes", "changes", section.changes),
                     value("dsa_category", "DSA category", kWords, section.dsa_category),
                     value("dsa_ground", "DSA ground", kWords, section.dsa_ground)};
    add_section_lists(entry, section, place);
    return entry;
}

DiffEntry of_option(const Option& option) {
    std::vector<std::string> needs;
    if (option.needs_evidence) needs.push_back("evidence");
    if (option.needs_note) needs.push_back("note");
    return {option.id,
            option.id,
            "",
            option.label,
            "",
            "",
            {text("label", "label", option.label), text("help", "help", option.help),
             list("needs", "needs", kOutcome, needs)},
            {},
            {}};
}

DiffEntry of_question(const Question& question, const std::string& place) {
    DiffEntry entry{question.id, question.id, question.section, question.text, place, "", {}, {}, {}};
    const bool always = question.always || question.ask_when.source() == Json(true);
    entry.members = {
        text("text", "question", question.text),
        value("section", "section", kWords, question.section),
        value("kind", "kind of answer", kOutcome, name(question.kind)),
        text("help", "help", question.help),
        data("ask_when", "ask when", kOutcome, always ? "" : compact(question.ask_when.source())),
        text("because", "asked because", question.because),
        value("required", "required", kOutcome, question.required ? "yes" : "no", question.required)};
    entry.inner.push_back(
        entries(DiffKind::option, kOutcome, question.options, place + "/options", question.id, of_option));
    entry.inner[0].ordered = true;
    // The answer to "many" has the options' order, and rules may read it.
    entry.inner[0].order = question.kind == QuestionKind::many ? kOutcome : kWords;
    if (question.kind != QuestionKind::yes_no)
        entry.contents = {labels("options", "options", kOutcome, entry.inner[0])};
    return entry;
}

DiffEntry of_outcome(const Outcome& outcome) {
    return {outcome.id,
            outcome.id,
            "",
            outcome.label,
            "",
            "",
            {text("label", "label", outcome.label), value("effect", "effect", kOutcome, name(outcome.effect)),
             data("when", "rule", kOutcome, compact(outcome.when.source())),
             text("because", "because", outcome.because), number("severity", "severity", outcome.severity),
             list("actions", "actions", kOutcome, outcome.actions),
             list("violates", "violates", kOutcome, outcome.violates),
             value("team", "team", kOutcome, outcome.team),
             value("approval", "approval", kOutcome, outcome.approval)},
            {},
            {}};
}

DiffEntry of_clock(const Clock& clock) {
    return {clock.id,
            clock.id,
            "",
            clock.title,
            "",
            "",
            {text("title", "title", clock.title), value("duration", "duration", kOutcome, clock.duration),
             value("calendar", "calendar", kOutcome, clock.calendar, clock.calendar == "24/7"),
             list("starts", "starts at", kOutcome, clock.starts),
             list("pauses", "pauses at", kOutcome, clock.pauses),
             list("resumes", "resumes at", kOutcome, clock.resumes),
             list("stops", "stops at", kOutcome, clock.stops), text("source", "source", clock.source),
             value("basis", "basis", kWords, clock.basis)},
            {},
            {}};
}

DiffEntry of_action(const Action& action) {
    return {action.id,
            action.id,
            "",
            action.label,
            "",
            "",
            {text("label", "label", action.label), value("effect", "effect", kOutcome, name(action.effect)),
             number("strikes", "strikes", action.strikes)},
            {},
            {}};
}

// The label is the consequence itself, so it is more than words.
DiffEntry of_step(const StrikeStep& step) {
    const std::string strikes = std::to_string(step.strikes);
    return {strikes,
            strikes,
            "",
            step.label,
            "",
            "",
            {{"label", "consequence", DiffForm::text, kOutcome, step.label},
             value("lasts", "lasts", kOutcome, step.lasts)},
            {},
            {}};
}

DiffEntry of_team(const Team& team) {
    return {team.id,
            team.id,
            "",
            team.title,
            "",
            "",
            {text("title", "title", team.title), text("consult", "when to ask it", team.consult)},
            {},
            {}};
}

DiffEntry of_consult(const Consult& consult) {
    return {
        consult.id,
        consult.id,
        "",
        consult.text,
        "",
        "",
        {value("team", "team", kOutcome, consult.team),
         data("when", "rule", kOutcome, compact(consult.when.source())), text("text", "text", consult.text)},
        {},
        {}};
}

DiffEntry of_reply(const Reply& reply) {
    return {reply.id,
            reply.id,
            "",
            reply.subject,
            "",
            "",
            {value("audience", "audience", kWords, reply.audience),
             value("language", "language", kWords, reply.language),
             list("outcomes", "outcomes", kWords, reply.outcomes), text("subject", "subject", reply.subject),
             text("body", "body", reply.body)},
            {},
            {}};
}

DiffEntry of_test(const PackTest& test) {
    return {test.name,
            test.name,
            "",
            test.name,
            "",
            "",
            {value("expect", "expect", kWords, test.expect),
             data("answers", "answers", kWords, compact(test.answers)),
             data("case", "facts", kWords, compact(test.facts))},
            {},
            {}};
}

}  // namespace

std::vector<DiffEntries> diff_entries(const Pack& pack) {
    std::vector<DiffEntries> out;
    out.push_back({DiffKind::pack, kWords, false, kWords, {of_pack(pack)}});

    DiffEntries sections{DiffKind::section, kWords, false, kWords, {}};
    for (std::size_t i = 0; i < pack.sections.size(); ++i)
        sections.all.push_back(of_section(pack.sections[i], place_of("/sections", i)));
    out.push_back(std::move(sections));

    DiffEntries questions{DiffKind::question, kOutcome, true, kOutcome, {}};
    for (std::size_t i = 0; i < pack.questions.size(); ++i)
        questions.all.push_back(of_question(pack.questions[i], place_of("/questions", i)));
    out.push_back(std::move(questions));

    out.push_back(entries(DiffKind::outcome, kOutcome, pack.outcomes, "/outcomes", "", of_outcome));
    out.back().ordered = true;
    out.back().order = kOutcome;
    out.push_back(entries(DiffKind::clock, kOutcome, pack.clocks, "/clocks", "", of_clock));
    out.push_back(entries(DiffKind::action, kOutcome, pack.actions, "/actions", "", of_action));
    out.push_back(
        entries(DiffKind::strike_step, kOutcome, pack.strike_ladder, "/strike_ladder", "", of_step));
    out.push_back(entries(DiffKind::team, kWords, pack.teams, "/teams", "", of_team));
    out.push_back(entries(DiffKind::consult, kOutcome, pack.consults, "/consults", "", of_consult));
    out.push_back(entries(DiffKind::reply, kWords, pack.replies, "/replies", "", of_reply));
    out.push_back(entries(DiffKind::test, kWords, pack.tests, "/tests", "", of_test));
    return out;
}

}  // namespace casement::policy
