// The open case: its draft, the walk through the checklist, what follows, and what is kept.
#include <app/update_parts.hpp>
#include <core/base/uuid.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/outlook.hpp>

#include <algorithm>

namespace casement::app {
namespace {

constexpr TimeMs kIdleAfterMs = 60'000;  // no input for this long: the time is not counted as work
constexpr std::int64_t kMaxPixels = 64ll << 20;

// The pack a case names, else the first pack for its area, else the first there is.
void choose_pack(const BundleState& b, ReviewState& review) {
    review.pack = nullptr;
    const auto take = [&](std::size_t i) {
        review.pack = b.packs[i];
        review.pin = i;
    };
    const auto& pins = b.descriptor.policies;
    for (std::size_t i = 0; i < pins.size() && !review.pack; ++i) {
        if (b.packs[i] && pins[i].id + "@" + pins[i].version == review.c.policy) take(i);
    }
    for (std::size_t i = 0; i < pins.size() && !review.pack; ++i) {
        if (b.packs[i] && b.packs[i]->area == bundle::name(review.c.area)) take(i);
    }
    for (std::size_t i = 0; i < pins.size() && !review.pack; ++i) {
        if (b.packs[i]) take(i);
    }
}

void show_media(Step& step) {
    auto& state = step.state;
    for (const auto& part : state.review.c.content) {
        if (part.kind != bundle::PartKind::image || part.media_path.empty() || !part.digest) continue;
        const int severity = std::clamp(part.severity, 0, 4);
        state.review.media[part.id] = {part.id, MediaState::Phase::loading, {}, 0, 0};
        step.emit(ShowMedia{part.id, state.bundle.url + part.media_path, part.mediatype, *part.digest,
                            bundle::kMaxMediaBytes, kMaxPixels, state.settings.shield[severity],
                            state.settings.shield_strength});
    }
}

const char* audience_of(bundle::SourceKind kind) {
    switch (kind) {
        case bundle::SourceKind::regulator:
        case bundle::SourceKind::law_enforcement:
            return "regulator";
        case bundle::SourceKind::business:
        case bundle::SourceKind::advertiser:
            return "business";
        default:
            return "user";
    }
}

// The sheet that is being answered: the case's, or the trial's.
ReviewState& active(State& state) {
    return const_cast<ReviewState&>(active_review(state));
}

bool is_trial(const State& state) {
    return state.panel == Panel::trial;
}

// What a reply may merge; an override speaks for another outcome than the derived one.
Json fields_of(const State& state, const ReviewState& review) {
    policy::Derived final_ = *review.derived;
    if (review.draft.override_) {
        const auto* outcome = review.pack->outcome(review.draft.override_->outcome);
        final_.outcome = outcome->id;
        final_.violates = outcome->violates;
        final_.because = outcome->because;
    }
    const auto answers = policy::visible_answers(*review.pack, review.checklist, review.draft.answers);
    return policy::reply_fields(*review.pack, final_, answers, review.facts, review.draft.rationale,
                                state.settings.alias);
}

void refresh_consults(ReviewState& review) {
    review.consults.clear();
    const Json data = {
        {"answers", policy::visible_answers(*review.pack, review.checklist, review.draft.answers)},
        {"case", review.facts}};
    for (std::size_t i = 0; i < review.pack->consults.size(); ++i) {
        const auto holds = review.pack->consults[i].when.evaluate(data);
        if (holds && json::truthy(*holds)) review.consults.push_back(i);
    }
}

void refresh_outlook(ReviewState& review) {
    review.possible.clear();
    if (review.checklist.complete || review.draft.answers.empty()) return;
    const auto answers = policy::visible_answers(*review.pack, review.checklist, review.draft.answers);
    if (auto seen = policy::outlook(*review.pack, answers, review.facts, 400)) {
        review.possible = std::move(seen->possible);
        review.possible_all = seen->all;
    }
}

void refresh_reply(Step& step) {
    auto& review = active(step.state);
    const std::string before = review.reply_text;
    const auto* outcome = final_outcome(review);
    review.reply.reset();
    if (outcome) {
        const auto& language =
            review.c.source.language.empty() ? review.c.language : review.c.source.language;
        review.reply = policy::compose_reply(*review.pack, *outcome, audience_of(review.c.source.kind),
                                             language, fields_of(step.state, review));
    }
    if (review.draft.reply_edited) {
        review.reply_text = review.draft.reply_body;
    } else {
        review.reply_text = review.reply ? review.reply->body : "";
        review.draft.reply_body = review.reply_text;
    }
    if (before != review.reply_text) ++review.field_revision;
}

std::optional<std::string> decided_label(const State& state) {
    const auto found = state.ledger.by_case.find(draft_key(state.bundle.digest, state.review.c.id));
    if (found == state.ledger.by_case.end()) return std::nullopt;
    return state.ledger.entries[found->second].outcome_label;
}

const policy::Step* find_step(const ReviewState& review, const std::string& question) {
    for (const auto& visible : review.checklist.steps) {
        if (review.pack->questions[visible.question].id == question) return &visible;
    }
    return nullptr;
}

void touch(Step& step) {
    if (is_trial(step.state)) return;  // nothing of a trial is kept
    count_active_time(step);
    save_draft(step);
}

}  // namespace

std::string new_decision_id(const World& world) {
    std::array<std::uint8_t, 10> random{};
    world.random_bytes(random.data(), random.size());
    return uuid_v7(world.now_ms, random);
}

void open_case(Step& step, std::uint32_t row_index) {
    auto& state = step.state;
    if (row_index >= state.bundle.rows.size()) return;
    count_active_time(step);
    if (state.review.open) step.emit(ForgetMedia{});
    const auto& row = state.bundle.rows[row_index];
    ReviewState review;
    review.open = true;
    review.row = row_index;
    review.document_revision = state.review.document_revision + 1;
    review.field_revision = state.review.field_revision + 1;
    auto read = bundle::read_case(case_line(state.bundle, row),
                                  state.bundle.shard_paths[row.shard] + ":" + std::to_string(row.line));
    if (!read) {
        review.error = std::move(read).error();
        state.review = std::move(review);
        return;
    }
    review.c = *std::move(read);
    review.facts = bundle::facts(review.c);
    choose_pack(state.bundle, review);
    state.review = std::move(review);

    const std::string key = draft_key(state.bundle.digest, state.review.c.id);
    if (const auto kept = state.drafts.find(key); kept != state.drafts.end()) {
        state.review.draft = kept->second;
    } else {
        state.review.draft.decision_id = new_decision_id(step.world);
        state.review.draft.case_id = state.review.c.id;
        state.review.draft.opened_at = step.world.now_ms;
    }
    // A correction that was begun goes on where it was left.
    if (!state.review.draft.supersedes) state.review.already_decided = decided_label(state);
    state.review.active_since = state.review.touched_at = step.world.now_ms;
    if (state.panel != Panel::queue) state.panel = Panel::review;
    if (state.environment.width_px < 1100) state.panel = Panel::review;

    const auto parsed = json::parse(case_line(state.bundle, row));
    if (const auto bytes = json::canonical(*parsed); bytes) {
        step.emit(Hash{step.ticket("case:" + std::to_string(row_index)), {*bytes}});
    }
    show_media(step);
    refresh_review(step);
    publish_route(step, false);
    step.say("Case " + state.review.c.id + ", " + state.review.c.title);
}

void step_case(Step& step, int by) {
    const auto& shown = step.state.queue.shown;
    if (shown.empty()) return;
    const auto here = std::find(shown.begin(), shown.end(), step.state.review.row);
    std::ptrdiff_t next = 0;
    if (step.state.review.open && here != shown.end()) {
        next = std::clamp<std::ptrdiff_t>(here - shown.begin() + by, 0,
                                          static_cast<std::ptrdiff_t>(shown.size()) - 1);
        if (shown[static_cast<std::size_t>(next)] == step.state.review.row) {
            step.notice(by > 0 ? "This is the last case of the queue"
                               : "This is the first case of the queue");
            return;
        }
    }
    open_case(step, shown[static_cast<std::size_t>(next)]);
}

void case_hashed(Step& step, const Hashed& hashed) {
    if (!hashed.digests.empty()) step.state.review.case_digest = hashed.digests.front();
}

void refresh_review(Step& step) {
    auto& review = active(step.state);
    review.checklist = {};
    review.derived.reset();
    review.derive_error = {};
    review.flips.reset();
    ++step.state.trial.revision;
    if (!review.open || !review.pack) return;
    auto walked = policy::walk(*review.pack, review.draft.answers, review.facts);
    if (!walked) {
        review.derive_error = std::move(walked).error();
        return;
    }
    review.checklist = *std::move(walked);
    if (review.editing && !find_step(review, *review.editing)) review.editing.reset();
    refresh_outlook(review);
    refresh_consults(review);
    if (review.checklist.complete) {
        const auto answers = policy::visible_answers(*review.pack, review.checklist, review.draft.answers);
        if (auto derived = policy::derive(*review.pack, answers, review.facts)) {
            review.derived = *std::move(derived);
        } else {
            review.derive_error = std::move(derived).error();
        }
    }
    if (review.draft.override_ && review.derived &&
        review.draft.override_->outcome == review.derived->outcome) {
        review.draft.override_.reset();
    }
    refresh_reply(step);
    if (is_trial(step.state) || step.state.drawer == Drawer::why) find_what_would_change_it(review);
}

void answer_question(Step& step, const std::string& id, const Json& value) {
    auto& review = active(step.state);
    const auto* question = review.pack ? review.pack->question(id) : nullptr;
    if (!question) return;
    if (value.is_null() || (value.is_array() && value.empty()) ||
        (value.is_string() && value.get_ref<const std::string&>().empty())) {
        review.draft.answers.erase(id);
    } else {
        if (const auto legal = policy::check_answer(*question, value); !legal) {
            return step.notice(legal.error().message, true);
        }
        review.draft.answers[id] = value;
    }
    refresh_review(step);
    touch(step);
}

void choose_option(Step& step, std::size_t index) {
    auto& review = active(step.state);
    const std::string id = current_question(review);
    const auto* question = review.pack ? review.pack->question(id) : nullptr;
    if (!question || index >= question->options.size()) return;
    const std::string& option = question->options[index].id;
    const std::string& label = question->options[index].label;
    if (question->kind == policy::QuestionKind::many) {
        // Chosen options stand in the order of the question, so that equal choices are equal bytes.
        const Json& old = json::get(review.draft.answers, id.c_str());
        const auto holds = [&](const std::string& o) {
            return old.is_array() && std::find(old.begin(), old.end(), Json(o)) != old.end();
        };
        Json chosen = Json::array();
        for (const auto& o : question->options) {
            if (holds(o.id) != (o.id == option)) chosen.push_back(o.id);
        }
        step.say(label + (holds(option) ? ", taken back" : ", chosen"));
        review.editing = id;  // stays open until the reviewer is done with it
        return answer_question(step, id, chosen);
    }
    review.editing.reset();
    answer_question(step, id, option);
    const std::string& next = current_question(review);
    const auto* open = next.empty() ? nullptr : review.pack->question(next);
    if (open) {
        step.say(label + ". Next: " + open->text);
    } else if (const auto* outcome = final_outcome(review)) {
        step.say(label + ". Outcome: " + outcome->label);
    }
}

void continue_question(Step& step) {
    auto& review = active(step.state);
    const std::string id = current_question(review);
    if (id.empty()) return;
    const auto* question = review.pack->question(id);
    if (question->kind == policy::QuestionKind::spans || question->kind == policy::QuestionKind::regions) {
        Json marks = Json::array();
        for (std::size_t i = 0; i < review.draft.evidence.size(); ++i) marks.push_back(i);
        answer_question(step, id, marks);
    }
    if (question->required && !review.draft.answers.contains(id)) {
        return step.notice("This question needs an answer", true);
    }
    review.editing.reset();
    refresh_review(step);
}

void edit_question(Step& step, const std::string& question) {
    auto& review = active(step.state);
    if (!review.pack || !find_step(review, question)) return;
    review.editing = question;
    step.say("Changing: " + review.pack->question(question)->text);
}

void back_question(Step& step) {
    auto& review = active(step.state);
    const std::string now = current_question(review);
    std::string before;
    for (const auto& visible : review.checklist.steps) {
        const auto& id = review.pack->questions[visible.question].id;
        if (id == now) break;
        if (visible.answered) before = id;
    }
    if (!before.empty()) edit_question(step, before);
}

void find_what_would_change_it(ReviewState& review) {
    if (review.flips || !review.derived) return;
    const auto answers = policy::visible_answers(*review.pack, review.checklist, review.draft.answers);
    // Found between two frames: few enough sets that nobody waits.
    const policy::FlipBounds bounds{3, 4'000, 64};
    auto found = policy::find_flips(*review.pack, answers, review.facts, bounds);
    if (found) review.flips = *std::move(found);
}

void set_override(Step& step, const std::string& outcome) {
    auto& review = active(step.state);
    if (!review.pack || !review.derived) return;
    step.state.dialog = Dialog::none;
    if (outcome.empty() || outcome == review.derived->outcome) {
        review.draft.override_.reset();
    } else if (review.pack->outcome(outcome)) {
        const std::string reason = review.draft.override_ ? review.draft.override_->reason : "";
        review.draft.override_ = decision::Override{outcome, reason, {}};
        step.emit(FocusNode{"override_reason"});  // its field appears with it
    }
    ++review.field_revision;
    refresh_review(step);
    touch(step);
}

void flag_question(Step& step, const std::string& kind) {
    auto& review = step.state.review;
    const std::string question = current_question(review);
    auto& flags = review.draft.flags;
    const auto found =
        std::find_if(flags.begin(), flags.end(), [&](const auto& flag) { return flag.question == question; });
    if (question.empty()) return step.notice("No question is open", true);
    if (kind.empty()) {
        if (found != flags.end()) flags.erase(found);
        show_dialog(step, Dialog::none);
    } else if (found != flags.end()) {
        found->kind = kind;
    } else {
        flags.push_back({question, kind, ""});
    }
    ++review.field_revision;
    touch(step);
}

void review_field_edited(Step& step, const FieldEdited& edit) {
    auto& review = active(step.state);
    if (!review.open) return;
    if (edit.name == "rationale") {
        review.draft.rationale = edit.value;
        if (!review.draft.reply_edited) refresh_reply(step);
    } else if (edit.name == "reply") {
        review.draft.reply_edited = true;
        review.draft.reply_body = review.reply_text = edit.value;
    } else if (edit.name == "override_reason" && review.draft.override_) {
        review.draft.override_->reason = edit.value;
    } else if (edit.name == "approved_by" && review.draft.override_) {
        review.draft.override_->approved_by = edit.value;
    } else if (edit.name == "flag_note") {
        const auto& question = current_question(review);
        for (auto& flag : review.draft.flags)
            if (flag.question == question) flag.note = edit.value;
    } else if (edit.name.starts_with("answer:")) {
        const std::string id = edit.name.substr(7);
        const auto* question = review.pack ? review.pack->question(id) : nullptr;
        if (!question) return;
        Json value = edit.value;
        if (question->kind == policy::QuestionKind::number) {
            const auto number = json::parse(edit.value);
            value = number && number->is_number() ? *number : Json();
        }
        review.editing = id;
        return answer_question(step, id, value);
    }
    touch(step);
}

void mark_evidence(Step& step, const Selected& selected) {
    auto& review = step.state.review;
    if (selected.start >= selected.end) {
        return step.notice("Select the words in the text first, then press E", true);
    }
    const decision::Evidence mark{selected.part_id, selected.start, selected.end, current_question(review)};
    auto& marks = review.draft.evidence;
    const auto same = std::find_if(marks.begin(), marks.end(), [&](const auto& m) {
        return m.part == mark.part && m.start == mark.start && m.end == mark.end;
    });
    if (same != marks.end()) return step.notice("These words are marked already");
    marks.push_back(mark);
    ++review.document_revision;
    step.say("Evidence marked, " + std::to_string(marks.size()) + " in all");
    refresh_review(step);
    touch(step);
}

void remove_evidence(Step& step, std::size_t index) {
    auto& review = step.state.review;
    if (index >= review.draft.evidence.size()) return;
    review.draft.evidence.erase(review.draft.evidence.begin() + static_cast<std::ptrdiff_t>(index));
    ++review.document_revision;
    step.say("Evidence mark removed");
    refresh_review(step);
    touch(step);
}

void media_changed(Step& step, const MediaState& media) {
    step.state.review.media[media.part_id] = media;
}

void count_active_time(Step& step) {
    auto& review = step.state.review;
    if (!review.open) return;
    const TimeMs now = step.world.now_ms;
    if (review.active_since > 0) {
        const TimeMs until = std::min(now, review.touched_at + kIdleAfterMs);
        review.draft.active_ms += std::max<TimeMs>(0, until - review.active_since);
    }
    review.active_since = review.touched_at = now;
}

void save_draft(Step& step) {
    auto& state = step.state;
    if (!state.lock.writer) return;  // its own time alone would overwrite what the other tab does
    const std::string key = draft_key(state.bundle.digest, state.review.c.id);
    state.drafts[key] = state.review.draft;
    auto& columns = state.queue.columns;
    const std::uint32_t row = state.review.row;
    const bool fresh =
        row < columns.size() && columns.state()[row] == static_cast<std::uint8_t>(review::WorkState::fresh);
    if (fresh) columns.set_state(row, review::WorkState::in_review);
    state.save.phase = SaveState::Phase::saving;
    Json value = review::to_json(state.review.draft);
    step.emit(Put{step.ticket("save"), "drafts", key, value.dump()});
}

}  // namespace casement::app
