// Settings, dialogs and routes.
#include <app/route.hpp>
#include <app/update_parts.hpp>

#include <algorithm>

namespace casement::app {
namespace {

constexpr const char* kThemes[] = {"system", "dark", "light", "high_contrast"};
constexpr const char* kShields[] = {"blur", "pixelate", "greyscale", "hidden"};

template <class E, std::size_t N>
E from_name(const char* const (&names)[N], const std::string& name, E fallback) {
    const auto found = std::find(std::begin(names), std::end(names), name);
    return found == std::end(names) ? fallback : static_cast<E>(found - std::begin(names));
}

}  // namespace

void load_settings(Step& step, const std::string& text) {
    auto& s = step.state.settings;
    const auto parsed = json::parse(text);
    if (!parsed) return;
    const Json& value = *parsed;
    s.theme = from_name(kThemes, json::get_string(value, "theme"), s.theme);
    s.alias = json::get_string(value, "alias", s.alias);
    s.organisation = json::get_string(value, "organisation");
    s.undo_seconds =
        static_cast<int>(std::clamp<std::int64_t>(json::get_int(value, "undo_seconds", 4), 0, 30));
    s.lock_minutes =
        static_cast<int>(std::clamp<std::int64_t>(json::get_int(value, "lock_minutes", 10), 1, 60));
    for (const auto& [key, seq] : json::get(value, "exported").items()) {
        if (seq.is_number_integer()) s.exported[key] = seq.get<std::int64_t>();
    }
    s.shield_strength =
        static_cast<float>(std::clamp<std::int64_t>(json::get_int(value, "shield_percent", 60), 10, 100)) /
        100.f;
    s.queue_width =
        static_cast<float>(std::clamp<std::int64_t>(json::get_int(value, "queue_px", 340), 240, 640));
    s.checklist_width =
        static_cast<float>(std::clamp<std::int64_t>(json::get_int(value, "checklist_px", 380), 300, 640));
    const Json& shields = json::get(value, "shields");
    for (std::size_t i = 0; i < 5 && shields.is_array() && i < shields.size(); ++i) {
        if (shields[i].is_string())
            s.shield[i] = from_name(kShields, shields[i].get<std::string>(), s.shield[i]);
    }
    step.state.queue.hide_decided = json::get_bool(value, "hide_decided");
    if (const auto* order = queue_order(json::get_string(value, "order")))
        step.state.queue.order = order->order;
}

void save_settings(Step& step) {
    const auto& s = step.state.settings;
    Json shields = Json::array();
    for (const auto shield : s.shield) shields.push_back(kShields[static_cast<int>(shield)]);
    const Json value = {{"version", 1},
                        {"theme", kThemes[static_cast<int>(s.theme)]},
                        {"alias", s.alias},
                        {"organisation", s.organisation},
                        {"undo_seconds", s.undo_seconds},
                        {"lock_minutes", s.lock_minutes},
                        {"exported", s.exported},
                        {"shield_percent", static_cast<int>(s.shield_strength * 100 + 0.5f)},
                        {"shields", shields},
                        {"queue_px", static_cast<int>(s.queue_width)},
                        {"checklist_px", static_cast<int>(s.checklist_width)},
                        {"order", order_name(step.state.queue.order)},
                        {"hide_decided", step.state.queue.hide_decided}};
    step.emit(Put{step.ticket("settings"), "settings", "console", value.dump()});
}

void show_dialog(Step& step, Dialog dialog) {
    auto& state = step.state;
    // Nobody would see what it finds.
    if (state.dialog == Dialog::imported && dialog != Dialog::imported)
        give_up_work(step, LongWork::verification);
    state.dialog = dialog;
    state.chord_g = false;
    state.palette_query.clear();
    state.queue.found.clear();
    ++state.queue.revision;
    if (dialog == Dialog::palette) step.emit(FocusNode{"palette"});
    state.form.error = {};
    state.form.word.clear();
    state.form.reason.clear();
    if (dialog == Dialog::open_bundle) step.emit(FocusNode{"address"});
    if (dialog != Dialog::none && dialog != Dialog::palette && dialog != Dialog::open_bundle) {
        step.emit(FocusNode{"dialog.close"});
    }
    if (dialog == Dialog::none) step.emit(FocusNode{"main"});
}

void publish_route(Step& step, bool replace) {
    const auto& state = step.state;
    if (state.bundle.phase == BundleState::Phase::none || state.bundle.url.starts_with("drop:")) return;
    step.emit(SetRoute{write_route({state.bundle.id, state.review.open ? state.review.c.id : ""}), replace});
}

namespace {

bool is_aside(Panel panel) {
    return panel != Panel::queue && panel != Panel::review;
}

}  // namespace

void route_changed(Step& step, const std::string& hash) {
    const Route route = read_route(hash);
    if (route.bundle.empty()) return;
    if (route.bundle == step.state.bundle.id && route.case_id == step.state.review.c.id) return;
    step.state.wanted_route = {route.bundle, route.case_id};
    if (is_aside(step.state.panel)) step.state.panel = Panel::review;
    follow_wanted_route(step);
}

// Goes as far towards the wanted address as what is loaded allows, and is called again when more is there.
void follow_wanted_route(Step& step) {
    auto& state = step.state;
    if (!state.wanted_route || !state.stored_loaded || !state.listed_loaded) return;
    const auto [bundle_id, case_id] = *state.wanted_route;
    auto& b = state.bundle;
    if (b.id != bundle_id || b.phase == BundleState::Phase::none) {
        std::string url = bundle_id;
        for (const auto& listed : state.listed) {
            if (listed.id == bundle_id) url = listed.url;
        }
        return open_bundle(step, url);
    }
    if (b.phase != BundleState::Phase::ready) return;
    state.wanted_route.reset();
    if (case_id.empty()) return;
    for (std::uint32_t row = 0; row < b.rows.size(); ++row) {
        if (b.rows[row].id != case_id) continue;
        // Whoever went elsewhere while it was loading stays there.
        const Panel panel = state.panel;
        open_case(step, row);
        if (is_aside(panel)) state.panel = panel;
        return;
    }
    step.notice("There is no case " + case_id + " in this bundle", true);
}

}  // namespace casement::app
