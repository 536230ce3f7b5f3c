#include <app/state.hpp>
#include <core/base/text.hpp>
#include <core/review/deadline.hpp>
#include <core/review/reveal.hpp>

#include <algorithm>

namespace casement::app {

const QueueOrder* queue_order(std::string_view name) {
    const auto found = std::find_if(std::begin(kQueueOrders), std::end(kQueueOrders),
                                    [&](const QueueOrder& one) { return one.name == name; });
    return found == std::end(kQueueOrders) ? nullptr : found;
}

const char* order_name(const review::SortOrder& order) {
    const auto found = std::find_if(std::begin(kQueueOrders), std::end(kQueueOrders),
                                    [&](const QueueOrder& one) { return one.order == order; });
    return found == std::end(kQueueOrders) ? "" : found->name;
}

std::string draft_key(const Digest& bundle, const std::string& case_id) {
    return bundle.hex() + ":" + case_id;
}

bool is_decided(const State& state, std::uint32_t row) {
    return row < state.bundle.decided.size() && state.bundle.decided[row] != 0;
}

std::size_t open_count(const State& state) {
    const auto& decided = state.bundle.decided;
    return state.bundle.rows.size() - static_cast<std::size_t>(std::count_if(decided.begin(), decided.end(),
                                                                             [](char d) { return d != 0; }));
}

std::size_t at_risk_count(const State& state) {
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < state.bundle.rows.size(); ++i) {
        const auto& row = state.bundle.rows[i];
        count += !is_decided(state, i) &&
                 review::at_risk(review::urgency(row.received_at, row.due_at, state.now_ms));
    }
    return count;
}

std::size_t pending_count(const State& state) {
    return state.ledger.pending.size();
}

std::vector<review::PriorityReason> priority_reasons(const State& state) {
    if (!state.review.open || state.review.row >= state.queue.columns.size()) return {};
    return review::explain_priority(state.queue.columns, state.review.row, state.settings.priority,
                                    state.now_ms);
}

std::size_t unexported_count(const State& state) {
    std::int64_t count = 0;
    for (const auto& [key_id, last] : state.ledger.last_seq) {
        const auto exported = state.settings.exported.find(key_id);
        count += std::max<std::int64_t>(
            0, exported == state.settings.exported.end() ? last : last - exported->second);
    }
    return static_cast<std::size_t>(count);
}

bool is_production(const State& state) {
    if (state.bundle.phase != BundleState::Phase::ready) return false;
    const auto purpose = state.bundle.descriptor.purpose;
    return purpose == bundle::Purpose::production || purpose == bundle::Purpose::continuity;
}

decision::Reviewer reviewer_of(const State& state) {
    return {state.key.key_id, state.settings.alias, state.settings.organisation,
            Json{{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", state.key.public_x}}, state.key.temporary};
}

namespace {

constexpr decision::KeyRole kMayReview[] = {decision::KeyRole::reviewer, decision::KeyRole::lead,
                                            decision::KeyRole::trainer};

}  // namespace

std::string key_obstacle(const State& state) {
    if (!state.lock.writer) return "Another tab of this browser is writing: take over there or here";
    if (!is_production(state)) return {};
    if (state.key.temporary) return "This bundle counts: make your own key first";
    if (!state.keyring.keyring) return {};
    const auto& keyring = *state.keyring.keyring;
    if (const auto fresh = decision::check_freshness(keyring, state.now_ms, decision::kKeyringGraceMs);
        !fresh)
        return fresh.error().message + ": " + fresh.error().remedy;
    const auto may = decision::check_may_sign(keyring, state.key.key_id, kMayReview, state.now_ms, 0);
    // Not enrolled yet is no reason to stop: the publisher says from when the key is valid.
    return may || may.error().code == "key.not_listed" ? std::string() : may.error().message;
}

std::string standing_words(const State& state) {
    if (!state.keyring.keyring || !state.key.ready) return {};
    const auto& keyring = *state.keyring.keyring;
    const std::string which = "Keyring version " + std::to_string(keyring.version) + " of " +
                              (keyring.publisher.empty() ? keyring.key_id : keyring.publisher);
    const auto may = decision::check_may_sign(keyring, state.key.key_id, kMayReview, state.now_ms, 0);
    std::string words = which + ": " + (may ? "your key may sign" : may.error().message);
    if (state.now_ms >= keyring.expires_at) words += ". It expired and is believed for seven days more";
    return words;
}

bool is_dark(const State& state) {
    switch (state.settings.theme) {
        case ThemeChoice::dark:
            return true;
        case ThemeChoice::light:
            return false;
        case ThemeChoice::high_contrast:
            return true;
        case ThemeChoice::system:
            return state.environment.dark;
    }
    return true;
}

bool is_high_contrast(const State& state) {
    return state.settings.theme == ThemeChoice::high_contrast ||
           (state.settings.theme == ThemeChoice::system && state.environment.high_contrast);
}

const policy::Team* approving_team(const ReviewState& review) {
    if (!review.pack || !review.derived || !review.draft.override_) return nullptr;
    const auto* derived = review.pack->outcome(review.derived->outcome);
    return derived ? review.pack->team(derived->approval) : nullptr;
}

const policy::Outcome* final_outcome(const ReviewState& review) {
    if (!review.pack || !review.derived) return nullptr;
    return review.pack->outcome(review.draft.override_ ? review.draft.override_->outcome
                                                       : review.derived->outcome);
}

const ReviewState& active_review(const State& state) {
    return state.panel == Panel::trial ? state.trial.sheet : state.review;
}

const std::string& current_question(const ReviewState& review) {
    static const std::string none;
    if (!review.pack) return none;
    if (review.editing) return *review.editing;
    if (review.checklist.current >= review.checklist.steps.size()) return none;
    return review.pack->questions[review.checklist.steps[review.checklist.current].question].id;
}

std::string evidence_words(const bundle::Case& c, const decision::Evidence& mark) {
    for (const auto& part : c.content) {
        if (part.id == mark.part) return std::string(review::utf16_slice(part.text, mark.start, mark.end));
    }
    return {};
}

namespace {

// An answer whose option demands evidence or a note that is not there; empty when all are satisfied.
std::string unmet_demand(const ReviewState& review) {
    for (const auto& visible : review.checklist.steps) {
        const auto& question = review.pack->questions[visible.question];
        const Json& answer = json::get(review.draft.answers, question.id.c_str());
        for (const auto& option : question.options) {
            const bool chosen = answer == Json(option.id) ||
                                (answer.is_array() &&
                                 std::find(answer.begin(), answer.end(), Json(option.id)) != answer.end());
            if (!chosen) continue;
            if (option.needs_evidence && review.draft.evidence.empty()) {
                return "“" + option.label + "” needs evidence: select the words and press E";
            }
            if (option.needs_note && is_blank(review.draft.rationale)) {
                return "“" + option.label + "” needs a rationale";
            }
        }
    }
    return {};
}

}  // namespace

std::string sign_obstacle(const State& state) {
    const auto& review = state.review;
    if (!review.open || !review.error.code.empty()) return "No case is open";
    if (!review.pack) return "The policy pack for this case could not be read";
    if (is_decided(state, review.row) && !review.draft.supersedes) return "This case is decided already";
    if (const std::string obstacle = key_obstacle(state); !obstacle.empty()) return obstacle;
    if (!review.derive_error.code.empty()) return review.derive_error.message;
    if (!review.checklist.complete || !review.derived) return "Answer the checklist first";
    if (review.draft.override_ && is_blank(review.draft.override_->reason))
        return "An override needs a reason";
    if (const auto* team = approving_team(review); team && is_blank(review.draft.override_->approved_by))
        return "This override needs an approval: " + team->title;
    if (const std::string demand = unmet_demand(review); !demand.empty()) return demand;
    if (!review.case_digest) return "The case's digest is being computed";
    if (!state.key.ready)
        return state.key.error.code.empty() ? "The key is being made" : state.key.error.message;
    if (state.save.phase == SaveState::Phase::failed) return "Saving failed: " + state.save.error.message;
    return {};
}

}  // namespace casement::app
