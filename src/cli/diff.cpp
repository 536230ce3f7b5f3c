// casement diff: what changed between two versions of a policy pack?
#include <cli/pack_file.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <core/bundle/descriptor.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/diff.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <charconv>

namespace casement::cli {
namespace {

using policy::DiffChange;
using policy::DiffField;
using policy::DiffForm;
using policy::DiffItem;
using policy::DiffKind;
using policy::DiffWeight;
using policy::SpanKind;

constexpr std::size_t kContext = 40;  // bytes of unchanged text beside a change
constexpr std::size_t kLabel = 80;
constexpr std::size_t kValue = 200;

std::string line(std::string_view text, std::size_t bytes) {
    return visible(policy::shortened(text, bytes));
}

std::string removed(std::string_view text) {
    return toned(Tone::bad, "[-" + line(text, kValue) + "-]");
}
std::string added(std::string_view text) {
    return toned(Tone::good, "{+" + line(text, kValue) + "+}");
}

// Words as wdiff marks them, so that the marks are there without colour too.
std::string marked(const DiffField& field) {
    std::string out;
    for (const policy::DiffSpan& span : policy::shortened(field.spans, kContext)) {
        out += span.kind == SpanKind::same      ? visible(span.text)
               : span.kind == SpanKind::removed ? removed(span.text)
                                                : added(span.text);
    }
    return out;
}

std::string side(const DiffField& field, const std::string& value) {
    if (value.empty()) return std::string_view(field.key) == "ask_when" ? "always" : "none";
    return line(value, kValue);
}

std::string value_text(const DiffItem& item, const DiffField& field) {
    if (!field.spans.empty()) return marked(field);
    if (item.change == DiffChange::added) return line(field.after, kValue);
    if (item.change == DiffChange::removed) return line(field.before, kValue);
    return side(field, field.before) + " -> " + side(field, field.after);
}

std::string weight_mark(DiffWeight weight) {
    return weight == DiffWeight::outcome ? toned(Tone::warn, "!") : " ";
}

std::string change_mark(DiffChange change) {
    switch (change) {
        case DiffChange::added:
            return toned(Tone::good, "+");
        case DiffChange::removed:
            return toned(Tone::bad, "-");
        case DiffChange::moved:
            return ">";
        case DiffChange::changed:
            break;
    }
    return "~";
}

void print_title(int indent, std::string_view kind, std::string_view id, std::string_view label) {
    std::string shown = line(label, kLabel);
    if (id == label || id.empty()) id = {};
    fmt::print("{:{}}{}{}{}{}\n", "", indent, kind, toned(Tone::strong, visible(id)), id.empty() ? "" : "  ",
               shown);
}

void print_fields(int indent, const DiffItem& item) {
    if (!item.note.empty()) fmt::print("    {:{}}the pack says: {}\n", "", indent, line(item.note, kValue));
    for (const DiffField& field : item.fields) {
        if (!policy::worth_a_line(item, field)) continue;
        const bool whole = item.change == DiffChange::added || item.change == DiffChange::removed;
        fmt::print("  {} {:{}}{} {}\n", whole ? " " : weight_mark(field.weight), "", indent,
                   toned(Tone::faint, std::string(field.name) + ":"), value_text(item, field));
    }
}

void print_item(int indent, const DiffItem& item, std::string_view kind) {
    fmt::print("  {} {:{}}{} ", weight_mark(item.weight), "", indent, change_mark(item.change));
    print_title(0, kind, item.id, item.label);
    print_fields(indent + 4, item);
}

// Of a group with two kinds, the one that is not plain from its heading.
std::string_view head_kind(const DiffItem& item) {
    if (item.kind == DiffKind::consult) return "consult ";
    if (item.kind == DiffKind::strike_step) return "strikes: ";
    return "";
}

void print_head(const policy::DiffHead& head) {
    if (head.item)
        print_item(0, *head.item, head_kind(*head.item));
    else
        print_title(6, "", head.id, head.label);
    for (const DiffItem* item : head.inner) print_item(4, *item, std::string(policy::name(item->kind)) + " ");
}

void print_counts(const policy::PackDiff& diff) {
    fmt::print("{:<14}{:>8}{:>9}{:>9}{:>7}\n", "", "added", "removed", "changed", "moved");
    for (std::size_t k = 0; k < policy::kDiffKinds; ++k) {
        if (diff.count(static_cast<DiffKind>(k)) == 0) continue;
        const auto& of = diff.counts[k];
        const auto shown = [](std::size_t n) { return n ? std::to_string(n) : std::string("."); };
        fmt::print("{:<14}{:>8}{:>9}{:>9}{:>7}\n", policy::plural(static_cast<DiffKind>(k)), shown(of[0]),
                   shown(of[1]), shown(of[2]), shown(of[3]));
    }
}

void print_table(const policy::PackDiff& diff) {
    const auto &a = diff.before, &b = diff.after;
    fmt::print("{} {} -> {}, in force from {}\n", toned(Tone::strong, visible(b.id)), visible(a.version),
               visible(b.version), visible(b.effective));
    if (diff.same()) return fmt::print("{}\n", toned(Tone::good, "nothing differs"));
    const std::string outcome = fmt::format("{} can change what is decided ({})",
                                            diff.count(DiffWeight::outcome), toned(Tone::warn, "!"));
    const std::string words = fmt::format("{} differ in words only", diff.count(DiffWeight::words));
    fmt::print("{}; tests {} -> {}\n\n",
               diff.scope == policy::DiffScope::all       ? outcome + ", " + words
               : diff.scope == policy::DiffScope::outcome ? outcome + ", words left out"
                                                          : words + ", what is decided left out",
               a.tests, b.tests);
    print_counts(diff);
    for (const policy::DiffGroup& group : policy::grouped(diff)) {
        fmt::print("\n{}\n", toned(Tone::strong, group.title));
        for (const policy::DiffHead& head : group.heads) print_head(head);
    }
    if (diff.cut) fmt::print("\nonly the first {} entries are listed\n", policy::kMaxDiffItems);
}

// The number of a calendar version, to see which of two is the later.
std::int64_t version_number(std::string_view version) {
    std::int64_t parts[3] = {0, 0, 0};
    for (std::int64_t& part : parts) {
        const auto dot = version.find('.');
        const std::string_view digits = version.substr(0, dot);
        std::from_chars(digits.data(), digits.data() + digits.size(), part);
        version = dot == std::string_view::npos ? std::string_view() : version.substr(dot + 1);
    }
    return (parts[0] * 100 + parts[1]) * 10'000 + parts[2];
}

void warn(const policy::PackDiff& diff) {
    const auto old_number = version_number(diff.before.version),
               new_number = version_number(diff.after.version);
    if (diff.before.id != diff.after.id) return;
    if (old_number > new_number)
        print_warning({"diff.order", visible(diff.before.version), "the first pack is the later one",
                       "give the older pack first"});
    if (old_number == new_number && !diff.same())
        print_warning({"diff.version", visible(diff.after.version), "the packs differ under one version",
                       "give the changed pack a version of its own"});
}

Result<policy::PackDiff> compare(const Args& args, policy::DiffScope scope) {
    CASEMENT_TRY(const policy::Pack before, read_pack_file(args.files()[0]));
    CASEMENT_TRY(const policy::Pack after, read_pack_file(args.files()[1]));
    if (before.id != after.id && !args.has("--any-ids"))
        return Error{"diff.ids", args.files()[1],
                     "this is the pack " + after.id + ", and the first is " + before.id,
                     "compare versions of one pack, or give --any-ids"};
    return policy::diff(before, after, scope);
}

int usage(const char* place, const char* message) {
    print_error({"usage.value", place, message, "see casement diff --help"});
    return kExitUsage;
}

int diff(const Args& args) {
    const std::string format = args.one("--format").value_or("table");
    const bool outcome = args.has("--outcome-only"), words = args.has("--words-only");
    if (args.files().size() != 2) return usage("", "diff needs two policy packs, the older one first");
    if (outcome && words) return usage("--words-only", "it goes not with --outcome-only");
    if (format != "table" && format != "markdown" && format != "json")
        return usage("--format", "the value must be table, markdown or json");
    const auto found = compare(args, outcome ? policy::DiffScope::outcome
                                     : words ? policy::DiffScope::words
                                             : policy::DiffScope::all);
    if (!found) return print_error(found.error()), kExitUsage;
    warn(*found);
    if (format == "table") {
        print_table(*found);
    } else if (format == "markdown") {
        fmt::print("{}", visible(policy::to_markdown(*found), true));
    } else {
        const auto text = json::canonical(policy::to_json(*found));
        if (!text) return print_error(text.error()), kExitUsage;
        fmt::print("{}\n", *text);
    }
    return found->same() ? kExitGood : kExitFound;
}

}  // namespace

const Verb kDiffVerb{
    "diff",
    "[--format FORM] [--words-only|--outcome-only] [--any-ids] OLD NEW",
    "show what changed between two versions of a policy pack",
    "Compares two packs by section, question, outcome, clock and text, and marks with ! what can change what is\n"
    "decided. Exit code 0: nothing differs; 1: something does; 2: a pack cannot be read, or is of another id.",
    {{"--format", "FORM", "table (default), markdown for a change log, or json"},
     {"--outcome-only", "", "only what can change what is decided"},
     {"--words-only", "", "only what changes texts"},
     {"--any-ids", "", "compare packs with different ids too"}},
    "  casement diff policies/community-standards@2026.05.json policies/community-standards@2026.11.json\n"
    "  casement diff --outcome-only --format markdown old.json new.json",
    diff};

}  // namespace casement::cli
