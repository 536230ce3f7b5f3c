#include <platform/web/backend.hpp>
#include <platform/web/gate.hpp>
#include <platform/web/null_font.hpp>

#include <GLES3/gl3.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cfloat>

namespace casement::web {
namespace {

constexpr int kSettleFrames = 3;
constexpr int kMaxPumpedFrames = 8;  // an event queue that refills itself must not hang the page
constexpr float kMaxDeltaS = 0.1f;   // after a sleep, animations and delays go on where they were
constexpr const char* kGlslVersion = "#version 300 es";

struct Backend {
    float width_px = 1, height_px = 1, dpr = 1;
    int width_device_px = 1, height_device_px = 1;
    double last_frame_ms = 0;
    int settle = kSettleFrames;
    bool lost = false;
    bool drawing = false;
    unsigned frames = 0;
    std::array<float, 3> clear{0.078f, 0.094f, 0.122f};
};
Backend g;

bool make_context() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.majorVersion = 2;
    attributes.alpha = false;
    attributes.depth = false;
    attributes.stencil = false;
    attributes.antialias = false;  // ImGui smooths its own edges
    const auto context = emscripten_webgl_create_context("#canvas", &attributes);
    return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
}

const char* css_cursor(ImGuiMouseCursor cursor) {
    switch (cursor) {
        case ImGuiMouseCursor_None:
            return "none";
        case ImGuiMouseCursor_TextInput:
            return "text";
        case ImGuiMouseCursor_ResizeAll:
            return "move";
        case ImGuiMouseCursor_ResizeNS:
            return "ns-resize";
        case ImGuiMouseCursor_ResizeEW:
            return "ew-resize";
        case ImGuiMouseCursor_ResizeNESW:
            return "nesw-resize";
        case ImGuiMouseCursor_ResizeNWSE:
            return "nwse-resize";
        case ImGuiMouseCursor_Hand:
            return "pointer";
        case ImGuiMouseCursor_Wait:
            return "wait";
        case ImGuiMouseCursor_Progress:
            return "progress";
        case ImGuiMouseCursor_NotAllowed:
            return "not-allowed";
        default:
            return "default";
    }
}

bool hover_delay_runs() {
    const ImGuiContext& c = *GImGui;
    return c.HoverItemDelayIdPreviousFrame != 0 &&
           c.HoverItemDelayTimer < c.Style.HoverDelayNormal + kMaxDeltaS;
}

bool needs_another_frame(bool console_wants) {
    const ImGuiContext& c = *GImGui;
    return console_wants || c.InputEventsQueue.Size > 0 || g.settle > 0 || ImGui::IsAnyMouseDown() ||
           hover_delay_runs() || c.WheelingWindowReleaseTimer > 0 || (c.DimBgRatio > 0 && c.DimBgRatio < 1);
}

void prepare_io(double now_ms) {
    ImGuiIO& io = ImGui::GetIO();
    const double delta_s = g.last_frame_ms > 0 ? (now_ms - g.last_frame_ms) / 1000 : 1.0 / 60;
    g.last_frame_ms = now_ms;
    io.DeltaTime = std::clamp(static_cast<float>(delta_s), 0.001f, kMaxDeltaS);
    io.DisplaySize = {g.width_px, g.height_px};
    io.DisplayFramebufferScale = {static_cast<float>(g.width_device_px) / g.width_px,
                                  static_cast<float>(g.height_device_px) / g.height_px};
}

void present() {
    glViewport(0, 0, g.width_device_px, g.height_device_px);
    glClearColor(g.clear[0], g.clear[1], g.clear[2], 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    web_backend_set_cursor(css_cursor(ImGui::GetMouseCursor()));
}

void draw_frame(double now_ms) {
    if (g.lost || g.drawing) return;
    bool wants = false;
    g.drawing = true;
    const bool drawn = enter([&](app::Console& console) {
        prepare_io(now_ms);
        ImGui_ImplOpenGL3_NewFrame();
        ImGui::NewFrame();
        console.draw();
        ImGui::Render();
        present();
        wants = console.wants_frame();
    });
    g.drawing = false;
    if (!drawn) return;
    ++g.frames;
    if (g.settle > 0) --g.settle;
    if (needs_another_frame(wants))
        web_backend_request_frame();
    else
        g.last_frame_ms = 0;
}

// ImGui lets a press and a release, or a move and a press, trickle through several frames. Drawing until its
// queue is empty makes a click have taken its effect when the browser's event ends.
void pump() {
    int n = 0;
    do draw_frame(emscripten_get_now());
    while (GImGui->InputEventsQueue.Size > 0 && ++n < kMaxPumpedFrames);
}

void nudge() {
    g.settle = kSettleFrames;
    web_backend_request_frame();
}

}  // namespace

bool start_backend() {
    if (!make_context()) {
        web_backend_fatal("webgl");
        return false;
    }
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    io.BackendPlatformName = "casement_web";
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    add_null_font(*io.Fonts);
    ImGui_ImplOpenGL3_Init(kGlslVersion);
    web_backend_listen();
    return true;
}

void wake() {
    nudge();
}
float dpr() {
    return g.dpr;
}
bool context_is_lost() {
    return g.lost;
}
void set_clear_colour(float r, float g_, float b) {
    g.clear = {r, g_, b};
}

}  // namespace casement::web

using namespace casement;
using web::g;

extern "C" {

EMSCRIPTEN_KEEPALIVE void web_on_frame(double now_ms) {
    web::draw_frame(now_ms);
}
EMSCRIPTEN_KEEPALIVE unsigned web_frames() {
    return g.frames;
}

EMSCRIPTEN_KEEPALIVE void web_on_resize(float width_px, float height_px, int width_device_px,
                                        int height_device_px, float dpr) {
    g.width_px = std::max(width_px, 1.0f);
    g.height_px = std::max(height_px, 1.0f);
    g.width_device_px = std::max(width_device_px, 1);
    g.height_device_px = std::max(height_device_px, 1);
    g.dpr = dpr;
    web::nudge();
}

// source: 0 mouse, 1 touch, 2 pen. modifiers: 1 shift, 2 ctrl, 4 alt, 8 meta.
EMSCRIPTEN_KEEPALIVE void web_on_pointer_move(float x, float y, int source, int modifiers) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(source == 1   ? ImGuiMouseSource_TouchScreen
                           : source == 2 ? ImGuiMouseSource_Pen
                                         : ImGuiMouseSource_Mouse);
    io.AddKeyEvent(ImGuiMod_Shift, modifiers & 1);
    io.AddKeyEvent(ImGuiMod_Ctrl, modifiers & 2);
    io.AddKeyEvent(ImGuiMod_Alt, modifiers & 4);
    io.AddKeyEvent(ImGuiMod_Super, modifiers & 8);
    io.AddMousePosEvent(x, y);
    web::nudge();
}

// button: 0 left, 1 right, 2 middle.
EMSCRIPTEN_KEEPALIVE void web_on_pointer_button(int button, int down) {
    ImGui::GetIO().AddMouseButtonEvent(button, down != 0);
    web::nudge();
}

EMSCRIPTEN_KEEPALIVE void web_on_pointer_leave() {
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
    web::nudge();
}

EMSCRIPTEN_KEEPALIVE void web_on_wheel(float x, float y) {
    ImGui::GetIO().AddMouseWheelEvent(x, y);
    web::nudge();
}

EMSCRIPTEN_KEEPALIVE void web_on_window_focus(int focused) {
    ImGui::GetIO().AddFocusEvent(focused != 0);
    web::nudge();
}

// Takes key, then code. modifiers as above; flags: 1 down, 2 repeat, 4 in a text field. Returns 1 when taken.
EMSCRIPTEN_KEEPALIVE int web_on_key(int modifiers, int flags) {
    app::KeyEvent event;
    event.key = web::take();
    event.code = web::take();
    event.shift = modifiers & 1;
    event.ctrl = modifiers & 2;
    event.alt = modifiers & 4;
    event.meta = modifiers & 8;
    event.down = flags & 1;
    event.repeat = flags & 2;
    event.in_field = flags & 4;
    bool taken = false;
    web::enter([&](app::Console& console) { taken = console.key(event); });
    if (taken || !event.down) web::nudge();
    return taken;
}

EMSCRIPTEN_KEEPALIVE void web_pump() {
    web::pump();
}
EMSCRIPTEN_KEEPALIVE void web_on_wake() {
    web::nudge();
}
EMSCRIPTEN_KEEPALIVE void web_on_tick() {
    web::arrive(app::Tick{});
}

EMSCRIPTEN_KEEPALIVE void web_on_context_lost() {
    g.lost = true;
    ImGui_ImplOpenGL3_Shutdown();
    web::tell([](app::Console& console) { console.context_lost(); });
}

EMSCRIPTEN_KEEPALIVE void web_on_context_restored() {
    if (!web::make_context()) {
        web_backend_fatal("webgl");
        return;
    }
    ImGui_ImplOpenGL3_Init(web::kGlslVersion);
    g.lost = false;
    // The atlas of the runs may have been asked for pages while there was no context.
    web::tell([](app::Console& console) { console.context_lost(); });
    web::nudge();
}

}  // extern "C"
