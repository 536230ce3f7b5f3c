// What a replay adds up to, as the Replay panel shows it: the flows from outcome to outcome with the first
// decisions of each, the causes, sections and markets of what changes, and the totals. Memory does not grow
// with the decisions.
#pragma once

#include <core/policy/replay.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace casement::desk {

// One decision and what is known of its case.
struct PastDecision {
    std::string case_id, title, market, policy;  // policy: "<id>@<version>" it was made by
    std::string outcome;
};

class ReplaySums {
  public:
    explicit ReplaySums(const policy::Pack& pack) : pack_(pack) {}

    // The replay must outlive the sums.
    void add(const PastDecision& past, const policy::Replay& replay, const policy::Replayed& result);
    Json result() const;  // docs/desk.md

    static constexpr std::size_t kListed = 200;        // decisions of one flow
    static constexpr std::size_t kListedAll = 10'000;  // of all flows

  private:
    struct Flow {
        std::string from, to;
        const policy::Outcome* from_outcome = nullptr;
        const policy::Outcome* to_outcome = nullptr;
        bool changes = false;
        std::size_t count = 0;
        Json items = Json::array();
    };
    Flow& flow_of(const PastDecision& past, const policy::Replay& replay, const policy::Replayed& result);
    std::string remarks(const policy::Replayed& result) const;

    const policy::Pack& pack_;
    std::map<std::pair<std::string, std::string>, Flow> flows_;
    std::map<policy::CauseText, std::size_t> causes_;
    std::map<std::string, std::size_t> sections_, markets_;
    std::size_t decisions_ = 0, listed_ = 0;
    std::size_t changed_ = 0, open_ = 0, same_ = 0, unknown_ = 0, caught_up_ = 0;
};

}  // namespace casement::desk
