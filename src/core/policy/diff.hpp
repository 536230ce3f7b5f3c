// What changed between two versions of a policy pack, as plain data for the console, reports and programs.
// Guide: docs/policy-diff.md; as JSON: docs/schemas/diff.schema.json.
//
// Entries are matched by their id and never by likeness: an entry with a new id is one removed and one added.
// What has no id is matched by what names it: a definition by its term, an example by its text, a strike step
// by its number. Deterministic; bounded in items, in the work on words, and linear in the packs otherwise.
#pragma once

#include <core/policy/diff_words.hpp>
#include <core/policy/pack.hpp>

#include <array>

namespace casement::policy {

// In the order of the report.
enum class DiffKind {
    pack,
    section,
    definition,
    exception,
    example,
    question,
    option,
    outcome,
    clock,
    action,
    strike_step,
    team,
    consult,
    reply,
    test
};
constexpr std::size_t kDiffKinds = 15;
const char* name(DiffKind);    // "strike_step"
const char* plural(DiffKind);  // "Strike steps", for people

enum class DiffChange {
    added,
    removed,
    changed,  // a member differs; it may have moved besides
    moved     // nothing but its place among the others
};
constexpr std::size_t kDiffChanges = 4;
const char* name(DiffChange);

// outcome: it can change what is decided for the same case and answers, which questions are asked, or what
// must be given; words: texts for people. Words may still change how a person answers.
enum class DiffWeight { outcome, words };
const char* name(DiffWeight);

// What is compared: everything, or one of the weights only.
enum class DiffScope { all, outcome, words };
const char* name(DiffScope);

// How a value is to be shown: text and list (comma separated) as words, value as a whole, json as code.
enum class DiffForm { text, value, list, json };
const char* name(DiffForm);

struct DiffField {
    const char* key;   // the member in the format ("ask_when"), or "position"
    const char* name;  // for people: "ask when"
    DiffForm form = DiffForm::text;
    DiffWeight weight = DiffWeight::words;
    std::string before, after;  // empty: absent. Rules as compact JSON; an absent ask_when is "always asked"
    std::vector<DiffSpan> spans;  // where both are there and the form is not value
};

struct DiffItem {
    DiffKind kind = DiffKind::pack;
    DiffChange change = DiffChange::changed;
    DiffWeight weight = DiffWeight::words;
    std::string id;  // empty for an example
    // The id of the question an option belongs to, of the section a question, definition, exception or
    // example belongs to; empty for the others.
    std::string parent, parent_label;
    std::string label;              // the new one, for people
    std::string place;              // JSON pointer in the new pack, in the old one when removed
    std::string note;               // of a section: the new pack's own words on what changed
    std::vector<DiffField> fields;  // what differs; of what was added or removed, all that it has
};

struct PackDiff {
    struct Side {
        std::string id, version, effective, title;
        std::size_t tests = 0;
    };
    Side before, after;
    DiffScope scope = DiffScope::all;
    // By kind, each entry after its parent, in the order of the new pack; removed ones after their fellows.
    // Tests are counted only.
    std::vector<DiffItem> items;
    std::array<std::array<std::size_t, kDiffChanges>, kDiffKinds> counts{};  // [kind][change]
    std::array<std::size_t, 2> weights{};  // items by weight; of tests, none
    bool cut = false;                      // there were more than kMaxDiffItems; the counts hold all of them

    std::size_t count(DiffKind kind, DiffChange change) const {
        return counts[static_cast<std::size_t>(kind)][static_cast<std::size_t>(change)];
    }
    std::size_t count(DiffKind kind) const;
    std::size_t count(DiffWeight weight) const { return weights[static_cast<std::size_t>(weight)]; }
    bool same() const;  // nothing differs within the scope
};

constexpr std::size_t kMaxDiffItems = 10'000;

// Moved are as few entries as explain the new order (the others are a longest common subsequence); looked at
// are the questions and options, whose order is that of the checklist, and the outcomes, whose order decides.
PackDiff diff(const Pack& before, const Pack& after, DiffScope scope = DiffScope::all);

// The items as a reader wants them: by group, each beside what it is part of. The pointers lead into `diff`.
struct DiffHead {
    std::string_view id, label;
    const DiffItem* item = nullptr;  // null where only inner ones differ
    std::vector<const DiffItem*> inner;
};
struct DiffGroup {
    const char* title;  // "Sections", "Questions", "Outcomes", "Clocks", "Actions and strikes", ...
    std::vector<DiffHead> heads;
};
std::vector<DiffGroup> grouped(const PackDiff& diff);  // groups with something in them

// Whether a report should show the field: not what the item's label or note says already, nor the answers of
// an example that is new or gone.
bool worth_a_line(const DiffItem& item, const DiffField& field);

Json to_json(const PackDiff& diff);

// For a change log. Texts of the packs are escaped; words are marked with <del> and <ins>.
std::string to_markdown(const PackDiff& diff);

}  // namespace casement::policy
