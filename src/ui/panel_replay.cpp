// Replay: what a newer policy would make of past decisions. The flows from the old outcomes to the new ones,
// the causes beside them, and the cases behind each flow.
#include <app/document_policy.hpp>
#include <ui/documents.hpp>
#include <ui/icons.hpp>
#include <ui/pack_menu.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>
#include <ui/work_bar.hpp>

#include <algorithm>
#include <cmath>

namespace casement::ui {
namespace {

constexpr float kPad = 20;
constexpr float kGap = 10, kLeastBand = 5, kNode = 10, kLabel = 26;

// One outcome at an end of the flows.
struct End {
    std::string id, label;
    policy::Effect effect = policy::Effect::no_action;
    bool is_outcome = false;
    std::size_t count = 0;
    float y = 0, h = 0, used = 0;
};

struct Flows {
    std::vector<End> from, to;
    std::vector<const app::ReplayFlow*> flows;
    float unit = 0;  // px a decision
};

End make_end(const app::ReplayEnd& made) {
    End end;
    end.id = made.id;
    end.label = made.label;
    end.is_outcome = !made.effect.empty();
    if (end.is_outcome) end.effect = effect_of(made.effect);
    return end;
}

End& end_at(std::vector<End>& ends, End made) {
    for (End& end : ends)
        if (end.id == made.id) return end;
    return ends.emplace_back(std::move(made));
}

End& find_end(std::vector<End>& ends, const std::string& id) {
    return *std::find_if(ends.begin(), ends.end(), [&](const End& end) { return end.id == id; });
}

Flows lay_out(const Ui& ui, float height) {
    const auto& replay = ui.state.replay;
    Flows out;
    for (const auto& flow : replay.flows) {
        end_at(out.from, make_end(flow.from)).count += flow.count;
        end_at(out.to, make_end(flow.to)).count += flow.count;
        out.flows.push_back(&flow);
    }
    const auto most = std::max(out.from.size(), out.to.size());
    const float free = height - static_cast<float>(most) * (kGap + kLabel);
    out.unit = std::max(0.5f, free / static_cast<float>(std::max<std::size_t>(1, replay.decisions)));
    out.unit = std::min(out.unit, 24.f);
    for (auto* ends : {&out.from, &out.to}) {
        float y = 0;
        for (End& end : *ends) {
            end.h = std::max(kLeastBand, static_cast<float>(end.count) * out.unit);
            end.y = y + kLabel;
            y = end.y + end.h + kGap;
        }
    }
    return out;
}

float height_of(const std::vector<End>& ends) {
    return ends.empty() ? 0 : ends.back().y + ends.back().h + kGap;
}

// A band between two spans, bent like an S: a strip of quads along two Bézier curves.
void band(Ui& ui, ImVec2 a, ImVec2 b, float thickness, ImU32 colour) {
    constexpr int kSteps = 24;
    const float bend = (b.x - a.x) * 0.5f;
    ImVec2 before = a;
    for (int i = 1; i <= kSteps; ++i) {
        const float t = static_cast<float>(i) / kSteps, u = 1 - t;
        const float x =
            u * u * u * a.x + 3 * u * u * t * (a.x + bend) + 3 * u * t * t * (b.x - bend) + t * t * t * b.x;
        const float y = u * u * u * a.y + 3 * u * u * t * a.y + 3 * u * t * t * b.y + t * t * t * b.y;
        ui.list->AddQuadFilled(before, {x, y}, {x, y + thickness}, {before.x, before.y + thickness}, colour);
        before = {x, y};
    }
}

void draw_end(Ui& ui, const End& end, float x, float top, float w, bool right) {
    const ImU32 ink = end.is_outcome ? effect_colour(ui, end.effect) : ui.theme[Colour::warn];
    const float bar_x = right ? x : x + w - kNode;
    fill(ui, {bar_x, top + end.y, kNode, end.h}, ink, 2);
    const std::string text = end.label + " · " + std::to_string(end.count);
    const float text_x = right ? x : x + w - std::min(w, ui.text.width(text, kCaptionMedium) + 20);
    ui.text.draw(ui.list, {text_x, top + end.y - 22},
                 end.is_outcome ? effect_icon(end.effect) : kIconTriangleAlert, {13, Face::icon}, ink);
    ui.text.draw(ui.list, {text_x + 18, top + end.y - 22}, text, kCaptionMedium, ui.theme[Colour::text],
                 w - 18);
}

std::string flow_name(const Flows& flows, const app::ReplayFlow& flow) {
    const auto label = [](const std::vector<End>& ends, const std::string& id) {
        for (const End& end : ends)
            if (end.id == id) return end.label;
        return id;
    };
    return label(flows.from, flow.from.id) + " to " + label(flows.to, flow.to.id) + ", " +
           std::to_string(flow.count) + (flow.count == 1 ? " decision" : " decisions");
}

void flow_chart(Ui& ui, Rect area) {
    const auto& replay = ui.state.replay;
    Node node;
    node.role = Role::region;
    node.name = "From the old outcome to the new one";
    ScrollArea scroll(ui, "replay.flows", area, std::move(node));
    Flows flows = lay_out(ui, area.h - 60);
    const float top = scroll.top() + 40;
    const float label_w = std::min(220.f, area.w * 0.34f);
    const float left = area.x + kPad, right = area.x + area.w - kPad - label_w;
    ui.text.draw(ui.list, {left, scroll.top() + 10}, "Decided then", kCaptionStrong, ui.theme[Colour::muted]);
    ui.text.draw(ui.list, {right, scroll.top() + 10}, "By " + replay.pack.substr(replay.pack.find('@') + 1),
                 kCaptionStrong, ui.theme[Colour::muted]);
    for (std::size_t i = 0; i < flows.flows.size(); ++i) {
        const auto& flow = *flows.flows[i];
        End& from = find_end(flows.from, flow.from.id);
        End& to = find_end(flows.to, flow.to.id);
        const float h = std::max(2.f, static_cast<float>(flow.count) * flows.unit);
        const ImVec2 a{left + label_w, top + from.y + from.used}, b{right, top + to.y + to.used};
        from.used += h;
        to.used += h;
        Node band_node;
        band_node.role = Role::button;
        band_node.name = flow_name(flows, flow);
        band_node.pressed = replay.flow == i ? 1 : 0;
        const Rect target{a.x + (b.x - a.x) * 0.5f - 60, (a.y + b.y + h) / 2 - 12, 120, 24};
        const auto response = control(ui, "replay.flow." + std::to_string(i), target, std::move(band_node));
        const bool lit = response.hovered || response.focused || replay.flow == i;
        const ImU32 ink = !flow.changes   ? ui.theme[Colour::faint]
                          : to.is_outcome ? effect_colour(ui, to.effect)
                                          : ui.theme[Colour::warn];
        band(ui, a, b, h, with_alpha(ink, lit ? 0.75f : flow.changes ? 0.45f : 0.16f));
        if (flow.changes || lit) {
            const std::string count = std::to_string(flow.count);
            const float w = ui.text.width(count, kCaptionStrong) + 12;
            const Rect tag{target.x + (target.w - w) / 2, target.y + 3, w, 18};
            fill(ui, tag, ui.theme[Colour::panel], 9);
            ui.text.draw(ui.list, {tag.x, tag.y + 1}, count, kCaptionStrong, ui.theme[Colour::text], tag.w,
                         Align::centre);
        }
        if (response.focused) focus_ring(ui, target);
        if (response.clicked) ui.ask(app::ShowFlow{i});
    }
    for (const End& end : flows.from) draw_end(ui, end, left, top, label_w, false);
    for (const End& end : flows.to) draw_end(ui, end, right, top, label_w, true);
    scroll.close(40 + std::max(height_of(flows.from), height_of(flows.to)) + 20);
}

std::string headline(const app::ReplayState& replay) {
    if (replay.decisions == 0 && replay.other_packs > 0)
        return "All " + std::to_string(replay.other_packs) + " decisions are by other packs";
    if (replay.decisions == 0) return "No decisions by this pack are at hand";
    if (replay.changed + replay.open == 0)
        return "Nothing would change in " + std::to_string(replay.decisions) + " decisions";
    std::string text = std::to_string(replay.changed) + " of " + std::to_string(replay.decisions) +
                       " decisions would change";
    if (replay.open > 0)
        text +=
            ", " + std::to_string(replay.open) + (replay.open == 1 ? " needs" : " need") + " a new answer";
    return text;
}

float head(Ui& ui, Rect area) {
    const auto& replay = ui.state.replay;
    float y = area.y + 16;
    const float x = area.x + kPad, w = area.w - 2 * kPad;
    heading(ui, "replay.title", Role::heading2, {x, y}, "Replay", kDisplay);
    const std::string source =
        replay.file.empty() ? "decisions of this browser" : "decisions in " + replay.source;
    label(ui, "replay.source", {x + 76, y + 7, w - 76, line_height(kCaption)}, source, kCaption,
          ui.theme[Colour::muted]);
    y += 38;
    float button_x = x;
    const float pack_w = std::min(w, 360.f);
    pack_menu(ui, "replay.pack", "By", {button_x, y, pack_w, kButtonHeight}, replay.pack,
              [](const std::string& name) { return app::SetReplayPack{name}; });
    button_x += pack_w + 8;
    for (const char* id : {"replay.ledger", "replay.file"}) {
        const float button_w = command_width(ui, id);
        if (button_x + button_w > x + w && button_x > x) {
            button_x = x;
            y += kButtonHeight + 6;
        }
        command_button(ui, {button_x, y, button_w, kButtonHeight}, id);
        button_x += button_w + 8;
    }
    y += kButtonHeight + 14;
    if (replay.done) {
        const std::string text = headline(replay);
        const float h = ui.text.paragraph(ui.list, {x, y}, w, text, kTitle, ui.theme[Colour::text]);
        Node node;
        node.role = Role::heading3;
        node.name = text;
        node.rect = {x, y, w, h};
        ui.semantics.leaf("replay.headline", std::move(node));
        y += h + 10;
    }
    line_h(ui, area.x, y, area.w);
    return y + 1 - area.y;
}

void empty(Ui& ui, Rect area) {
    const auto& replay = ui.state.replay;
    const float x = area.x + kPad, w = std::min(520.f, area.w - 2 * kPad);
    if (work_bar(ui, "replay.work", {x, area.y + 32}, w, "Replaying decisions", replay.work,
                 app::LongWork::replay) > 0)
        return;
    std::string text =
        "Replay tells which past decisions a newer policy would change, and because of what. Sign some decisions, "
        "or take a file of them; the cases' facts come from the bundle that is open.";
    if (!replay.done) text = "Replaying decisions…";
    if (!replay.error.code.empty()) text = with_remedy(replay.error);
    paragraph(ui, "replay.empty", {x, area.y + 32}, w, text, kBody, ui.theme[Colour::muted]);
}

}  // namespace

void panel_replay(Ui& ui, Rect area) {
    const auto& replay = ui.state.replay;
    Node region;
    region.role = Role::region;
    region.name = "Replay";
    region.rect = area;
    ui.semantics.open("replay", std::move(region));
    const float top = head(ui, area);
    const Rect rest{area.x, area.y + top, area.w, area.h - top};
    if (!replay.done || replay.decisions == 0) {
        empty(ui, rest);
    } else if (area.w >= 860) {
        const float chart_w = std::floor(rest.w * 0.58f);
        flow_chart(ui, {rest.x, rest.y, chart_w, rest.h});
        line_v(ui, rest.x + chart_w, rest.y, rest.h);
        document(ui, "replay", "What the replay found",
                 {rest.x + chart_w + 1, rest.y, rest.w - chart_w - 1, rest.h}, replay.revision,
                 [&] { return app::replay_document(ui.state); });
    } else {
        const float chart_h = std::floor(rest.h * 0.5f);
        flow_chart(ui, {rest.x, rest.y, rest.w, chart_h});
        line_h(ui, rest.x, rest.y + chart_h, rest.w);
        document(ui, "replay", "What the replay found",
                 {rest.x, rest.y + chart_h + 1, rest.w, rest.h - chart_h - 1}, replay.revision,
                 [&] { return app::replay_document(ui.state); });
    }
    ui.semantics.close();
}

}  // namespace casement::ui
