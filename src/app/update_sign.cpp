// From "Sign and next" to the ledger. Decisions are signed one after another, because each names the digest
// of the one before it: waiting (undo window) -> signing -> hashing -> storing -> ledger. What failed stays
// at the front and is tried again; nothing behind it can overtake it.
#include <app/update_parts.hpp>
#include <core/base/sorted.hpp>
#include <core/base/text.hpp>
#include <core/json/canonical.hpp>

#include <tuple>

namespace casement::app {
namespace {

using Phase = PendingDecision::Step;

const LedgerEntry* last_entry(const State& state) {
    for (auto entry = state.ledger.entries.rbegin(); entry != state.ledger.entries.rend(); ++entry) {
        if (entry->key_id == state.key.key_id) return &*entry;
    }
    return nullptr;
}

void index_entry(LedgerState& ledger, std::size_t at) {
    const auto& entry = ledger.entries[at];
    ledger.by_case[entry.bundle + ":" + entry.case_id] = at;
    if (entry.supersedes) ledger.superseded.insert(*entry.supersedes);
    auto& last = ledger.last_seq[entry.key_id];
    last = std::max(last, entry.seq);
}

decision::Record make_record(const State& state, const World& world) {
    const auto& review = state.review;
    const auto& pin = state.bundle.descriptor.policies[review.pin];
    decision::Record record;
    record.decision_id = review.draft.decision_id;
    record.bundle = state.bundle.digest;
    record.case_digest = *review.case_digest;
    record.policy = pin.digest;
    record.case_id = review.c.id;
    record.policy_id = pin.id;
    record.policy_version = pin.version;
    record.answers = policy::visible_answers(*review.pack, review.checklist, review.draft.answers);
    decision::set_derived(record, *review.derived);
    record.override_ = review.draft.override_;
    record.supersedes = review.draft.supersedes;
    record.final_outcome = record.override_ ? record.override_->outcome : record.outcome;
    record.evidence = review.draft.evidence;
    record.flags = review.draft.flags;
    record.rationale = review.draft.rationale;
    if (review.reply && review.reply->reply) {
        record.reply_id = review.reply->reply->id;
        record.reply_subject = review.reply->subject;
    }
    record.reply_body = review.draft.reply_body;
    record.opened_at = review.draft.opened_at;
    // A clock that was set back must not make a decision older than the one before it.
    record.decided_at = std::max(world.now_ms, review.draft.opened_at);
    if (const auto* last = last_entry(state))
        record.decided_at = std::max(record.decided_at, last->decided_at);
    for (const auto& pending : state.ledger.pending)
        record.decided_at = std::max(record.decided_at, pending.record.decided_at);
    record.active_ms = review.draft.active_ms;
    record.app = state.build_digest;
    return record;
}

// The case after this one that is not decided yet, in the order of the queue; none when all are.
std::optional<std::uint32_t> next_open_case(const State& state) {
    const auto& shown = state.queue.shown;
    const auto here = std::find(shown.begin(), shown.end(), state.review.row);
    const auto open = [&](std::uint32_t row) { return row != state.review.row && !is_decided(state, row); };
    const auto from = here == shown.end() ? shown.begin() : here;
    if (const auto next = std::find_if(from, shown.end(), open); next != shown.end()) return *next;
    if (const auto next = std::find_if(shown.begin(), from, open); next != from) return *next;
    return std::nullopt;
}

void fail_front(Step& step, Error error) {
    auto& front = step.state.ledger.pending.front();
    front.step = Phase::failed;
    front.error = error;
    step.state.save = {SaveState::Phase::failed, step.state.save.saved_at, error};
    step.notice("Not signed: " + error.message, true);
    step.say("Not signed: " + error.message, true);
}

// Fills in what is only known when its turn comes, and asks for the signature.
[[gnu::noinline]] void begin_signing(Step& step) {
    auto& state = step.state;
    auto& front = state.ledger.pending.front();
    const auto* last = last_entry(state);
    front.record.seq = last ? last->seq + 1 : 1;
    front.record.prev = last ? std::optional(last->digest) : std::nullopt;
    front.record.reviewer = reviewer_of(state);
    auto payload = decision::statement(front.record);
    if (!payload) return fail_front(step, std::move(payload).error());
    front.envelope = {*std::move(payload), decision::kPayloadType, state.key.key_id, ""};
    front.step = Phase::signing;
    front.ticket = step.ticket("sign");
    Sign sign{front.ticket, {}};
    sign.messages.push_back(decision::pae(front.envelope.payload_type, front.envelope.payload));
    step.emit(std::move(sign));
}

// Out of line, here and below: inlined into one function, their cleanups nest so deeply that LLVM 19 places
// WebAssembly's try blocks in an order that changes from build to build, and the same sources must give the
// same program.
[[gnu::noinline]] LedgerEntry entry_of(const PendingDecision& done) {
    const auto& record = done.record;
    LedgerEntry entry;
    entry.seq = record.seq;
    entry.key_id = record.reviewer.key_id;
    entry.decision_id = record.decision_id;
    entry.case_id = record.case_id;
    entry.title = done.title;
    entry.outcome = record.final_outcome;
    entry.outcome_label = done.outcome_label;
    entry.effect = done.effect;
    entry.bundle = record.bundle.hex();
    entry.overridden = record.override_.has_value();
    entry.decided_at = record.decided_at;
    entry.digest = done.digest;
    entry.envelope = done.line;
    if (record.supersedes) entry.supersedes = record.supersedes->digest;
    return entry;
}

[[gnu::noinline]] void enter_ledger(Step& step) {
    auto& ledger = step.state.ledger;
    const PendingDecision done = std::move(ledger.pending.front());
    ledger.pending.pop_front();
    ledger.entries.push_back(entry_of(done));
    index_entry(ledger, ledger.entries.size() - 1);
    refresh_decided(step);
    step.state.drafts.erase(done.draft_key);
    step.state.save = {SaveState::Phase::saved, step.world.now_ms, {}};
    if (step.state.queue.hide_decided) refresh_queue(step);
    sign_due(step);
    lock_when_quiet(step);
}

// The signature is there: the envelope is complete, and its digest is asked for.
[[gnu::noinline]] void seal(Step& step, const Signed& answer) {
    auto& front = step.state.ledger.pending.front();
    front.envelope.signature = answer.signatures.at(0);
    front.line = decision::envelope_line(front.envelope);
    if (front.line.size() > decision::kMaxEnvelopeBytes) {
        return fail_front(step, {"envelope.size", front.record.case_id, "The decision is larger than 64 KiB",
                                 "Shorten the rationale or the reply"});
    }
    front.step = Phase::hashing;
    Hash hash{step.ticket("sign"), {}};
    hash.items.push_back(front.line);
    step.emit(std::move(hash));
}

// The digest is there: the decision is written down, and only then is it in the ledger.
[[gnu::noinline]] void append(Step& step, const Hashed& answer) {
    auto& front = step.state.ledger.pending.front();
    front.digest = answer.digests.at(0);
    front.step = Phase::storing;
    AppendDecision effect;
    effect.ticket = step.ticket("sign");
    effect.key_id = front.record.reviewer.key_id;
    effect.seq = front.record.seq;
    effect.record = ledger_record(front).dump();
    effect.envelope = front.line;
    effect.draft_key = front.draft_key;
    step.emit(std::move(effect));
}

}  // namespace

Json ledger_record(const PendingDecision& pending) {
    const auto& corrected = pending.record.supersedes;
    return {{"supersedes", corrected ? corrected->digest.hex() : ""},
            {"title", pending.title},
            {"outcome_label", pending.outcome_label},
            {"effect", pending.effect},
            {"decision_id", pending.record.decision_id},
            {"case_id", pending.record.case_id},
            {"outcome", pending.record.final_outcome},
            {"bundle", pending.record.bundle.hex()},
            {"overridden", pending.record.override_.has_value()},
            {"decided_at", pending.record.decided_at},
            {"digest", pending.digest.hex()}};
}

void sign_and_next(Step& step) {
    auto& state = step.state;
    if (const std::string obstacle = sign_obstacle(state); !obstacle.empty())
        return step.notice(obstacle, true);
    count_active_time(step);
    for (auto& waiting : state.ledger.pending)
        waiting.sign_at = 0;  // a new signing ends the window of the last
    PendingDecision pending;
    pending.record = make_record(state, step.world);
    const auto* outcome = final_outcome(state.review);
    pending.title = state.review.c.title;
    pending.outcome_label = outcome->label;
    pending.effect = policy::name(outcome->effect);
    pending.draft_key = draft_key(state.bundle.digest, state.review.c.id);
    pending.sign_at = step.world.now_ms + state.settings.undo_seconds * 1000;
    step.emit(WakeAt{pending.sign_at});
    state.ledger.pending.push_back(std::move(pending));
    refresh_decided(step);
    save_draft(step);
    sign_due(step);
    if (const auto next = next_open_case(state)) {
        open_case(step, *next);
    } else {
        step.notice("Every case of this queue is decided");
        state.review.already_decided = outcome->label;
    }
}

void sign_due(Step& step) {
    auto& pending = step.state.ledger.pending;
    if (pending.empty() || pending.front().step != Phase::waiting || !step.state.key.ready) return;
    if (pending.front().sign_at > step.world.now_ms) return step.emit(WakeAt{pending.front().sign_at});
    begin_signing(step);
}

void sign_now(Step& step) {
    for (auto& pending : step.state.ledger.pending) pending.sign_at = 0;
    sign_due(step);
}

void undo_sign(Step& step) {
    auto& state = step.state;
    auto& pending = state.ledger.pending;
    if (pending.empty() || pending.back().step != Phase::waiting) return;
    const std::string case_id = pending.back().record.case_id;
    pending.pop_back();
    refresh_decided(step);
    for (std::uint32_t row = 0; row < state.bundle.rows.size(); ++row) {
        if (state.bundle.rows[row].id != case_id) continue;
        open_case(step, row);
        break;
    }
    step.notice("Taken back; nothing was signed");
    step.say("The decision on " + case_id + " was taken back, nothing was signed");
}

void sign_answered(Step& step, const Arrival& arrival) {
    if (step.state.ledger.pending.empty()) return;
    if (const auto* signed_ = std::get_if<Signed>(&arrival.any)) return seal(step, *signed_);
    if (const auto* hashed = std::get_if<Hashed>(&arrival.any)) return append(step, *hashed);
    if (std::holds_alternative<Stored>(arrival.any)) enter_ledger(step);
}

void sign_failed(Step& step, const Error& error) {
    if (!step.state.ledger.pending.empty()) fail_front(step, error);
}

void retry_sign(Step& step) {
    auto& pending = step.state.ledger.pending;
    if (pending.empty() || pending.front().step != Phase::failed) return;
    pending.front().step = Phase::waiting;
    pending.front().sign_at = 0;
    sign_due(step);
}

namespace {

// A key's own numbers rise with time.
[[gnu::noinline]] void sort_by_time(std::vector<LedgerEntry>& entries) {
    heap_sort(entries, [](const LedgerEntry& a, const LedgerEntry& b) {
        return std::tie(a.decided_at, a.key_id, a.seq) < std::tie(b.decided_at, b.key_id, b.seq);
    });
}

std::optional<Digest> read_digest(const Json& record, const char* member) {
    const auto digest = Digest::from_hex(json::get_string(record, member));
    return digest ? std::optional(*digest) : std::nullopt;
}

// What is listed of a decision that another key signed, or this browser on another machine.
std::optional<LedgerEntry> received_entry(const StoredDecision& stored) {
    const auto record = decision::read_decision(stored.envelope);
    const auto kept = json::parse(stored.record);
    if (!record || !kept) return std::nullopt;
    LedgerEntry entry;
    entry.seq = record->seq;
    entry.key_id = record->reviewer.key_id;
    entry.alias = record->reviewer.alias.empty() ? entry.key_id.substr(0, 8) : record->reviewer.alias;
    entry.decision_id = record->decision_id;
    entry.case_id = entry.title = record->case_id;
    entry.outcome = entry.outcome_label = record->final_outcome;
    entry.bundle = record->bundle.hex();
    entry.overridden = record->override_.has_value();
    entry.decided_at = record->decided_at;
    entry.digest = read_digest(*kept, "digest").value_or(Digest{});
    entry.envelope = stored.envelope;
    if (record->supersedes) entry.supersedes = record->supersedes->digest;
    return entry;
}

}  // namespace

void load_ledger(Step& step, const std::vector<StoredDecision>& decisions) {
    auto& ledger = step.state.ledger;
    ledger.entries.clear();
    ledger.by_case.clear();
    ledger.superseded.clear();
    ledger.last_seq.clear();
    for (const auto& stored : decisions) {
        const auto parsed = json::parse(stored.record);
        const Json& record = parsed ? *parsed : json::get(Json(), "");
        LedgerEntry& entry = ledger.entries.emplace_back();
        entry.seq = stored.seq;
        entry.key_id = stored.key_id;
        entry.decision_id = json::get_string(record, "decision_id");
        entry.case_id = json::get_string(record, "case_id");
        entry.title = json::get_string(record, "title");
        entry.outcome = json::get_string(record, "outcome");
        entry.outcome_label = json::get_string(record, "outcome_label");
        entry.effect = json::get_string(record, "effect");
        entry.bundle = json::get_string(record, "bundle");
        entry.overridden = json::get_bool(record, "overridden");
        entry.decided_at = json::get_int(record, "decided_at");
        entry.digest = read_digest(record, "digest").value_or(Digest{});
        entry.envelope = stored.envelope;
        entry.supersedes = read_digest(record, "supersedes");
    }
    sort_by_time(ledger.entries);
    for (std::size_t at = 0; at < ledger.entries.size(); ++at) index_entry(ledger, at);
}

void load_received(Step& step, const std::vector<StoredDecision>& received) {
    auto& ledger = step.state.ledger;
    ledger.received.clear();
    for (const auto& stored : received) {
        auto entry = received_entry(stored);
        if (!entry) continue;
        if (entry->supersedes) ledger.superseded.insert(*entry->supersedes);
        ledger.received.push_back(*std::move(entry));
    }
    sort_by_time(ledger.received);
}

// A correction begins with what was signed, and is signed as a decision of its own.
void start_correction(Step& step) {
    auto& state = step.state;
    auto& review = state.review;
    const auto found = state.ledger.by_case.find(draft_key(state.bundle.digest, review.c.id));
    if (!review.open || found == state.ledger.by_case.end()) return;
    const LedgerEntry& entry = state.ledger.entries[found->second];
    if (is_blank(state.form.reason)) {
        state.form.error = {"correction.reason", "", "Say why it is corrected", ""};
        return;
    }
    auto before = decision::read_decision(entry.envelope);
    if (!before) return step.notice("The earlier decision cannot be read", true);
    review::Draft draft;
    draft.decision_id = new_decision_id(step.world);
    draft.case_id = review.c.id;
    draft.opened_at = step.world.now_ms;
    draft.answers = before->answers;
    draft.evidence = before->evidence;
    draft.flags = before->flags;
    draft.rationale = before->rationale;
    draft.override_ = before->override_;
    draft.supersedes = decision::Supersedes{entry.digest, state.form.reason};
    review.draft = std::move(draft);
    review.already_decided.reset();
    review.editing.reset();
    ++review.document_revision;
    ++review.field_revision;
    show_dialog(step, Dialog::none);
    refresh_review(step);
    save_draft(step);
    step.notice("Correcting decision no. " + std::to_string(entry.seq) + "; both stay in the ledger");
}

}  // namespace casement::app
