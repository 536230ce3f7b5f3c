#include <core/bundle/descriptor.hpp>

#include <desk/packs.hpp>

namespace casement::desk {
namespace {

Result<NamedPack> read(const PackRef& ref, std::string_view bytes, std::optional<Digest> digest) {
    auto pack = policy::read_pack(bytes);
    if (!pack) return placed(std::move(pack).error(), ref.name());
    if (pack->name() != ref.name())
        return Error{"pack.name", ref.name(), "The file holds another pack than the list says", ""};
    return NamedPack{*std::move(pack), digest};
}

}  // namespace

PackRef read_pack_ref(const json::Fields& fields) {
    PackRef ref;
    ref.id = fields.text("id", json::Need::required, 1);
    ref.version = fields.text("version", json::Need::required, 1);
    ref.url = fields.text("url");
    ref.text = fields.text("text");
    ref.digest = fields.digest("digest");
    return ref;
}

FileWanted pack_wanted(const PackRef& ref) {
    return {ref.url, bundle::kMaxPackBytes, false, 0};
}

Result<NamedPack> pack_at_hand(const PackRef& ref) {
    return read(ref, ref.text, {});
}

Result<NamedPack> pack_brought(const PackRef& ref, Result<Brought> brought) {
    if (!brought) return std::move(brought).error();
    if (ref.digest && *ref.digest != brought->digest)
        return Error{"bundle.digest", ref.url, "The policy pack is not the one that was named",
                     "Open the bundle again, or reload the page"};
    return read(ref, brought->bytes, brought->digest);
}

}  // namespace casement::desk
