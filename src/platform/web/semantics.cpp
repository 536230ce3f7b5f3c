#include <platform/web/backend.hpp>
#include <platform/web/gate.hpp>
#include <platform/web/semantics.hpp>

#include <emscripten/emscripten.h>

namespace casement::web {
namespace {

static_assert(sizeof(void*) == 4 && sizeof(WebNode) == 29 * 4, "semantics.js reads 29 words");

int bytes_of(const std::string& text) {
    return static_cast<int>(text.size());
}

std::unordered_map<std::uint32_t, app::Rect> g_interactive;

}  // namespace

const std::unordered_map<std::uint32_t, app::Rect>& interactive_nodes() {
    return g_interactive;
}

void SemanticTree::upsert(const app::Node& node) {
    WebNode wire{};
    wire.id = node.id;
    wire.parent = node.parent;
    wire.index = node.index;
    wire.role = static_cast<int>(node.role);
    wire.name = node.name.c_str();
    wire.name_bytes = bytes_of(node.name);
    wire.description = node.description.c_str();
    wire.description_bytes = bytes_of(node.description);
    wire.key = node.key.c_str();
    wire.key_bytes = bytes_of(node.key);
    wire.shortcut = node.shortcut.c_str();
    wire.shortcut_bytes = bytes_of(node.shortcut);
    wire.x = node.rect.x;
    wire.y = node.rect.y;
    wire.w = node.rect.w;
    wire.h = node.rect.h;
    wire.checked = node.checked;
    wire.selected = node.selected;
    wire.expanded = node.expanded;
    wire.pressed = node.pressed;
    wire.flags = (node.disabled ? 1 : 0) | (node.current ? 2 : 0) | (node.modal ? 4 : 0) |
                 (node.hidden_visually ? 8 : 0);
    wire.tab = node.tab;
    wire.row_index = node.row_index;
    wire.row_count = node.row_count;
    wire.position = node.position;
    wire.set_size = node.set_size;
    wire.value = node.value;
    wire.scroll_y = node.scroll_y;
    wire.scroll_height = node.scroll_height;
    web_semantics_upsert(&wire);
#ifdef IMGUI_ENABLE_TEST_ENGINE
    g_interactive[node.id] = node.rect;
#endif
}

void SemanticTree::remove(std::uint32_t id) {
    web_semantics_remove(id);
    g_interactive.erase(id);
}

void SemanticTree::commit() {
    web_semantics_commit();
}

}  // namespace casement::web

using namespace casement;

extern "C" {

EMSCRIPTEN_KEEPALIVE void web_on_activate(unsigned id) {
    web::tell([id](app::Console& console) { console.activate(id); });
    web::wake();
}

EMSCRIPTEN_KEEPALIVE void web_on_focus(unsigned id) {
    web::tell([id](app::Console& console) { console.focus(id); });
    web::wake();
}

EMSCRIPTEN_KEEPALIVE void web_on_scroll(unsigned id, float y) {
    web::tell([id, y](app::Console& console) { console.scroll(id, y); });
    web::wake();
}

}  // extern "C"
