// datapackage.json: what a bundle holds, with digests; a Frictionless Data Package that Casement reads
// strictly.
#pragma once

#include <core/base/digest.hpp>
#include <core/base/time.hpp>
#include <core/json/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace casement::bundle {

enum class Purpose { production, training, calibration, continuity };
const char* name(Purpose);

enum class ResourceKind { cases, policy, media, index, other };

struct Resource {
    std::string name, path, mediatype;
    ResourceKind kind = ResourceKind::other;
    std::int64_t bytes = 0;   // as stored
    Digest digest;            // of the stored bytes
    bool gzip = false;        // path ends in .gz
    std::int64_t cases = -1;  // case shards: how many lines; -1 where not stated
};

struct PolicyPin {
    std::string id, version, path;
    Digest digest;  // of the stored bytes; packed packs are canonical JSON, so it is the content id too
};

struct Descriptor {
    std::string name, title, description;
    int format = 1;  // "casement": {"format": 1}
    Purpose purpose = Purpose::training;
    std::string publisher;
    std::optional<TimeMs> created_at, expires_at;
    std::vector<Resource> resources;
    std::vector<PolicyPin> policies;

    const Resource* find(std::string_view path) const;
};

inline constexpr std::int64_t kMaxShardBytes = 64ll << 20;  // unpacked
inline constexpr std::int64_t kMaxMediaBytes = 256ll << 20;
inline constexpr std::int64_t kMaxPackBytes = 8ll << 20;
inline constexpr std::int64_t kMaxDescriptorBytes = 8ll << 20;
inline constexpr std::int64_t kMaxCases = 10'000'000;

// Errors: descriptor.format (unknown version), descriptor.schema, descriptor.path (absolute, "..", a scheme,
// a backslash, control characters), descriptor.duplicate (one path twice), descriptor.limit, and json.*.
Result<Descriptor> read_descriptor(std::string_view bytes);

// A relative path that stays inside the bundle: segments of [A-Za-z0-9._@-], none of them "." or "..".
bool is_safe_path(std::string_view path);

// Stored bytes against what the descriptor says. Errors: bundle.size, bundle.digest.
Result<void> check_resource(const Resource& resource, std::int64_t bytes, const Digest& digest);

}  // namespace casement::bundle
