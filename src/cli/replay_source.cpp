#include <cli/replay_source.hpp>
#include <cli/terminal.hpp>
#include <core/bundle/case.hpp>
#include <core/json/canonical.hpp>
#include <platform/native/bundle_folder.hpp>
#include <platform/native/crypto.hpp>
#include <platform/native/files.hpp>

#include <algorithm>

namespace casement::cli {

Result<void> ReplaySource::add_pack(const std::string& path) {
    CASEMENT_TRY(const std::string bytes, native::read_file(path, bundle::kMaxPackBytes));
    auto pack = policy::read_pack(bytes);
    if (!pack) return placed(std::move(pack).error(), path);
    // Decisions name a pack by the digest of its canonical form, which is how bundles store it.
    CASEMENT_TRY(const Json document, json::parse(bytes));
    CASEMENT_TRY(const std::string canonical, json::canonical(document));
    old_[native::sha256(canonical)].pack = *std::move(pack);
    return {};
}

Result<void> ReplaySource::add_bundle(const std::string& folder) {
    auto opened = native::BundleFolder::open(folder);
    if (!opened) return std::move(opened).error();
    for (const bundle::PolicyPin& pin : opened->descriptor().policies) {
        if (pin.id != new_.id || old_.count(pin.digest) != 0) continue;
        const std::string path = folder + "/" + pin.path;
        CASEMENT_TRY(const std::string bytes, native::read_file(path, bundle::kMaxPackBytes));
        if (native::sha256(bytes) != pin.digest)
            return Error{"bundle.digest", path, "the pack is not the one that the bundle names",
                         "see casement verify"};
        auto pack = policy::read_pack(bytes);
        if (!pack) return placed(std::move(pack).error(), path);
        old_[pin.digest].pack = *std::move(pack);
    }
    bundles_.push_back({folder, opened->descriptor()});
    return {};
}

Result<void> ReplaySource::read_cases() {
    none_.replay.emplace(nullptr, new_);
    for (auto& [digest, old] : old_) old.replay.emplace(&*old.pack, new_);
    const auto add_names = [&](const policy::Replay& replay) {
        const auto names = replay.facts_read();
        if (!names)
            kept_names_.reset();
        else if (kept_names_)
            kept_names_->insert(names->begin(), names->end());
    };
    add_names(*none_.replay);
    for (const auto& [digest, old] : old_) add_names(*old.replay);
    Progress progress("reading cases");
    for (const Bundle& bundle : bundles_) {
        CASEMENT_TRY(const native::BundleFolder folder, native::BundleFolder::open(bundle.folder));
        for (const bundle::Resource& resource : bundle.descriptor.resources) {
            if (resource.kind != bundle::ResourceKind::cases) continue;
            auto bytes = folder.read_shard(resource);
            if (!bytes) return std::move(bytes).error();
            const std::string_view all = *bytes;
            for (std::size_t start = 0; start < all.size();) {
                const std::size_t end = std::min(all.find('\n', start), all.size());
                const std::string_view line = all.substr(start, end - start);
                start = end + 1;
                const auto read = bundle::read_case(line, "");
                if (read) keep(native::sha256(line), bundle::facts(*read));
                progress.show(static_cast<std::int64_t>(cases_.size()));
            }
        }
    }
    std::sort(cases_.begin(), cases_.end());
    fact_numbers_.clear();
    return {};
}

void ReplaySource::keep(const Digest& digest, const Json& facts) {
    Json kept = Json::object();
    for (const auto& [name, value] : facts.items()) {
        if (!kept_names_ || kept_names_->count(name) != 0) kept[name] = value;
    }
    const auto [at, is_new] =
        fact_numbers_.try_emplace(kept.dump(), static_cast<std::uint32_t>(facts_.size()));
    if (is_new) facts_.push_back(std::move(kept));
    cases_.push_back({digest, at->second});
}

ReplaySource::Old& ReplaySource::old(const Digest& pack) {
    const auto found = old_.find(pack);
    return found == old_.end() ? none_ : found->second;
}

std::uint32_t ReplaySource::facts_of(const Digest& the_case) const {
    const auto found = std::lower_bound(cases_.begin(), cases_.end(), KnownCase{the_case, 0});
    return found == cases_.end() || found->digest != the_case ? kUnknown : found->facts;
}

const policy::ReplayFacts* ReplaySource::facts(Old& old, std::uint32_t number) const {
    if (number == kUnknown) return nullptr;
    if (old.facts.empty()) old.facts.resize(facts_.size());
    auto& prepared = old.facts[number];
    if (!prepared) prepared = old.replay->facts(facts_[number]);
    return &*prepared;
}

std::string_view ReplaySource::market(std::uint32_t number) const {
    if (number == kUnknown) return {};
    const Json& market = json::get(facts_[number], "market");
    return market.is_string() ? std::string_view(market.get_ref<const std::string&>()) : std::string_view();
}

}  // namespace casement::cli
