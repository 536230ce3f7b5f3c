// The tree that assistive technology, tests and the keyboard see. web/js/semantics.js is the other half.
#pragma once

#include <app/ports.hpp>

#include <unordered_map>

namespace casement::web {

class SemanticTree final : public app::SemanticsPort {
  public:
    void upsert(const app::Node& node) override;
    void remove(std::uint32_t id) override;
    void commit() override;
};

// Where each interactive node stands, for the audit; kept only in audited builds.
const std::unordered_map<std::uint32_t, app::Rect>& interactive_nodes();

}  // namespace casement::web

extern "C" {
// One word a field, in this order; semantics.js reads them by position. Strings are a pointer and a length.
struct WebNode {
    unsigned id, parent;
    int index, role;
    const char* name;
    int name_bytes;
    const char* description;
    int description_bytes;
    const char* key;
    int key_bytes;
    const char* shortcut;
    int shortcut_bytes;
    float x, y, w, h;
    int checked, selected, expanded, pressed;
    int flags;  // 1 disabled, 2 current, 4 modal, 8 hidden visually
    int tab, row_index, row_count, position, set_size;
    float value, scroll_y, scroll_height;
};
void web_semantics_upsert(const WebNode* node);
void web_semantics_remove(unsigned id);
void web_semantics_commit();
void web_semantics_focus(const char* name, int bytes);
}
