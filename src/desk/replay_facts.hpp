// What a replay must know of the cases: title, market, and the facts that rules read, kept once where they
// are equal.
#pragma once

#include <core/bundle/case.hpp>
#include <core/policy/replay.hpp>

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace casement::desk {

class ReplayFactsOfCases {
  public:
    struct Known {
        std::string title, market;
        std::uint32_t facts = 0;  // a number
    };

    void want(const std::string& case_id) { wanted_.insert(case_id); }
    bool wants_any() const { return !wanted_.empty(); }
    // Only the facts that some replay reads are kept.
    void add_reader(const policy::Replay& replay);
    // A line of a shard. Of two cases with one id the first stays, as in the console.
    void take(std::string_view line, const std::string& place);
    void all_taken();

    const Known* known(const std::string& case_id) const;  // null: not in the bundle
    const Json& facts(std::uint32_t number) const { return facts_[number]; }
    std::size_t count() const { return facts_.size(); }

  private:
    std::set<std::string> wanted_;
    std::optional<std::set<std::string>> read_ = std::set<std::string>();  // nothing: all of them
    std::unordered_map<std::string, Known> cases_;                         // never iterated
    std::unordered_map<std::string, std::uint32_t> numbers_;               // by their text; never iterated
    std::vector<Json> facts_;
};

}  // namespace casement::desk
