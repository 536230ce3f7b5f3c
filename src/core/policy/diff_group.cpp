#include <core/policy/diff.hpp>

namespace casement::policy {
namespace {

constexpr const char* kTitles[] = {
    "Pack", "Sections", "Questions", "Outcomes", "Clocks", "Actions and strikes", "Teams", "Replies"};

std::size_t group_of(DiffKind kind) {
    switch (kind) {
        case DiffKind::pack:
            return 0;
        case DiffKind::section:
        case DiffKind::definition:
        case DiffKind::exception:
        case DiffKind::example:
            return 1;
        case DiffKind::question:
        case DiffKind::option:
            return 2;
        case DiffKind::outcome:
            return 3;
        case DiffKind::clock:
            return 4;
        case DiffKind::action:
        case DiffKind::strike_step:
            return 5;
        case DiffKind::team:
        case DiffKind::consult:
            return 6;
        case DiffKind::reply:
        case DiffKind::test:
            break;
    }
    return 7;
}

bool is_inner(DiffKind kind) {
    return kind == DiffKind::definition || kind == DiffKind::exception || kind == DiffKind::example ||
           kind == DiffKind::option;
}

}  // namespace

bool worth_a_line(const DiffItem& item, const DiffField& field) {
    const std::string_view key = field.key;
    if (key == "changes") return item.note.empty();
    if (item.change != DiffChange::added && item.change != DiffChange::removed) return true;
    return field.before + field.after != item.label && !(item.kind == DiffKind::example && key == "answers");
}

std::vector<DiffGroup> grouped(const PackDiff& diff) {
    std::vector<DiffGroup> out;
    std::size_t last = std::size(kTitles);
    for (const DiffItem& item : diff.items) {
        const std::size_t group = group_of(item.kind);
        if (group != last) out.push_back({kTitles[group], {}});
        last = group;
        auto& heads = out.back().heads;
        if (!is_inner(item.kind)) {
            heads.push_back({item.id, item.label, &item, {}});
            continue;
        }
        if (heads.empty() || heads.back().id != item.parent)
            heads.push_back({item.parent, item.parent_label, nullptr, {}});
        heads.back().inner.push_back(&item);
    }
    return out;
}

}  // namespace casement::policy
