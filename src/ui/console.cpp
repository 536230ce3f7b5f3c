#include <app/command_table.hpp>
#include <ui/console.hpp>
#include <ui/frame.hpp>
#include <ui/panels.hpp>

#include <imgui_internal.h>

#include <algorithm>
#include <charconv>

namespace casement::ui {
namespace {

const Theme& theme_of(const app::State& state) {
    if (app::is_high_contrast(state)) return theme_high_contrast();
    return app::is_dark(state) ? theme_dark() : theme_light();
}

}  // namespace

Console::Console(app::Platform& platform)
    : platform_(platform), ports_(platform.ports()), text_(*ports_.text) {
    state_.build_digest = platform.build_digest();
}

void Console::start() {
    run(app::start(state_, world()));
}

app::World Console::world() const {
    return {platform_.now_ms(), [this](void* out, std::size_t n) { platform_.random_bytes(out, n); }};
}

void Console::run(app::Effects effects) {
    for (auto& effect : effects) platform_.run(std::move(effect));
}

void Console::perform(app::Command command) {
    run(app::update(state_, std::move(command), world()));
    more_ = true;
    platform_.wake();
}

void Console::arrive(app::Arrival arrival) {
    perform(std::move(arrival));
}

void Console::activate(std::uint32_t node) {
    semantics_.activate(node);
    keyboard_ = true;
    perform(app::Touched{});
}

void Console::focus(std::uint32_t node) {
    semantics_.set_focus(node);
    keyboard_ = !ImGui::IsMouseDown(0);
    view_.fresh_focus = keyboard_ ? node : 0;
    more_ = true;
    platform_.wake();
}

void Console::scroll(std::uint32_t node, float y) {
    for (auto& [key, scroll] : view_.scrolls) {
        if (Semantics::id_of(key) != node) continue;
        scroll.y = y;
        more_ = true;
        platform_.wake();
    }
}

void Console::context_lost() {
    text_.context_lost();
    more_ = true;
}

// ---------------------------------------------------------------- keys

// Moves the DOM focus along numbered nodes ("menu.3"); the platform answers with focus().
void Console::move_focus(const std::string& prefix, int from, int by, int count) {
    if (count <= 0) return;
    const int next = std::clamp(from + by, 0, count - 1);
    perform(app::FocusOn{prefix + std::to_string(next)});
}

bool Console::menu_key(const app::KeyEvent& event) {
    if (view_.menu_key.empty() || !event.down) return false;
    const int count = static_cast<int>(view_.menu_items.size());
    int at = -1;
    for (int i = 0; i < count; ++i) {
        if (semantics_.focused(Semantics::id_of("menu." + std::to_string(i)))) at = i;
    }
    if (event.key == "ArrowDown" || event.key == "ArrowUp") {
        move_focus("menu.", at, event.key == "ArrowDown" ? 1 : -1, count);
        return true;
    }
    if (event.key == "Escape" || event.key == "Tab") {
        perform(app::FocusOn{view_.menu_key});
        view_.menu_key.clear();
        return true;
    }
    return false;
}

bool Console::dialog_key(const app::KeyEvent& event) {
    if (state_.dialog == app::Dialog::none || !event.down) return false;
    if (event.key == "Escape") return perform(app::ShowDialog{app::Dialog::none}), true;
    if (event.key == "Enter" && event.in_field) {
        if (state_.dialog == app::Dialog::open_bundle) return perform(app::OpenBundle{state_.address}), true;
        if (state_.dialog == app::Dialog::make_key) return perform(app::MakeMyKey{}), true;
        if (state_.dialog == app::Dialog::wipe) return perform(app::WipeMachine{}), true;
    }
    if (state_.dialog != app::Dialog::palette) return false;
    const auto entries = palette_entries(state_);
    if (event.key == "ArrowDown" || event.key == "ArrowUp") {
        const auto last = entries.empty() ? 0 : entries.size() - 1;
        auto& at = view_.palette_index;
        at = event.key == "ArrowDown" ? std::min(at + 1, last) : at > 0 ? at - 1 : 0;
        more_ = true;
        platform_.wake();
        return true;
    }
    if (event.key == "Enter" && event.in_field) {
        if (view_.palette_index < entries.size()) {
            const auto command = entries[view_.palette_index].command;
            perform(app::ShowDialog{app::Dialog::none});
            perform(command);
        }
        return true;
    }
    return false;
}

// Arrows inside composite controls: rows of the queue, options, segments, splitters.
bool Console::arrow_key(const app::KeyEvent& event) {
    const bool back = event.key == "ArrowUp" || event.key == "ArrowLeft";
    const bool on = event.key == "ArrowDown" || event.key == "ArrowRight";
    if (!event.down || event.in_field || (!back && !on)) return false;
    const std::uint32_t focused = semantics_.focused();
    const auto* node = semantics_.find(focused);
    if (!node) return false;
    const int by = back ? -1 : 1;
    if (node->role == Role::row && node->key.starts_with("queue.row.")) {
        const auto& shown = state_.queue.shown;
        const auto position = static_cast<std::ptrdiff_t>(node->row_index) - 1 + by;
        if (position < 0 || position >= static_cast<std::ptrdiff_t>(shown.size())) return true;
        perform(app::FocusOn{"queue.row." + std::to_string(shown[static_cast<std::size_t>(position)])});
        return true;
    }
    if (node->key == "split.queue" || node->key == "split.checklist") {
        const float step = (on ? 16.f : -16.f);
        const auto& s = state_.settings;
        perform(node->key == "split.queue" ? app::SetPane{s.queue_width + step, 0}
                                           : app::SetPane{0, s.checklist_width - step});
        return true;
    }
    if (node->role == Role::radio || node->role == Role::checkbox || node->role == Role::tab) {
        if (const auto* sibling = semantics_.sibling(*node, by)) perform(app::FocusOn{sibling->key});
        return true;
    }
    return false;
}

bool Console::key(const app::KeyEvent& event) {
    if (event.down && event.key != "Tab") perform(app::Touched{});
    keyboard_ = true;
    if (!event.down) {
        if (held_) {
            held_ = nullptr;
            perform(app::HoldReveal{false});
            return true;
        }
        return false;
    }
    if (state_.lock.locked) {
        if (event.key != "Enter" || !event.in_field) return false;
        perform(app::UnlockVault{});
        return true;
    }
    if (menu_key(event) || dialog_key(event) || arrow_key(event)) return true;
    if (event.key == "Escape") {
        if (!event.in_field) return false;
        perform(app::LeaveField{});
        return true;
    }
    const auto* row = app::match_chord(state_, event);
    const bool modal = state_.dialog != app::Dialog::none;
    if (app::starts_sequence(state_, event) && !modal) {
        state_.chord_g = true;
        return true;
    }
    state_.chord_g = false;
    if (!row || (modal && std::string_view(row->id) != "palette")) return false;
    if (row->held) {
        if (!held_) perform(row->make(state_));
        held_ = row;
        return true;
    }
    if (event.repeat && row->group != app::Group::review) return true;
    perform(row->make(state_));
    return true;
}

// ---------------------------------------------------------------- frames

void Console::draw() {
    more_ = false;
    state_.now_ms = platform_.now_ms();
    const Theme& theme = theme_of(state_);
    if (std::string css = css_variables_json(theme); css != css_) {
        css_ = std::move(css);
        ports_.dom->theme(css_);
    }
    const auto& io = ImGui::GetIO();
    app::Commands commands;
    Ui ui{state_, commands, theme, text_, semantics_, *ports_.dom, view_};
    ui.width = io.DisplaySize.x;
    ui.height = io.DisplaySize.y;
    if (ImGui::IsMouseClicked(0)) keyboard_ = false;
    ui.keyboard = keyboard_;
    text_.new_frame();
    semantics_.begin();
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("console", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus);
    ui.list = ImGui::GetWindowDrawList();
    draw_frame(ui);
    ImGui::End();
    ImGui::PopStyleVar(2);
    semantics_.end(*ports_.semantics);
    if (ImGui::IsMouseClicked(0)) commands.push_back(app::Touched{});
    for (auto& command : commands) perform(std::move(command));
    if (ui.wake_at > 0) platform_.run(app::WakeAt{ui.wake_at});
    more_ = more_ || ui.more;
}

}  // namespace casement::ui
