#include <core/json/canonical.hpp>
#include <platform/native/bundle_folder.hpp>
#include <platform/native/crypto.hpp>
#include <platform/native/files.hpp>
#include <platform/native/signed_line.hpp>

#include <algorithm>
#include <filesystem>

namespace casement::native {

using bundle::Resource;
using bundle::ResourceKind;

namespace {

constexpr const char* kDescriptor = "datapackage.json";
constexpr const char* kEnvelope = "datapackage.dsse.json";

// A missing file is the bundle's fault and said in the bundle's words.
Error of_bundle(Error error, const std::string& inside) {
    if (error.code == "file.open")
        return {"bundle.missing", inside, "the file is missing", "get the bundle again"};
    if (error.code == "file.limit") return {"bundle.size", inside, error.message, error.remedy};
    error.place = inside;
    return error;
}

}  // namespace

Result<BundleFolder> BundleFolder::open(const std::string& folder) {
    BundleFolder out;
    out.folder_ = folder;
    CASEMENT_TRY(out.bytes_, read_file(out.path(kDescriptor), bundle::kMaxDescriptorBytes));
    out.digest_ = sha256(out.bytes_);
    auto descriptor = bundle::read_descriptor(out.bytes_);
    if (!descriptor) return placed(std::move(descriptor).error(), kDescriptor);
    out.descriptor_ = *std::move(descriptor);
    return out;
}

BundleReport BundleFolder::verify(const Vouched& publishers, const Progress& progress) {
    BundleReport report;
    report.bytes = static_cast<std::int64_t>(bytes_.size());
    cases_.clear();
    media_.clear();
    ids_.clear();
    check_envelope(publishers, report);
    check_policies(report);
    std::int64_t total = 0;
    for (const Resource& resource : descriptor_.resources) total += resource.bytes;
    // Media first: then a case's media is known to be good when the case is read.
    for (const bool shards : {false, true}) {
        for (std::uint32_t i = 0; i < descriptor_.resources.size(); ++i) {
            const Resource& resource = descriptor_.resources[i];
            if ((resource.kind == ResourceKind::cases) != shards) continue;
            if (shards)
                check_shard(i, report);
            else
                check_file(resource, report);
            if (resource.kind == ResourceKind::media) media_.insert(resource.digest), ++report.media;
            report.bytes += resource.bytes;
            if (progress) progress(report.bytes, total);
        }
    }
    std::sort(cases_.begin(), cases_.end());
    return report;
}

void BundleFolder::check_envelope(const Vouched& publishers, BundleReport& report) {
    if (!std::filesystem::exists(path(kEnvelope))) {
        if (publishers.empty()) return;
        report.errors.push_back({"bundle.unsigned", kEnvelope,
                                 "the bundle is not signed, and a publisher's key was given",
                                 "get the bundle from the publisher, with its envelope"});
        return;
    }
    report.is_signed = true;
    auto bytes = read_file(path(kEnvelope), static_cast<std::int64_t>(decision::kMaxEnvelopeBytes) + 1);
    if (!bytes) {
        report.errors.push_back(of_bundle(std::move(bytes).error(), kEnvelope));
        return;
    }
    std::string_view line = *bytes;
    if (line.ends_with('\n')) line.remove_suffix(1);
    const decision::SignedLine checked = sign_check(line, publishers);
    auto publication = decision::check_publication(checked, digest_);
    if (!publication) {
        report.errors.push_back(placed(std::move(publication).error(), kEnvelope));
        return;
    }
    report.publication = *std::move(publication);
    report.vouched = checked.key_vouched;
    if (publishers.empty() || report.vouched) return;
    report.errors.push_back({"key.unknown", kEnvelope,
                             "the bundle is signed by another key than the publisher's",
                             "the key that signed is " + report.publication->key_id});
}

void BundleFolder::check_file(const Resource& resource, BundleReport& report) const {
    auto found = digest_file(path(resource.path), bundle::kMaxMediaBytes);
    if (!found) {
        report.errors.push_back(of_bundle(std::move(found).error(), resource.path));
        return;
    }
    auto good = bundle::check_resource(resource, found->bytes, found->digest);
    if (!good) report.errors.push_back(std::move(good).error());
}

void BundleFolder::check_policies(BundleReport& report) {
    for (const bundle::PolicyPin& pin : descriptor_.policies) {
        auto bytes = read_file(path(pin.path), bundle::kMaxPackBytes);
        if (!bytes) continue;  // said by check_file
        if (sha256(*bytes) != pin.digest) continue;
        auto pack = policy::read_pack(*bytes);
        if (!pack) {
            report.errors.push_back(placed(std::move(pack).error(), pin.path));
            continue;
        }
        if (pack->id != pin.id || pack->version != pin.version) {
            report.errors.push_back({"bundle.pin", pin.path,
                                     "the pack calls itself " + pack->id + "@" + pack->version +
                                         ", the descriptor " + pin.id + "@" + pin.version,
                                     "pack the bundle again"});
            continue;
        }
        ++report.packs;
        packs_.insert_or_assign(pin.digest, *std::move(pack));
    }
}

Result<std::string> BundleFolder::read_shard(const Resource& resource) const {
    CASEMENT_TRY(std::string bytes, read_file(path(resource.path), bundle::kMaxShardBytes));
    if (!resource.gzip) return bytes;
    return gunzip(bytes, bundle::kMaxShardBytes);
}

void BundleFolder::check_shard(std::uint32_t index, BundleReport& report) {
    const Resource& resource = descriptor_.resources[index];
    const std::size_t before = report.errors.size();
    check_file(resource, report);
    if (report.errors.size() != before) return;  // what is inside is then of no account
    auto bytes = read_shard(resource);
    if (!bytes) {
        report.errors.push_back(of_bundle(std::move(bytes).error(), resource.path));
        return;
    }
    const std::string_view all = *bytes;
    std::int64_t lines = 0;
    std::size_t number = 0;
    for (std::size_t start = 0; start < all.size();) {
        const std::size_t end = std::min(all.find('\n', start), all.size());
        const std::string_view line = all.substr(start, end - start);
        const std::size_t offset = start;
        start = end + 1;
        ++number;
        if (line.empty() || line == "\r") continue;
        ++lines;
        const std::string place = resource.path + ":" + std::to_string(number);
        auto read = bundle::read_case(line, place);
        if (!read) {
            report.errors.push_back(std::move(read).error());
            continue;
        }
        check_case(*read, place, report);
        cases_.push_back({sha256(line), index, static_cast<std::uint32_t>(offset),
                          static_cast<std::uint32_t>(line.size())});
        ++report.cases;
    }
    if (resource.cases >= 0 && resource.cases != lines) {
        report.errors.push_back({"bundle.cases", resource.path,
                                 "the shard holds " + std::to_string(lines) + " cases, the descriptor says " +
                                     std::to_string(resource.cases),
                                 "pack the bundle again"});
    }
}

void BundleFolder::check_case(const bundle::Case& c, const std::string& place, BundleReport& report) {
    if (!ids_.insert(c.id).second) {
        report.errors.push_back({"case.duplicate_id", place + "/id", "an earlier case has the same id",
                                 "give each case of a bundle an id of its own"});
    }
    const auto& pins = descriptor_.policies;
    const bool pinned = std::any_of(pins.begin(), pins.end(),
                                    [&](const auto& pin) { return pin.id + "@" + pin.version == c.policy; });
    if (!c.policy.empty() && !pinned) {
        report.errors.push_back(
            {"bundle.policy", place + "/policy",
             "the case is to be judged by " + c.policy + ", which the bundle does not pin",
             "pack the bundle again with that pack"});
    }
    for (const bundle::Part& part : c.content) {
        if (!part.digest || media_.count(*part.digest) != 0) continue;
        auto found = digest_file(path(part.media_path), bundle::kMaxMediaBytes);
        if (!found) {
            report.errors.push_back(of_bundle(std::move(found).error(), part.media_path));
        } else if (found->digest != *part.digest) {
            report.errors.push_back(
                {"bundle.digest", part.media_path, "the file is not the one the case names", ""});
        } else {
            media_.insert(*part.digest);
            ++report.media;
        }
    }
}

const bundle::Case* BundleFolder::find_case(const std::string& id, const Digest& digest) {
    Found wanted;
    wanted.digest = digest;
    const auto found = std::lower_bound(cases_.begin(), cases_.end(), wanted);
    if (found == cases_.end() || found->digest != digest) return nullptr;
    if (cached_shard_ != found->shard) {
        auto bytes = read_shard(descriptor_.resources[found->shard]);
        if (!bytes) return nullptr;
        cached_bytes_ = *std::move(bytes);
        cached_shard_ = found->shard;
    }
    if (found->offset + std::size_t{found->length} > cached_bytes_.size()) return nullptr;
    const std::string_view line = std::string_view(cached_bytes_).substr(found->offset, found->length);
    if (sha256(line) != digest) return nullptr;  // the file was changed since it was verified
    auto read = bundle::read_case(line, {});
    if (!read || read->id != id) return nullptr;
    cached_case_ = *std::move(read);
    return &*cached_case_;
}

decision::Context BundleFolder::context() {
    decision::Context context;
    context.bundle = digest_;
    context.have_bundle = true;
    context.bundle_created_at = descriptor_.created_at;
    context.find_case = [this](const std::string& id, const Digest& digest) { return find_case(id, digest); };
    context.find_policy = [this](const Digest& digest) -> const policy::Pack* {
        const auto found = packs_.find(digest);
        return found == packs_.end() ? nullptr : &found->second;
    };
    return context;
}

}  // namespace casement::native
