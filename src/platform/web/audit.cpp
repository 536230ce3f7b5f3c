#include <platform/web/audit.hpp>
#include <platform/web/semantics.hpp>

#include <emscripten/emscripten.h>
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

void inspect(ImGuiContext& context, ImGuiID id, const char* label) {
    const auto& item = context.LastItemData;
    if (item.ID != id || (item.ItemFlags & (ImGuiItemFlags_Disabled | ImGuiItemFlags_NoNav))) return;
    if (!context.CurrentWindow->ClipRect.Overlaps(item.Rect)) return;
    auto& sighting = g_sightings[id];
    if (has_node(id, item.Rect)) {
        sighting.frames = 0;
        return;
    }
    if (sighting.last_frame == context.FrameCount) return;
    sighting.last_frame = context.FrameCount;
    if (++sighting.frames != kPatienceFrames) return;
    char text[200];
    std::snprintf(text, sizeof text, "audit: item %08x \"%s\" at %.0f,%.0f in %s has no semantic node", id,
                  label ? label : "", static_cast<double>(item.Rect.Min.x),
                  static_cast<double>(item.Rect.Min.y), context.CurrentWindow->Name);
    emscripten_console_error(text);
}

}  // namespace

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID, const ImRect&, const ImGuiLastItemData*) {}

// ImGui calls this for what it knows to be a button, a checkbox, a selectable and so on.
void ImGuiTestEngineHook_ItemInfo(ImGuiContext* context, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags) {
    inspect(*context, id, label);
}

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
