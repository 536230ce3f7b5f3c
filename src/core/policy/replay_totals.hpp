// What a new pack would do to many decisions: totals, flows from outcome to outcome, and what causes them.
#pragma once

#include <core/policy/replay.hpp>

#include <array>
#include <map>

namespace casement::policy {

class ReplayTotals {
  public:
    explicit ReplayTotals(const Pack& new_pack) : pack_(new_pack) {}

    // One decision. Replays of several old packs may be mixed; each must outlive the totals. `violated`: the
    // sections it was found to violate then; `market` is empty where the case does not say.
    void add(const Replay& replay, const Past& past, const Replayed& replayed, std::string_view case_id,
             std::string_view market, const std::vector<std::string>& violated);

    // How many would change, how many are open, of how many.
    struct Count {
        std::size_t decisions = 0, changed = 0, open = 0;
    };
    // From the outcome then to the one now; `to` is empty where an answer is needed first.
    struct Flow {
        std::string from, to;
        std::size_t count = 0;
        std::vector<std::string> cases;  // the first few
    };
    struct CauseCount {
        CauseText cause;
        std::size_t changed = 0, open = 0;
        std::vector<Flow> flows;
    };
    struct SectionCount {
        std::string id, title;
        std::size_t then = 0, now = 0;  // decisions that found a violation of it; now: for certain
        std::size_t gained = 0, lost = 0, open = 0;  // open: violated then, and not certain now
    };
    struct MarketCount {
        std::string market;
        Count count;
    };
    struct Overrides {
        std::size_t decisions = 0, agrees = 0, differs = 0, open = 0;
    };

    std::size_t decisions() const { return decisions_; }
    std::size_t of(ReplayKind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }
    std::size_t changed() const { return of(ReplayKind::changed) + of(ReplayKind::changed_whatever); }
    std::size_t same() const { return of(ReplayKind::same) + of(ReplayKind::same_whatever); }
    std::size_t consequences() const { return consequences_; }
    const Overrides& overrides() const { return overrides_; }

    // Each from the largest to the smallest, then by name; sections in the new pack's order, gone ones last.
    std::vector<Flow> flows() const;
    std::vector<CauseCount> causes() const;
    std::vector<SectionCount> sections() const;  // those with a violation then or now
    std::vector<MarketCount> markets() const;

  private:
    struct Cell {
        std::size_t count = 0;
        std::vector<std::string> cases;
    };
    using Ends = std::pair<std::string, std::string>;  // from, to
    struct Caused {
        std::size_t changed = 0, open = 0;
        std::map<Ends, Cell> cells;
    };
    void add_cause(const Replay& replay, const Replayed& replayed, const Ends& ends,
                   std::string_view case_id);
    void add_sections(const Replayed& replayed, const std::vector<std::string>& violated);

    const Pack& pack_;
    std::size_t decisions_ = 0, consequences_ = 0;
    std::array<std::size_t, kReplayKinds> kinds_{};
    Overrides overrides_;
    std::map<Ends, Cell> flows_;
    std::map<CauseText, Caused> causes_;
    std::map<std::pair<const Replay*, Cause>, Caused*> seen_;  // where to count; never iterated
    std::map<std::string, SectionCount, std::less<>> sections_;
    std::map<std::string, Count, std::less<>> markets_;
};

Json to_json(const ReplayTotals& totals);

}  // namespace casement::policy
