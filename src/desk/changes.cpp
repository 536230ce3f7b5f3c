#include <core/policy/words.hpp>

#include <desk/changes.hpp>

namespace casement::desk {
namespace {

Json heading(int level, const std::string& text) {
    return {{"type", "heading"}, {"level", level}, {"text", text}};
}

Json block(const char* type, const std::string& text) {
    return {{"type", type}, {"text", text}};
}

Json field_block(const policy::DiffField& field) {
    Json spans = Json::array();
    if (field.spans.empty()) {
        if (!field.before.empty()) spans.push_back({{"change", "removed"}, {"text", field.before}});
        if (!field.after.empty()) spans.push_back({{"change", "added"}, {"text", field.after}});
    }
    for (const auto& span : field.spans)
        spans.push_back({{"change", policy::name(span.kind)}, {"text", span.text}});
    return {{"type", "words"}, {"label", field.name}, {"spans", std::move(spans)}};
}

void add_item(Json& children, const policy::DiffItem& item) {
    children.push_back(heading(3, std::string(policy::name(item.change)) + " " +
                                      policy::fact_words(policy::name(item.kind)) +
                                      (item.label.empty() ? "" : ": ") + item.label));
    if (!item.note.empty()) children.push_back(block("prose", item.note));
    for (const auto& field : item.fields) {
        if (policy::worth_a_line(item, field)) children.push_back(field_block(field));
    }
}

}  // namespace

Json changes_document(const policy::PackDiff& changes) {
    Json blocks = Json::array();
    blocks.push_back(
        heading(2, changes.after.title + ": " + changes.before.version + " to " + changes.after.version));
    blocks.push_back(block("lead", std::to_string(changes.count(policy::DiffWeight::outcome)) +
                                       " changes can change what is decided, " +
                                       std::to_string(changes.count(policy::DiffWeight::words)) +
                                       " are words only"));
    for (const auto& part : policy::grouped(changes)) {
        Json children = Json::array();
        for (const auto& head : part.heads) {
            if (head.item)
                add_item(children, *head.item);
            else
                children.push_back(heading(3, std::string(head.label)));
            for (const auto* inner : head.inner) add_item(children, *inner);
        }
        blocks.push_back({{"type", "section"},
                          {"id", part.title},
                          {"title", std::string(part.title) + " that changed"},
                          {"children", std::move(children)}});
    }
    return blocks;
}

}  // namespace casement::desk
