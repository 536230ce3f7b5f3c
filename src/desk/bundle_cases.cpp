#include <desk/bundle_cases.hpp>

namespace casement::desk {

BundleCases BundleCases::read(const json::Fields& fields) {
    BundleCases out;
    fields.object("bundle", [&](const json::Fields& bundle) {
        const auto digest = bundle.digest("digest", json::Need::required);
        out = BundleCases(bundle.text("url", json::Need::required, 1), digest.value_or(Digest{}));
    });
    return out;
}

const bundle::Resource* BundleCases::shard() const {
    for (std::size_t i = resource_; i < descriptor_.resources.size(); ++i) {
        if (descriptor_.resources[i].kind == bundle::ResourceKind::cases) return &descriptor_.resources[i];
    }
    return nullptr;
}

std::optional<FileWanted> BundleCases::next() const {
    if (!is_open()) return std::nullopt;
    if (!described_) return FileWanted{path_url("datapackage.json"), bundle::kMaxDescriptorBytes, false, 0};
    const auto* next = shard();
    if (!next) return std::nullopt;
    return FileWanted{path_url(next->path), next->bytes, next->gzip, bundle::kMaxShardBytes};
}

Result<void> BundleCases::take(
    Result<Brought> brought,
    const std::function<void(std::string_view line, const std::string& place)>& each_case) {
    if (!described_) {
        if (!brought) return std::move(brought).error();
        if (brought->digest != digest_)
            return Error{"bundle.digest", path_url("datapackage.json"),
                         "The bundle is no longer the one that was opened", "Open it again"};
        CASEMENT_TRY(descriptor_, bundle::read_descriptor(brought->bytes));
        described_ = true;
        for (const auto& resource : descriptor_.resources)
            total_ += resource.kind == bundle::ResourceKind::cases ? resource.bytes : 0;
        return {};
    }
    const bundle::Resource& resource = *shard();
    resource_ = static_cast<std::size_t>(&resource - descriptor_.resources.data()) + 1;
    done_ += resource.bytes;
    if (!brought || !bundle::check_resource(resource, brought->stored_bytes, brought->digest)) return {};
    std::size_t number = 0;
    each_line(brought->bytes, [&](std::string_view line) {
        ++number;
        each_case(line, resource.path + ":" + std::to_string(number));
    });
    return {};
}

Progress BundleCases::progress() const {
    return {done_, total_, {}};
}

}  // namespace casement::desk
