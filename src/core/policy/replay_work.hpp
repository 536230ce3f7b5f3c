// One decision of the past, walked through two packs.
#pragma once

#include <core/policy/replay_packs.hpp>

namespace casement::policy {

class ReplayWork {
  public:
    explicit ReplayWork(const PackPair& packs);

    // Takes the decision's answers. Gives the key under which the result may be kept, or nothing when it
    // depends on more than codes.
    const std::string* take(const Past& past);
    Replayed work_out();  // of what was taken

  private:
    static constexpr std::uint32_t kNone = Cause::kNone;
    using Both = PackPair::Both;

    // What a walk through a pack found.
    struct Walk {
        std::vector<char> visible;
        std::vector<Code> codes;  // of what rules see
        std::uint32_t open = kNone;
        std::optional<Error> error;
    };
    struct Side {
        const Pack* pack = nullptr;
        bool is_old = false;
        std::vector<Code> given;  // by question; 0 where there is no legal answer
        Json answers;             // for rules that are evaluated whole
        Walk walk;
    };

    void take_answer(const Both& question, const std::string& id, const Json& answer);
    void walk(Side& side);
    void walk_whole(Side& side);
    void walk_codes(Side& side);
    std::optional<bool> is_asked(const Side& side, std::uint32_t question) const;
    std::optional<std::uint32_t> outcome(Side& side) const;
    bool outcome_holds(const Side& side, const Walk& walk, std::uint32_t outcome) const;
    std::optional<bool> implied_asked(std::uint32_t question) const;
    std::optional<bool> implied_outcome(std::uint32_t outcome) const;

    std::optional<Error> check_held();
    void settle(Replayed& out);
    void settle_open(Replayed& out);
    void list_touched(Replayed& out) const;

    struct Search {
        std::vector<char> reached;  // outcomes
        std::vector<char> asked;    // questions, on any path
        std::vector<char> left;     // optional questions that are left open on this path
        std::size_t walks = 0;
        bool all = true;
    };
    void search(Search& at);
    std::uint32_t next_to_try(const Search& at) const;
    void try_answers(std::uint32_t question, Search& at);

    // Causes: replay_causes.cpp.
    bool seen_now(std::uint32_t question, std::uint32_t before) const;
    bool seen_then(std::uint32_t question, std::uint32_t before) const;
    const Both* first_change(const std::vector<Both>& reads, std::uint32_t before_now,
                             std::uint32_t before_then) const;
    bool old_rule_holds_now(std::uint32_t old_outcome) const;
    Cause why_outcome(std::uint32_t found) const;
    Cause why_read(const Both& read, const Cause& moved) const;
    Cause why_asked(std::uint32_t question) const;
    Cause why_needed(std::uint32_t question) const;
    Cause why_illegal(std::uint32_t question) const;
    Cause why_dropped(const Both& question) const;

    const PackPair& packs_;
    Side then_, now_;
    bool walked_then_ = false;
    enum Legal : char { legal, other_options, other_kind };
    std::vector<Legal> illegal_now_;      // answered, but not legally in the new pack
    std::vector<std::string> strangers_;  // answered, and in neither pack
    const ReplayFacts* facts_ = nullptr;
    bool whole_ = false;  // rules are evaluated as JSON Logic
    std::string_view outcome_name_;
    std::uint32_t outcome_then_ = kNone, outcome_then_now_ = kNone;  // in the old pack, in the new pack
    std::optional<Error> wrong_;
    std::string key_;
};

}  // namespace casement::policy
