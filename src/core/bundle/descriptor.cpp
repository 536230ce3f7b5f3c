#include <core/bundle/descriptor.hpp>
#include <core/bundle/names.hpp>
#include <core/json/fields.hpp>

#include <set>

namespace casement::bundle {
namespace {

using json::Fields;
using json::Need;
using json::Reading;

constexpr std::size_t kMaxResources = 100'000;
constexpr std::size_t kMaxPolicies = 1'000;

ResourceKind kind_of(std::string_view path) {
    if (path.rfind("cases/", 0) == 0) return ResourceKind::cases;
    if (path.rfind("policies/", 0) == 0) return ResourceKind::policy;
    if (path.rfind("media/", 0) == 0) return ResourceKind::media;
    if (path == "queue.cols") return ResourceKind::index;
    return ResourceKind::other;
}

std::int64_t max_bytes(ResourceKind kind) {
    switch (kind) {
        case ResourceKind::cases:
            return kMaxShardBytes;
        case ResourceKind::policy:
            return kMaxPackBytes;
        default:
            return kMaxMediaBytes;
    }
}

void check_path(const Fields& fields, const std::string& path) {
    if (is_safe_path(path)) return;
    fields.fail("path", "is not a safe path inside the bundle",
                "use relative paths of letters, digits, dot, hyphen, underscore and @", "descriptor.path");
}

Resource read_resource(const Fields& fields) {
    Resource resource;
    resource.name = fields.text("name");
    resource.path = fields.text("path", Need::required);
    if (fields.has("path")) check_path(fields, resource.path);
    resource.mediatype = fields.text("mediatype");
    resource.kind = kind_of(resource.path);
    resource.bytes = fields.integer("bytes", 0, INT64_MAX, 0, Need::required);
    resource.digest = fields.digest("hash", Need::required).value_or(Digest{});
    resource.gzip = resource.path.ends_with(".gz");
    resource.cases = fields.integer("cases", 0, INT64_MAX, -1);
    if (resource.bytes > max_bytes(resource.kind)) {
        fields.fail("bytes", "is over the limit of " + std::to_string(max_bytes(resource.kind)),
                    "split it into smaller files", "descriptor.limit");
    }
    return resource;
}

PolicyPin read_pin(const Fields& fields, const Descriptor& descriptor) {
    PolicyPin pin;
    pin.id = fields.text("id", Need::required, 1);
    pin.version = fields.text("version", Need::required, 1);
    pin.path = fields.text("path", Need::required);
    if (fields.has("path")) check_path(fields, pin.path);
    pin.digest = fields.digest("digest", Need::required).value_or(Digest{});
    const Resource* resource = descriptor.find(pin.path);
    if (!resource)
        fields.fail("path", "is not among the resources", "list the pack as a resource too");
    else if (resource->digest != pin.digest)
        fields.fail("digest", "differs from the hash of the resource");
    else if (resource->bytes > kMaxPackBytes) {
        fields.fail("path", "is larger than a policy pack may be", {}, "descriptor.limit");
    }
    return pin;
}

// Asked first: of a later format nothing else is known.
void check_format(const Fields& fields) {
    if (!fields.has("format")) fields.fail("format", "is missing", "write \"format\": 1");
    const auto format = json::as_integer(json::get(fields.value(), "format"));
    if (format != 1) {
        fields.fail("format", "is a version this program does not read",
                    "use a newer program, or pack again as format 1", "descriptor.format");
    }
}

void read_casement(const Fields& fields, Descriptor& descriptor) {
    descriptor.purpose = static_cast<Purpose>(
        fields.one_of("purpose", kPurposes, static_cast<std::size_t>(Purpose::training), Need::required));
    descriptor.publisher = fields.text("publisher");
    descriptor.expires_at = fields.time("expires_at", Need::optional, nullptr);
    std::set<std::string> versions;
    fields.each(
        "policies",
        [&](const Fields& at) {
            PolicyPin pin = read_pin(at, descriptor);
            if (!versions.insert(pin.id + "@" + pin.version).second) {
                at.fail("id", "names a pack that is pinned twice", {}, "descriptor.duplicate");
            }
            descriptor.policies.push_back(std::move(pin));
        },
        Need::optional, 0, kMaxPolicies, "descriptor.limit");
}

void check_totals(const Fields& fields, const Descriptor& descriptor) {
    std::int64_t cases = 0;
    std::set<std::string_view> paths;
    for (const Resource& resource : descriptor.resources) {
        if (!paths.insert(resource.path).second) {
            fields.fail("resources", "name the path " + resource.path + " twice", "list each file once",
                        "descriptor.duplicate");
        }
        if (resource.cases > kMaxCases - cases) {
            fields.fail("resources", "hold more than 10 million cases", "split the bundle",
                        "descriptor.limit");
            return;
        }
        if (resource.cases > 0) cases += resource.cases;
    }
}

}  // namespace

const Resource* Descriptor::find(std::string_view path) const {
    for (const Resource& resource : resources) {
        if (resource.path == path) return &resource;
    }
    return nullptr;
}

Result<Descriptor> read_descriptor(std::string_view bytes) {
    json::Limits limits;
    limits.max_bytes = static_cast<std::size_t>(kMaxDescriptorBytes);
    CASEMENT_TRY(const Json document, json::parse(bytes, limits));
    Reading reading{"descriptor.schema", {}};
    const Fields fields(document, reading);
    fields.object("casement", check_format, Need::required);
    Descriptor descriptor;
    descriptor.name = fields.text("name", Need::required, 1);
    descriptor.title = fields.text("title");
    descriptor.description = fields.text("description");
    descriptor.created_at = fields.time("created", Need::optional, nullptr);
    fields.each(
        "resources", [&](const Fields& at) { descriptor.resources.push_back(read_resource(at)); },
        Need::required, 0, kMaxResources, "descriptor.limit");
    check_totals(fields, descriptor);
    fields.object("casement", [&](const Fields& at) { read_casement(at, descriptor); }, Need::required);
    if (!reading.ok()) return std::move(*reading.failure);
    return descriptor;
}

}  // namespace casement::bundle
