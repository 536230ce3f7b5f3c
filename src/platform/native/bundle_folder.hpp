// A case bundle on disk: read whole, with everything checked against everything.
#pragma once

#include <core/bundle/case.hpp>
#include <core/bundle/descriptor.hpp>
#include <core/decision/publication.hpp>
#include <core/policy/pack.hpp>
#include <platform/native/signed_line.hpp>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casement::native {

struct BundleReport {
    std::vector<Error> errors;  // everything that is wrong; places start with a path inside the bundle
    std::size_t cases = 0, packs = 0, media = 0;
    std::int64_t bytes = 0;
    std::optional<decision::Publication> publication;  // signed, and the signature is good
    bool is_signed = false;                            // there is an envelope, good or not
    bool vouched = false;                              // by one of the publishers' keys
};

class BundleFolder {
  public:
    // Called with the number of bytes done and of bytes in all.
    using Progress = std::function<void(std::int64_t, std::int64_t)>;

    // Reads the descriptor only. Errors: file.*, descriptor.*, json.*.
    static Result<BundleFolder> open(const std::string& folder);

    // Reads every file, every case, every pack. Errors gathered in the report: bundle.size, bundle.digest,
    // bundle.missing, bundle.cases (another number of cases), bundle.pin (a pack is not the one pinned),
    // bundle.policy (a case names a pack the bundle does not pin), publication codes, case.*, pack.*, gzip.*.
    BundleReport verify(const Vouched& publishers, const Progress& progress = {});

    // After verify(): what decisions are checked against. The folder must outlive the context.
    decision::Context context();

    const bundle::Descriptor& descriptor() const { return descriptor_; }
    const Digest& digest() const { return digest_; }

    // One shard, unpacked. Errors: file.*, gzip.*.
    Result<std::string> read_shard(const bundle::Resource& resource) const;

  private:
    struct Found {
        Digest digest;
        std::uint32_t shard = 0, offset = 0, length = 0;
        bool operator<(const Found& other) const { return digest < other.digest; }
    };
    std::string path(const std::string& inside) const { return folder_ + "/" + inside; }
    void check_envelope(const Vouched& publishers, BundleReport& report);
    void check_shard(std::uint32_t index, BundleReport& report);
    void check_case(const bundle::Case& c, const std::string& place, BundleReport& report);
    void check_file(const bundle::Resource& resource, BundleReport& report) const;
    void check_policies(BundleReport& report);
    const bundle::Case* find_case(const std::string& id, const Digest& digest);

    std::string folder_;
    std::string bytes_;
    Digest digest_;
    bundle::Descriptor descriptor_;
    std::map<Digest, policy::Pack> packs_;
    std::vector<Found> cases_;  // sorted by digest after verify()
    std::set<Digest> media_;    // seen and good
    std::set<std::string> ids_;
    std::uint32_t cached_shard_ = UINT32_MAX;
    std::string cached_bytes_;
    std::optional<bundle::Case> cached_case_;
};

}  // namespace casement::native
