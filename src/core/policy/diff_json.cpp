// The shape is docs/schemas/diff.schema.json.
#include <core/policy/diff.hpp>

namespace casement::policy {
namespace {

Json to_json(const PackDiff::Side& side) {
    return {{"id", side.id},
            {"version", side.version},
            {"effective", side.effective},
            {"title", side.title},
            {"tests", side.tests}};
}

Json to_json(const DiffField& field) {
    Json out = {
        {"key", field.key}, {"name", field.name}, {"form", name(field.form)}, {"weight", name(field.weight)}};
    if (!field.before.empty()) out["before"] = field.before;
    if (!field.after.empty()) out["after"] = field.after;
    for (const DiffSpan& span : field.spans)
        out["spans"].push_back({{"kind", name(span.kind)}, {"text", span.text}});
    return out;
}

Json to_json(const DiffItem& item) {
    Json out = {{"kind", name(item.kind)}, {"change", name(item.change)}, {"weight", name(item.weight)},
                {"id", item.id},           {"label", item.label},         {"place", item.place}};
    if (!item.parent.empty()) out["parent"] = item.parent;
    if (!item.parent_label.empty()) out["parent_label"] = item.parent_label;
    if (!item.note.empty()) out["note"] = item.note;
    out["fields"] = Json::array();
    for (const DiffField& field : item.fields) out["fields"].push_back(to_json(field));
    return out;
}

Json counts(const PackDiff& diff) {
    Json out = Json::object();
    for (std::size_t k = 0; k < kDiffKinds; ++k) {
        const auto kind = static_cast<DiffKind>(k);
        if (diff.count(kind) == 0) continue;
        for (std::size_t c = 0; c < kDiffChanges; ++c)
            out[name(kind)][name(static_cast<DiffChange>(c))] = diff.counts[k][c];
    }
    return out;
}

}  // namespace

Json to_json(const PackDiff& diff) {
    Json out = {
        {"casement_diff", 1},
        {"before", to_json(diff.before)},
        {"after", to_json(diff.after)},
        {"scope", name(diff.scope)},
        {"same", diff.same()},
        {"counts", counts(diff)},
        {"weights", {{"outcome", diff.count(DiffWeight::outcome)}, {"words", diff.count(DiffWeight::words)}}},
        {"cut", diff.cut}};
    out["items"] = Json::array();
    for (const DiffItem& item : diff.items) out["items"].push_back(to_json(item));
    return out;
}

}  // namespace casement::policy
