// The checklist: the answered questions above, the open one below with why it is asked, then what the
// decision needs beside answers; the outcome stands at the bottom (panel_decision.cpp).
#include <app/library.hpp>
#include <core/policy/words.hpp>
#include <ui/icons.hpp>
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

constexpr float kPadX = 16;

// An answered question: one press opens it again.
float answered_step(Ui& ui, const policy::Question& question, int number, ImVec2 at, float width) {
    const auto& review = app::active_review(ui.state);
    const Json& given = json::get(review.draft.answers, question.id.c_str());
    const std::string answer =
        given.is_null() ? "Not answered, optional" : policy::answer_words(question, given);
    const std::string asked = std::to_string(number) + " · " + question.text;
    const float inner = width - 2 * kPadX;
    const float asked_h = ui.text.paragraph_height(inner, asked, kCaption);
    const float answer_h = ui.text.paragraph_height(inner, answer, kBodyMedium);
    const Rect rect{at.x, at.y, width, asked_h + answer_h + 20};
    Node node;
    node.role = Role::button;
    node.name = "Question " + std::to_string(number) + ": " + question.text + " Answer: " + answer;
    node.description = "Change this answer";
    const auto response = control(ui, "step." + question.id, rect, std::move(node));
    if (response.hovered) fill(ui, rect, ui.theme[Colour::hover]);
    ui.text.paragraph(ui.list, {at.x + kPadX, at.y + 10}, inner, asked, kCaption, ui.theme[Colour::muted]);
    ui.text.paragraph(ui.list, {at.x + kPadX, at.y + 10 + asked_h}, inner, answer, kBodyMedium,
                      ui.theme[Colour::text]);
    if (response.focused) focus_ring(ui, inset(rect, 2));
    if (response.clicked) ui.ask(app::EditQuestion{question.id});
    line_h(ui, at.x, at.y + rect.h - 1, width);
    return rect.h;
}

bool is_chosen(const Json& answer, const std::string& option) {
    return answer == Json(option) ||
           (answer.is_array() && std::find(answer.begin(), answer.end(), Json(option)) != answer.end());
}

float option_row(Ui& ui, const policy::Question& question, std::size_t index, ImVec2 at, float width) {
    const auto& option = question.options[index];
    const bool many = question.kind == policy::QuestionKind::many;
    const bool chosen =
        is_chosen(json::get(app::active_review(ui.state).draft.answers, question.id.c_str()), option.id);
    const float text_x = 46, text_w = width - text_x - 12;
    std::string demand;
    if (option.needs_evidence) demand = "needs evidence";
    if (option.needs_note) demand += demand.empty() ? "needs a rationale" : " and a rationale";
    const std::string below = option.help.empty() ? demand
                              : demand.empty()    ? option.help
                                                  : option.help + " · " + demand;
    const float label_h = ui.text.paragraph_height(text_w, option.label, kBodyMedium);
    const float below_h = below.empty() ? 0 : ui.text.paragraph_height(text_w, below, kCaption);
    const Rect rect{at.x, at.y, width, std::max(38.f, label_h + below_h + 16)};
    Node node;
    node.role = many ? Role::checkbox : Role::radio;
    node.name = option.label;
    node.description = below;
    node.checked = chosen ? 1 : 0;
    node.position = static_cast<std::int32_t>(index) + 1;
    node.set_size = static_cast<std::int32_t>(question.options.size());
    if (index < 9) node.shortcut = std::to_string(index + 1);
    const auto response = control(ui, "option." + question.id + "." + option.id, rect, std::move(node));
    fill(ui, rect,
         chosen             ? ui.theme[Colour::selected]
         : response.hovered ? ui.theme[Colour::hover]
                            : ui.theme[Colour::raised],
         kRadius);
    frame(ui, rect, chosen ? ui.theme[Colour::accent] : ui.theme[Colour::line]);
    if (chosen && many) {
        ui.text.draw(ui.list, {rect.x + 14, rect.y + 8}, kIconCheck, kIconSmall, ui.theme[Colour::accent]);
    } else if (index < 9) {
        key_cap(ui, {rect.x + 12, rect.y + 10}, std::to_string(index + 1));
    }
    ui.text.paragraph(ui.list, {rect.x + text_x, rect.y + 8}, text_w, option.label, kBodyMedium,
                      ui.theme[Colour::text]);
    if (!below.empty()) {
        ui.text.paragraph(ui.list, {rect.x + text_x, rect.y + 8 + label_h}, text_w, below, kCaption,
                          ui.theme[Colour::muted]);
    }
    if (response.focused) focus_ring(ui, rect);
    if (response.clicked) ui.ask(app::ChooseOption{index});
    return rect.h;
}

float free_answer(Ui& ui, const policy::Question& question, ImVec2 at, float width) {
    const auto& review = app::active_review(ui.state);
    if (question.kind == policy::QuestionKind::spans || question.kind == policy::QuestionKind::regions) {
        return paragraph(ui, "question.spans", at, width,
                         "Select the words in the content and press E, then press Done", kCaption,
                         ui.theme[Colour::muted]) +
               8;
    }
    const Json& answer = json::get(review.draft.answers, question.id.c_str());
    app::Field spec;
    spec.name = "answer:" + question.id;
    spec.label = question.text;
    spec.value = answer.is_string() ? answer.get<std::string>() : answer.is_null() ? "" : answer.dump();
    spec.placeholder = question.kind == policy::QuestionKind::date ? "2026-11-30" : "";
    spec.revision = review.document_revision;
    spec.multiline = question.kind == policy::QuestionKind::text;
    const float h = spec.multiline ? 72 : 34;
    field(ui, {at.x, at.y, width, h}, spec);
    return h + 8;
}

// The policy of the question, and the flag that says something is wrong with it. Gives the width used.
float question_tools(Ui& ui, ImVec2 at, float room) {
    const auto& review = ui.state.review;
    const std::string& id = app::current_question(review);
    const bool flagged = std::any_of(review.draft.flags.begin(), review.draft.flags.end(),
                                     [&](const auto& flag) { return flag.question == id; });
    float x = at.x;
    const auto tool = [&](const char* command, const char* label, const char* icon, bool on) {
        const auto& row = app::command_row(command);
        ButtonSpec spec;
        spec.key = command;
        spec.label = label;
        spec.name = row.label;
        spec.description = row.tooltip;
        spec.icon = icon;
        spec.chord = row.chord;
        spec.look = ButtonLook::quiet;
        spec.pressed = on ? 1 : 0;
        const float w = button_width(ui, spec);
        if (x + w > at.x + room) return;
        if (button(ui, {x, at.y, w, kButtonHeight}, spec)) ui.ask(row);
        x += w + 2;
    };
    tool("policy.beside", "Policy", kIconBookOpen, ui.state.drawer == app::Drawer::policy);
    tool("question.flag", flagged ? "Flagged" : "Flag", kIconFlag, flagged);
    return x - at.x;
}

float open_question(Ui& ui, const policy::Question& question, int number, ImVec2 at, float width) {
    const auto& review = app::active_review(ui.state);
    const float x = at.x + kPadX, inner = width - 2 * kPadX;
    float y = at.y + 12;
    const auto* section = review.pack->section(question.section);
    std::string why = std::to_string(number);
    if (!question.because.empty())
        why += " · " + question.because;
    else if (section)
        why += " · " + section->title;
    y += paragraph(ui, "question.why", {x, y}, inner, why, kCaption, ui.theme[Colour::muted]) + 2;
    const float title_h =
        ui.text.paragraph(ui.list, {x, y}, inner, question.text, kTitle, ui.theme[Colour::text]);
    Node title;
    title.role = Role::heading3;
    title.name = question.text;
    title.rect = {x, y, inner, title_h};
    ui.semantics.leaf("question.title", std::move(title));
    y += title_h + 4;
    if (!question.help.empty()) {
        y += paragraph(ui, "question.help", {x, y}, inner, question.help, kCaption, ui.theme[Colour::muted]) +
             8;
    } else {
        y += 4;
    }
    const bool many = question.kind == policy::QuestionKind::many;
    if (!question.options.empty()) {
        Node group;
        group.role = many ? Role::group : Role::radiogroup;
        group.name = question.text;
        group.rect = {x, y, inner, 1};
        ui.semantics.open("question.options", std::move(group));
        const float top = y;
        for (std::size_t i = 0; i < question.options.size(); ++i)
            y += option_row(ui, question, i, {x, y}, inner) + 6;
        ui.semantics.last_opened().rect.h = y - top;
        ui.semantics.close();
    } else {
        y += free_answer(ui, question, {x, y}, inner);
    }
    y += 4;
    float button_x = x;
    const bool single = !question.options.empty() && !many;
    if (!single || review.editing) {
        const std::string text = single ? "Keep the answer" : "Done";
        const float w = ui.text.width(text, kBodyStrong) + 60;
        command_button(ui, {button_x, y, w, kButtonHeight}, "question.continue",
                       single ? ButtonLook::plain : ButtonLook::primary, text);
        button_x += w + 8;
    }
    if (number > 1) {
        const float w = 92;
        command_button(ui, {button_x, y, w, kButtonHeight}, "question.back", ButtonLook::quiet, "Back");
        button_x += w;
    }
    if (ui.state.panel != app::Panel::trial)
        button_x += question_tools(ui, {button_x, y}, x + inner - button_x);
    if (button_x > x) y += kButtonHeight + 6;
    return y - at.y + 6;
}

float evidence_list(Ui& ui, ImVec2 at, float width) {
    const auto& review = app::active_review(ui.state);
    float y = at.y;
    ui.text.draw(ui.list, {at.x, y}, "Evidence", kCaptionMedium, ui.theme[Colour::muted]);
    const float add_w = 130;
    command_button(ui, {at.x + width - add_w, y - 6, add_w, 28}, "evidence.mark", ButtonLook::quiet,
                   "Mark selection");
    y += 24;
    if (review.draft.evidence.empty()) {
        y += paragraph(ui, "evidence.none", {at.x, y}, width, "Select words in the content and press E",
                       kCaption, ui.theme[Colour::faint]);
        return y - at.y;
    }
    for (std::size_t i = 0; i < review.draft.evidence.size(); ++i) {
        const auto& mark = review.draft.evidence[i];
        std::string words = app::evidence_words(review.c, mark);
        const std::string key = "evidence." + std::to_string(i);
        const Rect row{at.x, y, width - 32, 28};
        Node node;
        node.role = Role::button;
        node.name = "Evidence " + std::to_string(i + 1) + ": " + words;
        node.description = "Show it in the content";
        const auto response = control(ui, key, row, std::move(node));
        fill(ui, row, response.hovered ? ui.theme[Colour::hover] : ui.theme[Colour::raised], 4);
        fill(ui, {row.x, row.y, 3, row.h}, ui.theme[Colour::warn]);
        ui.text.draw(ui.list, {row.x + 12, row.y + 5}, words, kCaption, ui.theme[Colour::text], row.w - 20);
        if (response.focused) focus_ring(ui, row);
        if (response.clicked) ui.ask(app::JumpToEvidence{i});
        ButtonSpec remove;
        const std::string remove_key = key + ".remove",
                          remove_name = "Remove evidence " + std::to_string(i + 1);
        remove.key = remove_key;
        remove.name = remove_name;
        remove.icon = kIconX;
        remove.look = ButtonLook::quiet;
        if (button(ui, {row.x + row.w + 2, y, 30, 28}, remove)) ui.ask(app::RemoveEvidence{i});
        y += 32;
    }
    return y - at.y;
}

app::Field text_field(const char* name, const char* name_shown, const std::string& value,
                      std::uint32_t revision) {
    app::Field spec;
    spec.name = name;
    spec.label = name_shown;
    spec.value = value;
    spec.revision = revision;
    spec.multiline = true;
    spec.max_length = 8000;
    return spec;
}

// Which teams the pack says to ask, now that these answers are given.
float consult_hints(Ui& ui, ImVec2 at, float width) {
    const auto& review = app::active_review(ui.state);
    float y = at.y;
    for (const std::size_t index : review.consults) {
        const auto& consult = review.pack->consults[index];
        const auto* team = review.pack->team(consult.team);
        const std::string text = (team ? team->title : consult.team) + ": " + consult.text;
        const float h = ui.text.paragraph_height(width - 36, text, kCaption) + 14;
        const Rect card{at.x, y, width, h};
        fill(ui, card, ui.theme[Colour::raised], kRadius);
        fill(ui, {card.x, card.y, 3, card.h}, ui.theme[Colour::escalate]);
        ui.text.draw(ui.list, {at.x + 10, y + 7}, kIconMessageSquare, {13, Face::icon},
                     ui.theme[Colour::escalate]);
        paragraph(ui, "consult." + consult.id, {at.x + 30, y + 7}, width - 36, text, kCaption,
                  ui.theme[Colour::text]);
        y += h + 6;
    }
    return y - at.y;
}

// Evidence, rationale, override reason and reply: what is written rather than chosen.
float written_parts(Ui& ui, ImVec2 at, float width) {
    const auto& review = app::active_review(ui.state);
    const float x = at.x + kPadX, inner = width - 2 * kPadX;
    float y = at.y + 14;
    const auto caption = [&](const char* text) {
        ui.text.draw(ui.list, {x, y}, text, kCaptionMedium, ui.theme[Colour::muted]);
        y += 22;
    };
    if (const float hints = consult_hints(ui, {x, y}, inner); hints > 0) y += hints + 8;
    if (ui.state.panel == app::Panel::trial) return y - at.y;  // nothing is written in a trial
    y += evidence_list(ui, {x, y}, inner) + 14;
    caption("Rationale");
    auto rationale = text_field("rationale", "Rationale", review.draft.rationale, review.field_revision);
    rationale.placeholder = "Why, in your own words";
    field(ui, {x, y, inner, 84}, rationale);
    y += 84 + 14;
    if (review.draft.override_) {
        caption("Reason for the override");
        auto reason = text_field("override_reason", "Reason for the override", review.draft.override_->reason,
                                 review.field_revision);
        reason.invalid = review.draft.override_->reason.empty();
        field(ui, {x, y, inner, 64}, reason);
        y += 64 + 14;
        if (const auto* team = app::approving_team(review)) {
            const std::string label = "Approved by (" + team->title + ")";
            caption(label.c_str());
            app::Field approved = text_field("approved_by", label.c_str(),
                                             review.draft.override_->approved_by, review.field_revision);
            approved.multiline = false;
            approved.max_length = 80;
            approved.invalid = review.draft.override_->approved_by.empty();
            field(ui, {x, y, inner, 34}, approved);
            y += 34 + 14;
        }
    }
    if (review.reply || review.draft.reply_edited) {
        const std::string title =
            review.reply && review.reply->reply ? "Reply to the " + review.reply->reply->audience : "Reply";
        ui.text.draw(ui.list, {x, y}, title, kCaptionMedium, ui.theme[Colour::muted]);
        if (review.draft.reply_edited) {
            ButtonSpec reset;
            reset.key = "reply.reset";
            reset.label = "Compose again";
            reset.look = ButtonLook::quiet;
            const float w = button_width(ui, reset);
            if (button(ui, {x + inner - w, y - 6, w, 28}, reset)) ui.ask(app::ResetReply{});
        }
        y += 22;
        field(ui, {x, y, inner, 132}, text_field("reply", "Reply", review.reply_text, review.field_revision));
        y += 132 + 14;
    }
    return y - at.y;
}

// A line above the questions when the pack is newer than the version that was acknowledged.
float newer_pack(Ui& ui, ImVec2 at, float width) {
    const auto& review = ui.state.review;
    if (ui.state.panel == app::Panel::trial || !review.pack) return 0;
    const auto& pack = *review.pack;
    if (app::read_state(ui.state, pack.id, pack.version) != app::ReadState::older) return 0;
    const std::string text = "This policy changed since " +
                             ui.state.library.acknowledged.at(pack.id).version + ", which you acknowledged";
    const float inner = width - 2 * kPadX;
    float y = at.y + 10;
    y += paragraph(ui, "checklist.newer", {at.x + kPadX, y}, inner, text, kCaption, ui.theme[Colour::warn]) +
         4;
    ButtonSpec read;
    read.key = "checklist.changes";
    read.label = "Read what changed";
    read.look = ButtonLook::quiet;
    if (button(ui, {at.x + kPadX - 8, y, button_width(ui, read), 30}, read)) {
        ui.ask(app::ShowPolicy{pack.name(), ""});
        ui.ask(app::ShowPolicyView{app::PolicyView::changes});
    }
    y += 36;
    line_h(ui, at.x, y - 1, width);
    return y - at.y;
}

void header(Ui& ui, Rect area) {
    const auto& review = app::active_review(ui.state);
    const std::string title = review.pack ? review.pack->title : "Checklist";
    std::string progress;
    if (review.pack) {
        const auto answered = std::count_if(review.checklist.steps.begin(), review.checklist.steps.end(),
                                            [](const auto& s) { return s.answered; });
        const auto next = static_cast<std::size_t>(answered) + 1;
        progress = review.checklist.complete ? std::to_string(answered) + " answered"
                                             : "question " + std::to_string(next);
        if (!review.checklist.complete && review.checklist.about_total > next) {
            progress = std::to_string(next) + " of about " + std::to_string(review.checklist.about_total);
        }
    }
    const float chip_w = progress.empty() ? 0 : chip_width(ui, progress);
    const float version_w = review.pack ? ui.text.width(review.pack->version, kCaption) + 10 : 0;
    const float room = area.w - kPadX * 2 - chip_w - version_w - 8;
    heading(ui, "checklist.title", Role::heading2, {area.x + kPadX, area.y + 9}, title, kBodyStrong, room);
    if (review.pack) {
        ui.text.draw(ui.list,
                     {area.x + kPadX + std::min(room, ui.text.width(title, kBodyStrong)) + 8, area.y + 11},
                     review.pack->version, kCaption, ui.theme[Colour::muted]);
        chip(ui, {area.x + area.w - kPadX - chip_w, area.y + 9}, progress);
        Node node;
        node.role = Role::text;
        node.name = progress;
        node.rect = {area.x + area.w - kPadX - chip_w, area.y + 9, chip_w, 22};
        ui.semantics.leaf("checklist.progress", std::move(node));
    }
    line_h(ui, area.x, area.y + 39, area.w);
}

}  // namespace

void panel_checklist(Ui& ui, Rect area) {
    const auto& review = app::active_review(ui.state);
    Node region;
    region.role = Role::region;
    region.name = "Checklist";
    region.rect = area;
    ui.semantics.open("checklist", std::move(region));
    header(ui, area);
    if (!review.open || !review.pack) {
        const char* text =
            !review.open ? "The checklist appears with a case"
                         : "No policy pack of this bundle could be read, so this case cannot be decided";
        paragraph(ui, "checklist.empty", {area.x + kPadX, area.y + 60}, area.w - 2 * kPadX, text, kBody,
                  ui.theme[Colour::muted]);
        return ui.semantics.close();
    }
    const float footer = decision_height(ui, area.w);
    const Rect body{area.x, area.y + 40, area.w, area.h - 40 - footer};
    Node list;
    list.role = Role::region;
    list.name = "Questions";
    ScrollArea scroll(ui, ui.state.panel == app::Panel::trial ? "trial.body" : "checklist.body", body,
                      std::move(list));
    float y = scroll.top();
    y += newer_pack(ui, {area.x, y}, area.w);
    const std::string& current = app::current_question(review);
    int number = 0;
    for (const auto& step : review.checklist.steps) {
        const auto& question = review.pack->questions[step.question];
        const bool open = question.id == current;
        if (!open && !step.answered && question.required) continue;  // an optional one waits to be opened
        ++number;
        if (open) {
            const float h = open_question(ui, question, number, {area.x, y}, area.w);
            if (ui.view.shown_question != question.id) {
                ui.view.shown_question = question.id;
                scroll.reveal(y - scroll.top(), h);
                ui.more = true;
            }
            y += h;
            line_h(ui, area.x, y - 1, area.w);
        } else {
            y += answered_step(ui, question, number, {area.x, y}, area.w);
        }
    }
    y += written_parts(ui, {area.x, y}, area.w);
    scroll.close(y - scroll.top());
    panel_decision(ui, {area.x, area.y + area.h - footer, area.w, footer});
    ui.semantics.close();
}

}  // namespace casement::ui
