#include <core/base/sorted.hpp>
#include <core/policy/diff.hpp>
#include <core/policy/diff_entries.hpp>

#include <algorithm>

namespace casement::policy {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Which entry of one version is which of the other.
struct Matched {
    std::vector<std::size_t> partner;  // of each new entry, the old one or kNone
    std::vector<bool> kept;            // of each old entry
};

std::vector<std::pair<std::string_view, std::size_t>> sorted_matches(const DiffEntries& entries) {
    std::vector<std::pair<std::string_view, std::size_t>> out;
    for (std::size_t i = 0; i < entries.all.size(); ++i) out.emplace_back(entries.all[i].match, i);
    heap_sort(out);
    return out;
}

Matched match(const DiffEntries& old, const DiffEntries& now) {
    Matched out{std::vector<std::size_t>(now.all.size(), kNone), std::vector<bool>(old.all.size(), false)};
    const auto a = sorted_matches(old), b = sorted_matches(now);
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        const int order = a[i].first.compare(b[k].first);
        if (order == 0) {
            out.partner[b[k].second] = a[i].second;
            out.kept[a[i].second] = true;
        }
        i += order <= 0;
        k += order >= 0;
    }
    return out;
}

// Of the new entries that were kept, those that have not moved: a longest rising sequence of their old
// places (M. L. Fredman, On computing the length of longest increasing subsequences, 1975).
std::vector<bool> unmoved(const std::vector<std::size_t>& partner) {
    std::vector<std::size_t> ends;  // ends[n]: the entry that ends a rising sequence of n + 1 lowest
    std::vector<std::size_t> previous(partner.size(), kNone);
    for (std::size_t i = 0; i < partner.size(); ++i) {
        if (partner[i] == kNone) continue;
        const auto at =
            std::lower_bound(ends.begin(), ends.end(), partner[i],
                             [&](std::size_t end, std::size_t place) { return partner[end] < place; });
        if (at != ends.begin()) previous[i] = *(at - 1);
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    std::vector<bool> out(partner.size(), false);
    for (std::size_t i = ends.empty() ? kNone : ends.back(); i != kNone; i = previous[i]) out[i] = true;
    return out;
}

// Where each entry stands among those that stayed: "after intent", or "before target" at the beginning.
std::vector<std::string> positions(const DiffEntries& entries, const std::vector<bool>& stayed) {
    std::vector<std::string> out(entries.all.size());
    std::size_t last = kNone;
    const auto first =
        static_cast<std::size_t>(std::find(stayed.begin(), stayed.end(), true) - stayed.begin());
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (last != kNone)
            out[i] = "after " + entries.all[last].id;
        else if (first < out.size())
            out[i] = "before " + entries.all[first].id;
        if (stayed[i]) last = i;
    }
    return out;
}

class Comparison {
  public:
    Comparison(PackDiff& out, DiffScope scope) : out_(out), scope_(scope) {}

    void lists(const std::vector<DiffEntries>& old, const std::vector<DiffEntries>& now) {
        for (std::size_t i = 0; i < old.size(); ++i) list(old[i], now[i]);
    }

  private:
    bool wanted(DiffWeight weight) const {
        return scope_ == DiffScope::all || (scope_ == DiffScope::outcome) == (weight == DiffWeight::outcome);
    }

    void list(const DiffEntries& old, const DiffEntries& now) {
        const Matched matched = match(old, now);
        std::vector<std::string> old_places, new_places;
        std::vector<bool> stayed;
        if (now.ordered && wanted(now.order)) {
            stayed = unmoved(matched.partner);
            std::vector<bool> old_stayed(old.all.size(), false);
            for (std::size_t i = 0; i < stayed.size(); ++i)
                if (stayed[i]) old_stayed[matched.partner[i]] = true;
            old_places = positions(old, old_stayed);
            new_places = positions(now, stayed);
        }
        for (std::size_t i = 0; i < now.all.size(); ++i) {
            const std::size_t was = matched.partner[i];
            if (was == kNone) {
                whole(now.kind, DiffChange::added, now.weight, now.all[i]);
                continue;
            }
            DiffItem item;
            item.kind = now.kind;
            members(item, old.all[was], now.all[i]);
            if (!stayed.empty() && !stayed[i]) {
                if (item.fields.empty()) item.change = DiffChange::moved;
                item.fields.push_back(
                    {"position", "position", DiffForm::value, now.order, old_places[was], new_places[i], {}});
            }
            kept(std::move(item), now.all[i]);
            lists(old.all[was].inner, now.all[i].inner);
        }
        for (std::size_t i = 0; i < old.all.size(); ++i)
            if (!matched.kept[i]) whole(old.kind, DiffChange::removed, old.weight, old.all[i]);
    }

    void members(DiffItem& item, const DiffEntry& old, const DiffEntry& now) const {
        for (std::size_t i = 0; i < now.members.size(); ++i) {
            const DiffMember &a = old.members[i], &b = now.members[i];
            if (a.value == b.value || !wanted(b.weight)) continue;
            item.fields.push_back({b.key, b.name, b.form, b.weight, a.value, b.value, {}});
        }
    }

    void kept(DiffItem item, const DiffEntry& now) {
        if (item.fields.empty()) return;
        for (const DiffField& field : item.fields)
            if (field.weight == DiffWeight::outcome) item.weight = DiffWeight::outcome;
        if (!counted(item)) return;
        for (DiffField& field : item.fields) {
            if (field.form == DiffForm::value || field.before.empty() || field.after.empty()) continue;
            const auto words = field.form == DiffForm::json ? WordsOf::json : WordsOf::prose;
            field.spans = word_diff(field.before, field.after, budget_, words);
        }
        add(std::move(item), now);
    }

    // An entry that came or went whole, with all that is worth a word.
    void whole(DiffKind kind, DiffChange change, DiffWeight weight, const DiffEntry& entry) {
        if (!wanted(weight)) return;
        DiffItem item;
        item.kind = kind;
        item.change = change;
        item.weight = weight;
        if (!counted(item)) return;
        for (const auto* some : {&entry.members, &entry.contents}) {
            for (const DiffMember& member : *some) {
                if (member.value.empty() || member.usual) continue;
                item.fields.push_back({member.key, member.name, member.form, member.weight, "", "", {}});
                (change == DiffChange::added ? item.fields.back().after : item.fields.back().before) =
                    member.value;
            }
        }
        add(std::move(item), entry);
    }

    // Whether there is room for it in the list.
    bool counted(const DiffItem& item) {
        ++out_.counts[static_cast<std::size_t>(item.kind)][static_cast<std::size_t>(item.change)];
        if (item.kind == DiffKind::test) return false;
        ++out_.weights[static_cast<std::size_t>(item.weight)];
        if (out_.items.size() < kMaxDiffItems) return true;
        out_.cut = true;
        return false;
    }

    void add(DiffItem item, const DiffEntry& entry) {
        item.id = entry.id;
        item.parent = entry.parent;
        item.label = entry.label;
        item.place = entry.place;
        if (item.change != DiffChange::removed) item.note = entry.note;
        out_.items.push_back(std::move(item));
    }

    PackDiff& out_;
    DiffScope scope_;
    WordBudget budget_;
};

constexpr const char* kKinds[kDiffKinds] = {"pack",        "section", "definition", "exception", "example",
                                            "question",    "option",  "outcome",    "clock",     "action",
                                            "strike_step", "team",    "consult",    "reply",     "test"};
constexpr const char* kPlurals[kDiffKinds] = {
    "Pack",   "Sections", "Definitions",  "Exceptions", "Examples", "Questions", "Options", "Outcomes",
    "Clocks", "Actions",  "Strike steps", "Teams",      "Consults", "Replies",   "Tests"};
constexpr const char* kChanges[kDiffChanges] = {"added", "removed", "changed", "moved"};
constexpr const char* kWeights[] = {"outcome", "words"};
constexpr const char* kScopes[] = {"all", "outcome", "words"};
constexpr const char* kForms[] = {"text", "value", "list", "json"};

}  // namespace

const char* name(DiffKind kind) {
    return kKinds[static_cast<std::size_t>(kind)];
}
const char* plural(DiffKind kind) {
    return kPlurals[static_cast<std::size_t>(kind)];
}
const char* name(DiffChange change) {
    return kChanges[static_cast<std::size_t>(change)];
}
const char* name(DiffWeight weight) {
    return kWeights[static_cast<std::size_t>(weight)];
}
const char* name(DiffScope scope) {
    return kScopes[static_cast<std::size_t>(scope)];
}
const char* name(DiffForm form) {
    return kForms[static_cast<std::size_t>(form)];
}

std::size_t PackDiff::count(DiffKind kind) const {
    std::size_t sum = 0;
    for (const std::size_t one : counts[static_cast<std::size_t>(kind)]) sum += one;
    return sum;
}

bool PackDiff::same() const {
    return weights[0] + weights[1] + count(DiffKind::test) == 0;
}

namespace {

// Items with the same parent stand together, so each parent is looked up about once.
void name_parents(PackDiff& diff, const Pack& before, const Pack& after) {
    const DiffItem* last = nullptr;
    for (DiffItem& item : diff.items) {
        if (item.parent.empty()) continue;
        const bool again = last && last->parent == item.parent && last->kind == item.kind;
        if (again) {
            item.parent_label = last->parent_label;
        } else if (item.kind == DiffKind::option) {
            if (const Question* question = after.question(item.parent)) item.parent_label = question->text;
        } else {
            const Section* section = after.section(item.parent);
            if (!section) section = before.section(item.parent);
            if (section) item.parent_label = section->title;
        }
        last = &item;
    }
}

}  // namespace

PackDiff diff(const Pack& before, const Pack& after, DiffScope scope) {
    PackDiff out;
    out.before = {before.id, before.version, before.effective, before.title, before.tests.size()};
    out.after = {after.id, after.version, after.effective, after.title, after.tests.size()};
    out.scope = scope;
    Comparison(out, scope).lists(diff_entries(before), diff_entries(after));
    name_parents(out, before, after);
    return out;
}

}  // namespace casement::policy
