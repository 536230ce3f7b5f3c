// The keyring: offered by the site, by a file or by what was kept; checked; and taken over only when it is
// newer and by the same publisher. One at a time, in the order they were offered.
#include <app/update_parts.hpp>
#include <core/decision/verify.hpp>

namespace casement::app {
namespace {

using Candidate = KeyringState::Candidate;

void refuse(Step& step, Error error) {
    auto& keyring = step.state.keyring;
    const auto source = keyring.queue.front().source;
    // That the site has an older one than was seen before is a finding; that the kept one is the same is
    // none.
    if (source == KeyringState::Source::file || !keyring.keyring || error.code != "keyring.rollback" ||
        source == KeyringState::Source::site) {
        keyring.error = error;
        step.notice("The keyring was refused: " + error.message, true);
    }
}

void begin(Step& step);

void next(Step& step) {
    step.state.keyring.queue.pop_front();
    begin(step);
}

void begin(Step& step) {
    auto& queue = step.state.keyring.queue;
    while (!queue.empty()) {
        const auto envelope = decision::read_envelope(queue.front().line, decision::kMaxKeyringBytes);
        const auto x = envelope ? decision::signing_key_x(*envelope) : Result<std::string>(envelope.error());
        if (x) {
            Hash hash{step.ticket("keyring.hash"), {}};
            hash.items.push_back(queue.front().line);
            hash.items.push_back(decision::thumbprint_input(*x));
            return step.emit(std::move(hash));
        }
        refuse(step, x.error());
        queue.pop_front();
    }
}

Result<decision::Keyring> accept(const State& state, const Candidate& candidate, bool valid, TimeMs now) {
    decision::SignedLine line;
    line.bytes = candidate.line;
    line.digest = candidate.digest;
    line.key_thumbprint = candidate.thumbprint;
    line.signature = valid ? decision::SignatureVerdict::valid : decision::SignatureVerdict::invalid;
    CASEMENT_TRY(decision::Keyring keyring, decision::check_keyring(line));
    const auto& known = state.keyring;
    if (known.keyring) {
        CASEMENT_CHECK(decision::check_succession(*known.keyring, known.digest, keyring, candidate.digest));
    }
    // What was kept stays known when it is old, so that an older one is still refused; it is no longer
    // believed.
    if (candidate.source != KeyringState::Source::stored)
        CASEMENT_CHECK(decision::check_freshness(keyring, now, decision::kKeyringGraceMs));
    return keyring;
}

}  // namespace

void offer_keyring(Step& step, std::string bytes, KeyringState::Source source) {
    if (bytes.ends_with('\n')) bytes.pop_back();
    if (bytes == "null") return;  // a site without a keyring
    auto& queue = step.state.keyring.queue;
    queue.push_back({std::move(bytes), source, {}, {}});
    if (queue.size() == 1) begin(step);
}

void keyring_hashed(Step& step, const Hashed& hashed) {
    auto& queue = step.state.keyring.queue;
    if (queue.empty() || hashed.digests.size() != 2) return;
    Candidate& candidate = queue.front();
    candidate.digest = hashed.digests[0];
    candidate.thumbprint = hashed.digests[1];
    const auto envelope = decision::read_envelope(candidate.line, decision::kMaxKeyringBytes);
    VerifySignatures verify{step.ticket("keyring.verify"), {}};
    verify.items.push_back({*decision::signing_key_x(*envelope),
                            decision::pae(envelope->payload_type, envelope->payload), envelope->signature});
    step.emit(std::move(verify));
}

void keyring_checked(Step& step, const SignaturesChecked& checked) {
    auto& state = step.state;
    auto& known = state.keyring;
    if (known.queue.empty() || checked.valid.empty()) return;
    const Candidate candidate = known.queue.front();
    auto keyring = accept(state, candidate, checked.valid[0], step.world.now_ms);
    if (!keyring) {
        refuse(step, std::move(keyring).error());
        return next(step);
    }
    const bool is_new = !known.keyring || candidate.digest != known.digest;
    const bool first = !known.keyring;
    known.keyring = *std::move(keyring);
    known.digest = candidate.digest;
    known.line = candidate.line;
    // What was kept is read anew whenever this tab begins to write: that makes good nothing that was refused.
    if (candidate.source != KeyringState::Source::stored) known.error = {};
    if (is_new && candidate.source != KeyringState::Source::stored) {
        step.emit(Put{step.ticket("settings"), "settings", "keyring", candidate.line});
        step.notice(first ? "Keyring of " + known.keyring->publisher + " taken over, key " +
                                known.keyring->key_id
                          : "Keyring version " + std::to_string(known.keyring->version) + " taken over");
    }
    next(step);
}

}  // namespace casement::app
