// Writes a case bundle: equal input gives equal bytes.
#pragma once

#include <core/bundle/descriptor.hpp>
#include <core/json/json.hpp>
#include <platform/native/crypto.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace casement::native {

struct BundleOptions {
    std::string name, title, description, publisher;
    bundle::Purpose purpose = bundle::Purpose::training;
    std::optional<TimeMs> created_at, expires_at;
    bool gzip = false;
    std::size_t shard_bytes = 4u << 20;  // a shard is closed when it is this full
    std::string media_folder;            // where a part's "file" is looked for; empty: there is none
    bool overwrite = false;              // a bundle that stands there already is replaced
};

struct BundleSummary {
    Digest digest;
    std::size_t cases = 0, shards = 0, packs = 0, media = 0;
    std::int64_t bytes = 0;
};

class BundleWriter {
  public:
    // Errors: bundle.exists (the folder holds something), file.write.
    static Result<BundleWriter> create(const std::string& folder, const BundleOptions& options);

    // Errors: json.*, pack.*, pack.duplicate (this id and version is there already).
    Result<void> add_policy(std::string_view bytes);

    // A case as a document. A part's "file" becomes path, digest, mediatype, width and height; null members
    // are left out. Errors: those of read_case, case.duplicate_id, case.policy (not among the packs),
    // media.*, file.*.
    Result<void> add_case(Json value, const std::string& place);

    // Writes the descriptor and, with a key, the envelope. Errors: bundle.empty, descriptor.limit,
    // file.write.
    Result<BundleSummary> finish(const PrivateKey* key);

    // Takes away what was written: a bundle that cannot be finished leaves nothing behind.
    void discard();

  private:
    Result<void> close_shard();
    Result<void> write(const std::string& inside, std::string_view bytes, const std::string& mediatype,
                       std::int64_t cases);
    Result<void> add_media(Json& part, const std::string& place);

    std::string folder_;
    BundleOptions options_;
    std::vector<Json> resources_;
    std::vector<Json> pins_;
    std::set<std::string> policies_, ids_;
    std::map<std::string, Json> media_;  // by path in the bundle
    std::string shard_;
    std::int64_t shard_cases_ = 0;
    BundleSummary summary_;
};

}  // namespace casement::native
