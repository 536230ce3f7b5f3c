#include <core/json/canonical.hpp>
#include <core/policy/diff_entries.hpp>

namespace casement::policy {
namespace {

constexpr auto kOutcome = DiffWeight::outcome;
constexpr auto kWords = DiffWeight::words;

std::string joined(const std::vector<std::string>& all, const char* between = ", ") {
    std::string out;
    for (const std::string& one : all) {
        if (!out.empty()) out += between;
        out += one;
    }
    return out;
}

DiffEntry named(const std::string& id, const std::string& label) {
    DiffEntry entry;
    entry.match = entry.id = id;
    entry.label = label;
    return entry;
}

// Writes the members of an entry. Functions and no tables of values: a table would be code to copy and to
// destroy each text at every place where it stands.
class Members {
  public:
    explicit Members(DiffEntry& entry) : all_(entry.members) {}

    void text(const char* key, const char* name, const std::string& value, DiffWeight weight = kWords) {
        add(key, name, DiffForm::text, weight, value);
    }
    void value(const char* key, const char* name, DiffWeight weight, const std::string& value,
               bool usual = false) {
        add(key, name, DiffForm::value, weight, value);
        all_.back().usual = usual;
    }
    void number(const char* key, const char* name, int number) {
        value(key, name, kOutcome, std::to_string(number), number == 0);
    }
    void list(const char* key, const char* name, DiffWeight weight, const std::vector<std::string>& all) {
        add(key, name, DiffForm::list, weight, joined(all));
    }
    void rule(const char* key, const char* name, const json::Rule& rule) {
        data(key, name, kOutcome, rule.source());
    }
    void data(const char* key, const char* name, DiffWeight weight, const Json& json) {
        const auto text = json::canonical(json);
        add(key, name, DiffForm::json, weight, text ? *text : std::string());
    }
    void nothing(const char* key, const char* name, DiffWeight weight) {
        add(key, name, DiffForm::json, weight, {});
    }

  private:
    void add(const char* key, const char* name, DiffForm form, DiffWeight weight, const std::string& value) {
        DiffMember& member = all_.emplace_back();
        member.key = key;
        member.name = name;
        member.form = form;
        member.weight = weight;
        member.value = value;
    }

    std::vector<DiffMember>& all_;
};

// An empty list of a pack, to be filled with what its entries are.
DiffEntries& begin(std::vector<DiffEntries>& lists, DiffKind kind, DiffWeight weight) {
    DiffEntries& list = lists.emplace_back();
    list.kind = kind;
    list.weight = weight;
    return list;
}

// Takes an entry into a list: its place is the next one.
void take(DiffEntries& list, DiffEntry&& entry, const char* within, const std::string& parent_place = {}) {
    entry.place = parent_place + within + std::to_string(list.all.size());
    list.all.push_back(std::move(entry));
}

void add_contents(DiffEntry& entry, const char* key, const char* name, DiffForm form, DiffWeight weight,
                  const std::string& value) {
    entry.contents.emplace_back() = {key, name, form, weight, value, false};
}

// What the inner entries are, by their labels.
void add_labels(DiffEntry& entry, const char* key, const char* name, const DiffEntries& inner) {
    std::vector<std::string> all;
    for (const DiffEntry& one : inner.all) all.push_back(one.label);
    add_contents(entry, key, name, DiffForm::list, inner.weight, joined(all, "; "));
}

DiffEntry of_pack(const Pack& pack) {
    DiffEntry entry = named(pack.id, pack.title);
    entry.match.clear();  // there is one
    Members to(entry);
    to.value("id", "id", kWords, pack.id);
    to.value("version", "version", kWords, pack.version);
    to.value("effective", "in force from", kWords, pack.effective);
    to.value("supersedes", "supersedes", kWords, pack.supersedes);
    to.text("title", "title", pack.title);
    to.text("summary", "summary", pack.summary);
    to.text("notice", "notice", pack.notice);
    to.value("language", "language", kWords, pack.language);
    to.value("area", "area", kWords, pack.area);
    return entry;
}

DiffEntry of_example(const Example& example) {
    DiffEntry entry = named(example.text, example.text);
    entry.id.clear();
    Members to(entry);
    to.value("language", "language", kWords, example.language);
    to.value("verdict", "verdict", kWords, example.verdict);
    to.text("why", "why", example.why);
    if (example.answers.is_null())
        to.nothing("answers", "answers", kWords);
    else
        to.data("answers", "answers", kWords, example.answers);
    if (example.facts.empty())
        to.nothing("case", "facts", kWords);
    else
        to.data("case", "facts", kWords, example.facts);
    return entry;
}

void add_section_lists(DiffEntry& entry, const Section& section, const std::string& place) {
    DiffEntries& definitions = begin(entry.inner, DiffKind::definition, kWords);
    for (const Definition& one : section.definitions) {
        DiffEntry inner = named(one.term, one.term);
        Members(inner).text("text", "definition", one.text);
        take(definitions, std::move(inner), "/definitions/", place);
    }
    add_labels(entry, "definitions", "definitions", definitions);

    DiffEntries& exceptions = begin(entry.inner, DiffKind::exception, kWords);
    for (const Exception& one : section.exceptions) {
        DiffEntry inner = named(one.id, one.title);
        Members(inner).text("title", "title", one.title);
        Members(inner).text("text", "exception", one.text);
        take(exceptions, std::move(inner), "/exceptions/", place);
    }
    add_labels(entry, "exceptions", "exceptions", exceptions);

    DiffEntries& examples = begin(entry.inner, DiffKind::example, kWords);
    for (const Example& one : section.examples) take(examples, of_example(one), "/examples/", place);
    const std::string count = examples.all.empty() ? "" : std::to_string(examples.all.size());
    add_contents(entry, "examples", "examples", DiffForm::value, kWords, count);

    for (DiffEntries& list : entry.inner)
        for (DiffEntry& inner : list.all) inner.parent = section.id;
}

DiffEntry of_section(const Section& section, const std::string& place) {
    DiffEntry entry = named(section.id, section.title);
    entry.note = section.changes;
    Members to(entry);
    to.text("title", "title", section.title);
    to.value("chapter", "chapter", kWords, section.chapter);
    to.text("rule", "rule text", section.rule);
    to.list("see", "see also", kWords, section.see);
    to.text("changes", "changes", section.changes);
    to.value("dsa_category", "DSA category", kWords, section.dsa_category);
    to.value("dsa_ground", "DSA ground", kWords, section.dsa_ground);
    add_section_lists(entry, section, place);
    return entry;
}

DiffEntry of_option(const Option& option, const std::string& question) {
    DiffEntry entry = named(option.id, option.label);
    entry.parent = question;
    Members to(entry);
    to.text("label", "label", option.label);
    to.text("help", "help", option.help);
    std::vector<std::string> needs;
    if (option.needs_evidence) needs.push_back("evidence");
    if (option.needs_note) needs.push_back("note");
    to.list("needs", "needs", kOutcome, needs);
    return entry;
}

DiffEntry of_question(const Question& question, const std::string& place) {
    DiffEntry entry = named(question.id, question.text);
    entry.parent = question.section;
    Members to(entry);
    to.text("text", "question", question.text);
    to.value("section", "section", kWords, question.section);
    to.value("kind", "kind of answer", kOutcome, name(question.kind));
    to.text("help", "help", question.help);
    if (question.always || question.ask_when.source() == Json(true))
        to.nothing("ask_when", "ask when", kOutcome);
    else
        to.rule("ask_when", "ask when", question.ask_when);
    to.text("because", "asked because", question.because);
    to.value("required", "required", kOutcome, question.required ? "yes" : "no", question.required);

    DiffEntries& options = begin(entry.inner, DiffKind::option, kOutcome);
    for (const Option& one : question.options) take(options, of_option(one, question.id), "/options/", place);
    options.ordered = true;
    // The answer to "many" has the options' order, and rules may read it.
    options.order = question.kind == QuestionKind::many ? kOutcome : kWords;
    if (question.kind != QuestionKind::yes_no) add_labels(entry, "options", "options", options);
    return entry;
}

DiffEntry of_outcome(const Outcome& outcome) {
    DiffEntry entry = named(outcome.id, outcome.label);
    Members to(entry);
    to.text("label", "label", outcome.label);
    to.value("effect", "effect", kOutcome, name(outcome.effect));
    to.rule("when", "rule", outcome.when);
    to.text("because", "because", outcome.because);
    to.number("severity", "severity", outcome.severity);
    to.list("actions", "actions", kOutcome, outcome.actions);
    to.list("violates", "violates", kOutcome, outcome.violates);
    to.value("team", "team", kOutcome, outcome.team);
    to.value("approval", "approval", kOutcome, outcome.approval);
    return entry;
}

DiffEntry of_clock(const Clock& clock) {
    DiffEntry entry = named(clock.id, clock.title);
    Members to(entry);
    to.text("title", "title", clock.title);
    to.value("duration", "duration", kOutcome, clock.duration);
    to.value("calendar", "calendar", kOutcome, clock.calendar, clock.calendar == "24/7");
    to.list("starts", "starts at", kOutcome, clock.starts);
    to.list("pauses", "pauses at", kOutcome, clock.pauses);
    to.list("resumes", "resumes at", kOutcome, clock.resumes);
    to.list("stops", "stops at", kOutcome, clock.stops);
    to.text("source", "source", clock.source);
    to.value("basis", "basis", kWords, clock.basis);
    return entry;
}

DiffEntry of_action(const Action& action) {
    DiffEntry entry = named(action.id, action.label);
    Members to(entry);
    to.text("label", "label", action.label);
    to.value("effect", "effect", kOutcome, name(action.effect));
    to.number("strikes", "strikes", action.strikes);
    return entry;
}

// The label is the consequence itself, so it is more than words.
DiffEntry of_step(const StrikeStep& step) {
    DiffEntry entry = named(std::to_string(step.strikes), step.label);
    Members to(entry);
    to.text("label", "consequence", step.label, kOutcome);
    to.value("lasts", "lasts", kOutcome, step.lasts);
    return entry;
}

DiffEntry of_team(const Team& team) {
    DiffEntry entry = named(team.id, team.title);
    Members to(entry);
    to.text("title", "title", team.title);
    to.text("consult", "when to ask it", team.consult);
    return entry;
}

DiffEntry of_consult(const Consult& consult) {
    DiffEntry entry = named(consult.id, consult.text);
    Members to(entry);
    to.value("team", "team", kOutcome, consult.team);
    to.rule("when", "rule", consult.when);
    to.text("text", "text", consult.text);
    return entry;
}

DiffEntry of_reply(const Reply& reply) {
    DiffEntry entry = named(reply.id, reply.subject);
    Members to(entry);
    to.value("audience", "audience", kWords, reply.audience);
    to.value("language", "language", kWords, reply.language);
    to.list("outcomes", "outcomes", kWords, reply.outcomes);
    to.text("subject", "subject", reply.subject);
    to.text("body", "body", reply.body);
    return entry;
}

DiffEntry of_test(const PackTest& test) {
    DiffEntry entry = named(test.name, test.name);
    Members to(entry);
    to.value("expect", "expect", kWords, test.expect);
    to.data("answers", "answers", kWords, test.answers);
    to.data("case", "facts", kWords, test.facts);
    return entry;
}

void add_checklist(std::vector<DiffEntries>& out, const Pack& pack) {
    DiffEntries& sections = begin(out, DiffKind::section, kWords);
    for (const Section& one : pack.sections)
        take(sections, of_section(one, "/sections/" + std::to_string(sections.all.size())), "/sections/");

    DiffEntries& questions = begin(out, DiffKind::question, kOutcome);
    for (const Question& one : pack.questions)
        take(questions, of_question(one, "/questions/" + std::to_string(questions.all.size())),
             "/questions/");
    questions.ordered = true;
    questions.order = kOutcome;

    DiffEntries& outcomes = begin(out, DiffKind::outcome, kOutcome);
    for (const Outcome& one : pack.outcomes) take(outcomes, of_outcome(one), "/outcomes/");
    outcomes.ordered = true;
    outcomes.order = kOutcome;
}

template <class T>
void add(std::vector<DiffEntries>& out, DiffKind kind, DiffWeight weight, const std::vector<T>& all,
         const char* list, DiffEntry (*read)(const T&)) {
    DiffEntries& entries = begin(out, kind, weight);
    for (const T& one : all) take(entries, read(one), list);
}

}  // namespace

std::vector<DiffEntries> diff_entries(const Pack& pack) {
    std::vector<DiffEntries> out;
    begin(out, DiffKind::pack, kWords).all.push_back(of_pack(pack));
    add_checklist(out, pack);
    add(out, DiffKind::clock, kOutcome, pack.clocks, "/clocks/", of_clock);
    add(out, DiffKind::action, kOutcome, pack.actions, "/actions/", of_action);
    add(out, DiffKind::strike_step, kOutcome, pack.strike_ladder, "/strike_ladder/", of_step);
    add(out, DiffKind::team, kWords, pack.teams, "/teams/", of_team);
    add(out, DiffKind::consult, kOutcome, pack.consults, "/consults/", of_consult);
    add(out, DiffKind::reply, kWords, pack.replies, "/replies/", of_reply);
    add(out, DiffKind::test, kWords, pack.tests, "/tests/", of_test);
    return out;
}

}  // namespace casement::policy
