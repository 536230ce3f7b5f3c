#include <platform/web/audit.hpp>
#include <platform/web/semantics.hpp>

#include <emscripten/console.h>
#include <imgui.h>
#include <imgui_internal.h>

#ifdef IMGUI_ENABLE_TEST_ENGINE

#include <cstdio>
#include <string>
#include <unordered_map>

namespace {

using casement::app::Rect;

constexpr int kPatienceFrames =
    4;  // a node is pushed at the end of the frame in which its item first appears

struct Sighting {
    int frames = 0;
    int last_frame = 0;
};
std::unordered_map<ImGuiID, Sighting> g_sightings;

bool covers(const Rect& rect, ImVec2 point) {
    return point.x >= rect.x && point.x <= rect.x + rect.w && point.y >= rect.y && point.y <= rect.y + rect.h;
}

bool has_node(ImGuiID id, const ImRect& box) {
    const auto& nodes = casement::web::interactive_nodes();
    if (nodes.contains(id)) return true;
    for (const auto& [node_id, rect] : nodes)
        if (covers(rect, box.GetCenter()) && rect.w <= box.GetWidth() + 32 && rect.h <= box.GetHeight() + 32)
            return true;
    return false;
}

// Windows and their children are items too, but nothing is clicked on them.
bool is_window(const ImGuiContext& context, ImGuiID id) {
    const ImGuiWindow& window = *context.CurrentWindow;
    if (window.IsFallbackWindow) return true;  // ImGui's own, never shown
    if (id == window.MoveId || ImGui::FindWindowByID(id)) return true;
    for (const ImGuiWindow* child : window.DC.ChildWindows)
        if (child->ChildId == id) return true;
    return false;
}

void inspect(const ImGuiContext& context, ImGuiID id, const ImRect& box) {
    if (id == 0 || is_window(context, id) || !context.CurrentWindow->ClipRect.Contains(box.GetCenter()))
        return;
    auto& sighting = g_sightings[id];
    if (has_node(id, box)) {
        sighting.frames = 0;
        return;
    }
    if (sighting.last_frame == context.FrameCount) return;
    // An item that is there for one frame, several times, is not one that waits for its node.
    if (sighting.last_frame + 1 != context.FrameCount) sighting.frames = 0;
    sighting.last_frame = context.FrameCount;
    if (++sighting.frames != kPatienceFrames) return;
    char text[200];
    std::snprintf(text, sizeof text, "audit: item %08x at %.0f,%.0f in %s has no semantic node", id,
                  static_cast<double>(box.Min.x), static_cast<double>(box.Min.y),
                  context.CurrentWindow->Name);
    emscripten_console_error(text);
}

}  // namespace

// ImGui calls this for every item with an id that it is given.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData* item) {
    const int flags = item ? item->ItemFlags : 0;
    if ((flags & ImGuiItemFlags_Disabled) == 0) inspect(*context, id, box);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
    return nullptr;
}

namespace casement::web {

void start_audit() {
    ImGui::GetCurrentContext()->TestEngineHookItems = true;
}

}  // namespace casement::web

#else

namespace casement::web {

void start_audit() {}

}  // namespace casement::web

#endif
