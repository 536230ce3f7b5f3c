// Keys and people: making the reviewer's own key, enrolling it, locking and unlocking, the one tab that
// writes.
#include <app/update_parts.hpp>
#include <core/decision/enrolment.hpp>

#include <algorithm>

namespace casement::app {
namespace {

constexpr TimeMs kHiddenGraceMs = 2 * 60 * 1000;
constexpr TimeMs kQuietMs = 400;  // what is on its way gets this long before the machine locks

bool is_storing(const State& state) {
    return std::any_of(state.waiting.begin(), state.waiting.end(), [](const auto& entry) {
        return entry.second == "save" || entry.second == "settings" || entry.second == "sign";
    });
}

std::string safe_name(const std::string& alias) {
    std::string out;
    for (const char c : alias) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '.' || c == '-';
        out += plain ? c : '_';
    }
    return out;
}

}  // namespace

void arm_lock(Step& step) {
    if (!step.state.lock.vault) return;
    step.emit(LockAfter{step.state.settings.lock_minutes * 60'000ll, kHiddenGraceMs});
}

void load_stored(Step& step) {
    step.emit(LoadStored{step.ticket("stored")});
    step.emit(EnsureKey{step.ticket("key")});
}

void make_key(Step& step) {
    auto& state = step.state;
    if (state.settings.alias.empty() || state.settings.organisation.empty()) {
        state.form.error = {"key.person", "", "Fill in your alias and your organisation first", ""};
        return;
    }
    if (state.lock.working) return;
    state.lock.working = true;
    state.form.error = {};
    step.emit(MakeKey{step.ticket("make_key")});
}

void key_ready(Step& step, const KeyReady& key) {
    auto& state = step.state;
    const bool made = step.claim(key.ticket) == "make_key";
    state.key = {true, {}, key.key_id, key.public_x, key.spki_pem, key.temporary};
    state.lock.working = false;
    if (!key.temporary) {
        state.lock.vault = true;
        state.lock.error = {};
        arm_lock(step);
    }
    if (made) {
        show_dialog(step, Dialog::none);
        step.notice("Your key is made. Send the request for enrolment to your publisher");
        export_enrolment(step);
    }
    sign_due(step);
}

void key_failed(Step& step, const std::string& purpose, const Error& error) {
    auto& lock = step.state.lock;
    lock.working = false;
    if (purpose == "key") {
        if (error.code != "vault.locked") step.state.key.error = error;
        return;
    }
    (purpose == "unlock" ? lock.error : step.state.form.error) = error;
    step.say(error.message, true);
}

void unlock(Step& step) {
    auto& lock = step.state.lock;
    if (lock.working) return;
    lock.working = true;
    lock.error = {};
    step.emit(Unlock{step.ticket("unlock")});
}

void locked(Step& step) {
    auto& state = step.state;
    state.lock.vault = state.lock.locked = true;
    state.key.error = {};
    step.emit(FocusNode{"passphrase"});
    step.say("Locked. Give your passphrase to go on");
}

void unlocked(Step& step) {
    step.state.lock.locked = step.state.lock.working = false;
    step.state.lock.error = {};
    load_stored(step);
    step.emit(FocusNode{"main"});
    step.say("Unlocked");
}

void lock_now(Step& step) {
    auto& state = step.state;
    if (!state.lock.vault || state.lock.locked || state.lock.closing_at > 0) return;
    sign_now(step);
    state.lock.closing_at = step.world.now_ms + kQuietMs;
    step.emit(WakeAt{state.lock.closing_at});
    lock_when_quiet(step);
}

void lock_when_quiet(Step& step) {
    auto& state = step.state;
    if (state.lock.closing_at == 0) return;
    const bool busy = is_storing(state) || !state.ledger.pending.empty();
    if (busy && step.world.now_ms < state.lock.closing_at) return;
    state.lock.closing_at = 0;
    step.emit(Lock{});
}

void wipe_machine(Step& step) {
    auto& state = step.state;
    if (unexported_count(state) > 0 && state.form.word != "wipe") {
        state.form.error = {"wipe.word", "", "Export the decisions first, or type the word wipe", ""};
        return;
    }
    step.emit(Wipe{step.ticket("wipe")});
}

void take_over(Step& step) {
    step.emit(TakeOver{step.ticket("take_over")});
}

// Whoever begins to write reads first what the other tab has written.
void writer_changed(Step& step, bool mine) {
    auto& state = step.state;
    const bool gained = mine && !state.lock.writer;
    state.lock.writer = mine;
    if (!mine) {
        step.say("Another tab of this browser is writing. This one only reads", true);
        return;
    }
    if (!gained || state.lock.locked) return;
    state.save = {};
    load_stored(step);
    step.notice("This tab writes now");
}

void export_enrolment(Step& step) {
    const auto& state = step.state;
    decision::Enrolment enrolment;
    enrolment.reviewer = reviewer_of(state);
    enrolment.made_at = step.world.now_ms;
    enrolment.app = state.build_digest;
    auto payload = decision::enrolment_statement(enrolment);
    if (!payload) return step.notice(payload.error().message, true);
    Sign sign{step.ticket("enrolment:" + *payload), {}};
    sign.messages.push_back(decision::pae(decision::kPayloadType, *payload));
    step.emit(std::move(sign));
}

void enrolment_signed(Step& step, const Signed& answer) {
    const std::string payload = step.claim(answer.ticket).substr(10);
    const auto& state = step.state;
    const decision::Envelope envelope{payload, decision::kPayloadType, state.key.key_id,
                                      answer.signatures.at(0)};
    step.emit(Download{"casement-enrolment-" + safe_name(state.settings.alias) + ".json", "application/json",
                       decision::envelope_line(envelope) + "\n"});
}

}  // namespace casement::app
