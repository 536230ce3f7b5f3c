// Where a replay gets old packs and facts from: bundles, and packs named on the command line.
#pragma once

#include <core/bundle/descriptor.hpp>
#include <core/policy/replay.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casement::cli {

class ReplaySource {
  public:
    explicit ReplaySource(const policy::Pack& new_pack) : new_(new_pack) {}

    // Errors: file.*, pack.*, json.*.
    Result<void> add_pack(const std::string& path);
    // Reads a bundle's descriptor and its packs of the new pack's name. Errors: file.*, descriptor.*, pack.*.
    Result<void> add_bundle(const std::string& folder);
    // Of the bundles' cases only what rules read of them is kept, once where it is equal. Call it after all
    // packs are there. A case that cannot be read is left out: its decisions are then without facts.
    Result<void> read_cases();

    // One old pack's replay; the one without an old pack where it is not at hand.
    struct Old {
        std::optional<policy::Pack> pack;
        std::optional<policy::Replay> replay;
        std::vector<std::optional<policy::ReplayFacts>> facts;  // by the number of the facts
    };
    Old& old(const Digest& pack);

    static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
    std::uint32_t facts_of(const Digest& the_case) const;  // the number of its facts
    const policy::ReplayFacts* facts(Old& old, std::uint32_t number) const;
    std::string_view market(std::uint32_t number) const;
    std::size_t cases() const { return cases_.size(); }

  private:
    struct Bundle {
        std::string folder;
        bundle::Descriptor descriptor;
    };
    struct KnownCase {
        Digest digest;
        std::uint32_t facts = 0;
        bool operator<(const KnownCase& other) const { return digest < other.digest; }
    };
    void keep(const Digest& digest, const Json& facts);

    const policy::Pack& new_;
    std::map<Digest, Old> old_;
    Old none_;
    std::vector<Bundle> bundles_;
    std::optional<std::set<std::string>> kept_names_ = std::set<std::string>{"market"};
    std::vector<KnownCase> cases_;  // sorted by digest after read_cases()
    std::vector<Json> facts_;
    std::map<std::string, std::uint32_t> fact_numbers_;  // by their text
};

}  // namespace casement::cli
