#include <app/earlier.hpp>

namespace casement::app {
namespace {

EarlierDecision earlier(const State& state, const LedgerEntry& entry) {
    EarlierDecision out;
    out.at = entry.decided_at;
    out.who = entry.alias.empty() ? "you" : entry.alias;
    out.what = "no. " + std::to_string(entry.seq);
    out.outcome = entry.outcome_label;
    if (const auto record = decision::read_decision(entry.envelope)) {
        out.note = record->rationale;
        if (record->supersedes) out.what += ", a correction: " + record->supersedes->reason;
        if (record->override_) out.outcome += " (override: " + record->override_->reason + ")";
    }
    if (state.ledger.superseded.contains(entry.digest)) out.what += ", corrected later";
    return out;
}

}  // namespace

std::vector<EarlierDecision> earlier_decisions(const State& state) {
    std::vector<EarlierDecision> out;
    const std::string bundle = state.bundle.digest.hex();
    for (const auto* entries : {&state.ledger.entries, &state.ledger.received}) {
        for (const LedgerEntry& entry : *entries) {
            if (entry.case_id == state.review.c.id && entry.bundle == bundle)
                out.push_back(earlier(state, entry));
        }
    }
    return out;
}

}  // namespace casement::app
