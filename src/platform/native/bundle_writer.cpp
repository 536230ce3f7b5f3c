#include <core/bundle/case.hpp>
#include <core/decision/publication.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/pack.hpp>
#include <platform/native/bundle_writer.hpp>
#include <platform/native/files.hpp>
#include <platform/native/media.hpp>
#include <platform/native/signed_line.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace casement::native {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxListedMedia = 10'000;  // beyond, media is named by the cases alone

void drop_nulls(Json& value) {
    if (value.is_object()) {
        for (auto at = value.begin(); at != value.end();) {
            if (at->is_null())
                at = value.erase(at);
            else
                drop_nulls(*at++);
        }
    } else if (value.is_array()) {
        for (Json& one : value) drop_nulls(one);
    }
}

std::string numbered(std::size_t number) {
    char text[16];
    std::snprintf(text, sizeof text, "%05zu", number);
    return text;
}

// Frictionless wants names of lower-case letters, digits, dot, hyphen and underscore.
std::string slug(const std::string& text) {
    std::string out;
    for (char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
        out += plain ? c : '-';
    }
    return out.empty() ? "bundle" : out;
}

// What a bundle consists of: nothing else in a folder is ours to remove.
constexpr const char* kInside[] = {
    "datapackage.json", "datapackage.dsse.json", "queue.cols", "cases", "media", "policies"};

bool holds_only_a_bundle(const std::string& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (std::find(std::begin(kInside), std::end(kInside), name) == std::end(kInside)) return false;
    }
    return !error;
}

void remove_bundle(const std::string& folder) {
    std::error_code ignored;
    for (const char* inside : kInside) fs::remove_all(folder + "/" + inside, ignored);
}

}  // namespace

Result<BundleWriter> BundleWriter::create(const std::string& folder, const BundleOptions& options) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
        const bool is_bundle = holds_only_a_bundle(folder);
        if (!options.overwrite || !is_bundle) {
            return Error{"bundle.exists", folder, "the folder is not empty",
                         is_bundle ? "name another folder, or add --force to replace the bundle"
                                   : "name another folder"};
        }
        remove_bundle(folder);
    }
    fs::create_directories(folder + "/cases", error);
    if (error) return Error{"file.write", folder, "the folder cannot be made: " + error.message(), ""};
    BundleWriter writer;
    writer.folder_ = folder;
    writer.options_ = options;
    if (writer.options_.name.empty())
        writer.options_.name = fs::path(folder).lexically_normal().filename().string();
    writer.options_.name = slug(writer.options_.name);
    return writer;
}

void BundleWriter::discard() {
    remove_bundle(folder_);
    std::error_code ignored;
    fs::remove(folder_, ignored);  // only when nothing else is in it
}

Result<void> BundleWriter::write(const std::string& inside, std::string_view bytes,
                                 const std::string& mediatype, std::int64_t cases) {
    CASEMENT_CHECK(write_file(folder_ + "/" + inside, bytes));
    Json resource = {{"name", slug(fs::path(inside).replace_extension().string())},
                     {"path", inside},
                     {"mediatype", mediatype},
                     {"bytes", bytes.size()},
                     {"hash", sha256(bytes).text()}};
    if (cases >= 0) resource["cases"] = cases;
    resources_.push_back(std::move(resource));
    summary_.bytes += static_cast<std::int64_t>(bytes.size());
    return {};
}

Result<void> BundleWriter::add_policy(std::string_view bytes) {
    CASEMENT_TRY(const policy::Pack pack, policy::read_pack(bytes));
    json::Limits limits;
    limits.max_bytes = static_cast<std::size_t>(bundle::kMaxPackBytes);
    CASEMENT_TRY(const Json document, json::parse(bytes, limits));
    CASEMENT_TRY(const std::string canonical, json::canonical(document));
    const std::string full = pack.id + "@" + pack.version;
    if (!policies_.insert(full).second) {
        return Error{"pack.duplicate", full, "this pack was given already", "give each pack once"};
    }
    std::error_code error;
    fs::create_directories(folder_ + "/policies", error);
    const std::string inside = "policies/" + full + ".json";
    CASEMENT_CHECK(write(inside, canonical, "application/json", -1));
    pins_.push_back(
        {{"id", pack.id}, {"version", pack.version}, {"path", inside}, {"digest", sha256(canonical).text()}});
    ++summary_.packs;
    return {};
}

Result<void> BundleWriter::add_media(Json& part, const std::string& place) {
    const std::string file = json::get_string(part, "file");
    const std::string remedy =
        "name a file relative to the folder given with --media, such as pictures/1.png";
    if (options_.media_folder.empty()) {
        return Error{"media.folder", place,
                     "the case names the file " + file + ", but no media folder was given",
                     "add --media DIR"};
    }
    if (!bundle::is_safe_path(file))
        return Error{"media.path", place, "the name is not a safe relative path", remedy};
    std::string mediatype = json::get_string(part, "mediatype");
    if (mediatype.empty()) mediatype = mediatype_of(file);
    if (mediatype.empty()) {
        return Error{
            "media.type", place, "the kind of the file cannot be told from its name " + file,
            "use png, jpg, gif, webp, avif, mp4, webm, mp3, ogg, wav or m4a, or state the part's mediatype"};
    }
    const std::string from = options_.media_folder + "/" + file;
    auto digested = digest_file(from, bundle::kMaxMediaBytes);
    if (!digested) return Error{digested.error().code, place, from + ": " + digested.error().message, remedy};
    const FileDigest found = *digested;
    const std::string inside = "media/" + found.digest.hex() + fs::path(file).extension().string();
    if (media_.count(inside) == 0) {
        std::error_code error;
        fs::create_directories(folder_ + "/media", error);
        CASEMENT_CHECK(copy_file(from, folder_ + "/" + inside, bundle::kMaxMediaBytes));
        media_[inside] = {{"name", slug(found.digest.hex())},
                          {"path", inside},
                          {"mediatype", mediatype},
                          {"bytes", found.bytes},
                          {"hash", found.digest.text()}};
        summary_.bytes += found.bytes;
        ++summary_.media;
    }
    if (mediatype.starts_with("image/") && !part.contains("width") && !part.contains("height")) {
        CASEMENT_TRY(const std::string bytes, read_file(from, bundle::kMaxMediaBytes));
        const PixelSize size = pixel_size(bytes);
        if (size.width_px > 0) part["width"] = size.width_px, part["height"] = size.height_px;
    }
    part.erase("file");
    part["path"] = inside;
    part["digest"] = found.digest.text();
    part["mediatype"] = mediatype;
    return {};
}

Result<void> BundleWriter::add_case(Json value, const std::string& place) {
    drop_nulls(value);
    if (value.is_object() && value.contains("content") && value["content"].is_array()) {
        for (Json& part : value["content"]) {
            if (part.is_object() && part.contains("file")) CASEMENT_CHECK(add_media(part, place));
        }
    }
    CASEMENT_TRY(const bundle::Case c, bundle::read_case(value, place));
    if (!c.policy.empty() && policies_.count(c.policy) == 0) {
        return Error{"case.policy", place + "/policy",
                     "the case is to be judged by " + c.policy + ", which is not packed",
                     "add the pack with --policy"};
    }
    if (ids_.count(c.id) != 0) {
        return Error{"case.duplicate_id", place + "/id", "an earlier case has the id " + c.id,
                     "give each case of a bundle an id of its own"};
    }
    auto line = json::canonical(value);
    if (!line) return placed(std::move(line).error(), place);
    if (line->size() > json::Limits{}.max_bytes) {
        return Error{"json.size", place, "the case is larger than 16 MiB", "leave something out"};
    }
    if (!shard_.empty() && shard_.size() + line->size() + 1 > options_.shard_bytes)
        CASEMENT_CHECK(close_shard());
    ids_.insert(c.id);
    shard_ += *line;
    shard_ += '\n';
    ++shard_cases_;
    ++summary_.cases;
    return {};
}

Result<void> BundleWriter::close_shard() {
    if (shard_cases_ == 0) return {};
    const std::string inside = "cases/" + numbered(summary_.shards) + ".jsonl" + (options_.gzip ? ".gz" : "");
    const std::string mediatype = options_.gzip ? "application/gzip" : "application/x-ndjson";
    CASEMENT_CHECK(write(inside, options_.gzip ? gzip(shard_) : shard_, mediatype, shard_cases_));
    ++summary_.shards;
    shard_.clear();
    shard_cases_ = 0;
    return {};
}

Result<BundleSummary> BundleWriter::finish(const PrivateKey* key) {
    CASEMENT_CHECK(close_shard());
    if (summary_.cases == 0) {
        return Error{"bundle.empty", folder_, "there is no case to pack",
                     "look at the rows that were skipped"};
    }
    Json document = {{"name", options_.name},
                     {"title", options_.title.empty() ? options_.name : options_.title}};
    if (!options_.description.empty()) document["description"] = options_.description;
    if (options_.created_at) document["created"] = format_rfc3339(*options_.created_at);
    if (media_.size() <= kMaxListedMedia) {
        for (const auto& [path, resource] : media_) resources_.push_back(resource);
    }
    document["resources"] = resources_;
    Json& casement = document["casement"] = {
        {"format", 1}, {"purpose", bundle::name(options_.purpose)}, {"policies", pins_}};
    if (!options_.publisher.empty()) casement["publisher"] = options_.publisher;
    if (options_.expires_at) casement["expires_at"] = format_rfc3339(*options_.expires_at);
    CASEMENT_TRY(const std::string bytes, json::canonical(document));
    CASEMENT_TRY(const bundle::Descriptor checked, bundle::read_descriptor(bytes));
    CASEMENT_CHECK(write_file(folder_ + "/datapackage.json", bytes));
    summary_.digest = sha256(bytes);
    summary_.bytes += static_cast<std::int64_t>(bytes.size());
    if (key) {
        decision::Publication publication;
        publication.descriptor = summary_.digest;
        publication.publisher = checked.publisher;
        publication.key_id = key->public_key().key_id();
        publication.public_jwk = public_jwk(key->public_key());
        CASEMENT_TRY(const std::string payload, decision::publication_statement(publication));
        CASEMENT_CHECK(write_file(folder_ + "/datapackage.dsse.json", signed_envelope(payload, *key) + "\n"));
    }
    return summary_;
}

}  // namespace casement::native
