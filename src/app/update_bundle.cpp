// Opening a bundle: descriptor, packs, shards.
#include <app/route.hpp>
#include <app/update_parts.hpp>

#include <charconv>

namespace casement::app {
namespace {

constexpr std::size_t kLinesPerTick = 600;  // some milliseconds of parsing, so that a frame is never long

std::size_t number_after(const std::string& purpose, std::size_t prefix) {
    std::size_t n = 0;
    std::from_chars(purpose.data() + prefix, purpose.data() + purpose.size(), n);
    return n;
}

void fail(Step& step, Error error) {
    step.state.bundle.phase = BundleState::Phase::failed;
    step.state.bundle.error = std::move(error);
    step.say("The bundle could not be opened: " + step.state.bundle.error.message, true);
}

void fetch(Step& step, std::string purpose, const std::string& path, std::int64_t max_bytes, bool gunzip,
           std::int64_t max_unpacked) {
    const Ticket ticket = step.ticket(std::move(purpose));
    step.emit(Fetch{ticket, step.state.bundle.url + path, max_bytes, gunzip, max_unpacked});
}

const bundle::Resource* pinned_resource(const BundleState& b, std::size_t pin) {
    return b.descriptor.find(b.descriptor.policies[pin].path);
}

void finish_file(Step& step) {
    auto& b = step.state.bundle;
    if (b.files_left > 0) --b.files_left;
    if (b.files_left > 0) return;
    bundle::drop_duplicate_ids(b.rows, b.shard_paths, b.problems);
    if (b.problems.empty() || !b.rows.empty()) {
        b.phase = BundleState::Phase::ready;
    } else {
        return fail(step, b.problems.front());
    }
    fill_queue(step);
    bundle_packs_ready(step);
    refresh_decided(step);
    refresh_queue(step);
    step.emit(SetTitle{b.descriptor.title + " – Casement"});
    step.say(std::to_string(b.rows.size()) + " cases loaded");
    if (is_production(step.state) && step.state.key.ready && step.state.key.temporary)
        show_dialog(step, Dialog::make_key);
    follow_wanted_route(step);
}

void descriptor_fetched(Step& step, const Fetched& arrival) {
    auto& b = step.state.bundle;
    auto read = bundle::read_descriptor(arrival.bytes);
    if (!read) return fail(step, std::move(read).error());
    b.descriptor = *std::move(read);
    b.digest = arrival.digest;
    if (b.descriptor.expires_at && *b.descriptor.expires_at < step.world.now_ms) {
        step.notice("This bundle expired on " + format_rfc3339(*b.descriptor.expires_at).substr(0, 10), true);
    }
    b.packs.resize(b.descriptor.policies.size());
    b.files_left = b.packs.size();
    for (std::size_t i = 0; i < b.packs.size(); ++i) {
        const auto& pin = b.descriptor.policies[i];
        if (const auto* resource = pinned_resource(b, i)) b.total_bytes += resource->bytes;
        fetch(step, "pack:" + std::to_string(i), pin.path, bundle::kMaxPackBytes, false, 0);
    }
    for (const auto& resource : b.descriptor.resources) {
        if (resource.kind != bundle::ResourceKind::cases) continue;
        const std::size_t shard = b.shards.size();
        b.shards.emplace_back();
        b.shard_paths.push_back(resource.path);
        b.total_bytes += resource.bytes;
        ++b.files_left;
        fetch(step, "shard:" + std::to_string(shard), resource.path, resource.bytes, resource.gzip,
              bundle::kMaxShardBytes);
    }
    if (b.files_left == 0) {
        fail(step, {"bundle.empty", "/resources", "The bundle lists no cases",
                    "Ask whoever made it for a new one"});
    }
}

void pack_fetched(Step& step, std::size_t pin, const Fetched& arrival) {
    auto& b = step.state.bundle;
    const auto& pinned = b.descriptor.policies[pin];
    b.loaded_bytes += arrival.stored_bytes;
    if (arrival.digest != pinned.digest) {
        b.problems.push_back({"bundle.digest", pinned.path, "The policy pack is not the one the bundle names",
                              "Do not decide with it; ask the publisher for the bundle again"});
    } else if (auto pack = policy::read_pack(arrival.bytes)) {
        b.packs[pin] = std::make_shared<const policy::Pack>(*std::move(pack));
    } else {
        b.problems.push_back(placed(std::move(pack).error(), pinned.path));
    }
    finish_file(step);
}

void shard_fetched(Step& step, std::size_t shard, Fetched&& arrival) {
    auto& b = step.state.bundle;
    const auto* resource = b.descriptor.find(b.shard_paths[shard]);
    b.loaded_bytes += arrival.stored_bytes;
    if (auto sound = bundle::check_resource(*resource, arrival.stored_bytes, arrival.digest); !sound) {
        b.problems.push_back(placed(std::move(sound).error(), resource->path));
        return finish_file(step);
    }
    b.shards[shard] = std::move(arrival.bytes);
    b.unread.push_back(shard);
    read_some_cases(step);
}

}  // namespace

void open_bundle(Step& step, const std::string& url) {
    auto& state = step.state;
    count_active_time(step);
    std::string address = url;
    if (address.empty()) return;
    if (const auto at = address.find("datapackage.json"); at != std::string::npos) address.resize(at);
    if (!address.ends_with('/')) address += '/';
    std::erase_if(state.waiting, [](const auto& entry) {
        return entry.second.starts_with("descriptor") || entry.second.starts_with("pack:") ||
               entry.second.starts_with("shard:") || entry.second.starts_with("case:");
    });
    if (state.review.open) step.emit(ForgetMedia{});
    state.bundle = {};
    state.review = {};
    forget_queue(step);
    state.bundle.phase = BundleState::Phase::opening;
    state.bundle.url = address;
    state.bundle.id = address;
    for (const auto& listed : state.listed) {
        if (listed.url == address) state.bundle.id = listed.id;
    }
    state.panel = Panel::queue;
    state.dialog = Dialog::none;
    fetch(step, "descriptor", "datapackage.json", bundle::kMaxDescriptorBytes, false, 0);
}

void bundle_fetched(Step& step, const std::string& purpose, Fetched&& arrival) {
    step.state.bundle.arriving.erase(purpose);
    if (purpose == "descriptor") return descriptor_fetched(step, arrival);
    if (purpose.starts_with("pack:")) return pack_fetched(step, number_after(purpose, 5), arrival);
    shard_fetched(step, number_after(purpose, 6), std::move(arrival));
}

void bundle_failed(Step& step, const std::string& purpose, const Error& error) {
    auto& b = step.state.bundle;
    b.arriving.erase(purpose);
    if (purpose == "descriptor") return fail(step, error);
    b.problems.push_back(error);
    finish_file(step);
}

void bundle_progress(Step& step, const std::string& purpose, const FetchProgress& progress) {
    step.state.bundle.arriving[purpose] = progress.bytes;
}

void read_some_cases(Step& step) {
    auto& b = step.state.bundle;
    if (b.unread.empty()) return;
    const std::size_t shard = b.unread.front();
    if (!b.reader) b.reader.emplace(b.shards[shard], b.shard_paths[shard], static_cast<std::uint32_t>(shard));
    if (b.reader->step(kLinesPerTick, b.rows, b.problems)) return step.emit(WakeAt{step.world.now_ms});
    b.reader.reset();
    b.unread.pop_front();
    finish_file(step);
    if (!b.unread.empty()) step.emit(WakeAt{step.world.now_ms});
}

void bundles_listed(Step& step, const std::string& bytes) {
    step.state.listed_loaded = true;
    const auto list = json::parse(bytes);
    if (!list || !list->is_array()) return;
    for (const auto& item : *list) {
        step.state.listed.push_back({json::get_string(item, "id"), json::get_string(item, "title"),
                                     json::get_string(item, "purpose"), json::get_string(item, "url"),
                                     json::get_int(item, "cases")});
    }
    follow_wanted_route(step);
}

const bundle::CaseRow* row_named(const BundleState& b, const std::string& case_id) {
    const auto found =
        std::find_if(b.rows.begin(), b.rows.end(), [&](const auto& row) { return row.id == case_id; });
    return found == b.rows.end() ? nullptr : &*found;
}

std::string_view case_line(const BundleState& b, const bundle::CaseRow& row) {
    return std::string_view(b.shards[row.shard]).substr(static_cast<std::size_t>(row.offset), row.length);
}

}  // namespace casement::app
