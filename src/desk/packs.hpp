// The policy packs that a job names: where each comes from, and the proof that it is the one that was meant.
#pragma once

#include <core/json/fields.hpp>
#include <core/policy/pack.hpp>

#include <desk/job.hpp>

namespace casement::desk {

struct PackRef {
    std::string id, version;
    std::string url;               // empty: `text` holds it
    std::string text;              // of a pack that was opened from a file
    std::optional<Digest> digest;  // of the stored bytes, where it is known beforehand

    std::string name() const { return id + "@" + version; }
};

struct NamedPack {
    policy::Pack pack;
    std::optional<Digest> digest;  // of the stored bytes; none of a pack from a file
};

// {"id", "version", "url" or "text", "digest"?}
PackRef read_pack_ref(const json::Fields& fields);
FileWanted pack_wanted(const PackRef& ref);
// What the reference holds itself.
Result<NamedPack> pack_at_hand(const PackRef& ref);
// Errors: bundle.digest, pack.name (another pack than the reference says), and those of read_pack.
Result<NamedPack> pack_brought(const PackRef& ref, Result<Brought> brought);

}  // namespace casement::desk
