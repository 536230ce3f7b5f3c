// The policy packs at hand: those of the bundle, of the site, and of files; what was read and acknowledged.
#include <app/library.hpp>
#include <app/update_parts.hpp>
#include <core/base/sorted.hpp>
#include <core/decision/acknowledgement.hpp>
#include <core/policy/shapes.hpp>
#include <core/review/fold.hpp>
#include <core/review/query.hpp>

#include <algorithm>

namespace casement::app {
namespace {

using policy::Pack;

constexpr std::size_t kMaxHits = 200;

void sort_packs(LibraryState& library) {
    heap_sort(library.packs, [](const PackEntry& a, const PackEntry& b) {
        if (a.title != b.title) return a.title < b.title;
        if (a.id != b.id) return a.id < b.id;
        return policy::is_older(b.version, a.version);
    });
}

PackEntry& entry_for(LibraryState& library, const std::string& id, const std::string& version) {
    for (PackEntry& entry : library.packs) {
        if (entry.id == id && entry.version == version) return entry;
    }
    PackEntry& entry = library.packs.emplace_back();
    entry.id = id;
    entry.version = version;
    entry.title = id;
    return entry;
}

void take_pack(PackEntry& entry, std::shared_ptr<const Pack> pack, const Digest& digest) {
    entry.title = pack->title;
    entry.pack = std::move(pack);
    entry.digest = digest;
    entry.loading = false;
    entry.error = {};
}

// What waits for a pack looks again when one arrived.
void packs_changed(Step& step) {
    auto& library = step.state.library;
    sort_packs(library);
    ++library.revision;
    if (step.state.panel == Panel::policies) show_policy(step, library.shown, library.section);
    if (step.state.panel == Panel::trial) show_trial(step);
    refresh_replay(step);
}

// Only where somebody looks at it.
void compare_with_the_one_before(Step& step) {
    auto& library = step.state.library;
    if (library.view != PolicyView::changes) return;
    const PackEntry* shown = find_pack(step.state, library.shown);
    const PackEntry* before = shown ? previous_version(step.state, *shown) : nullptr;
    std::string job;
    if (before)
        job = Json{{"job", "compare"}, {"old", pack_reference(*before)}, {"new", pack_reference(*shown)}}
                  .dump();
    // Asked for already: it is there, or goes on, or failed.
    if (job == library.compared) return;
    library.compared = job;
    library.changes.reset();
    library.comparison_error = {};
    if (job.empty()) return give_up_work(step, LongWork::comparison);
    start_work(step, LongWork::comparison, std::move(job));
}

// Some words around the place where the first was found.
std::string around(const std::string& text, const std::string& folded, const std::string& word) {
    constexpr std::size_t kBefore = 40, kLength = 140;
    // Folding may change lengths; the place is near enough to show the right sentence.
    std::size_t begin = folded.find(word);
    begin = begin > kBefore && begin < text.size() ? begin - kBefore : 0;
    while (begin > 0 && text[begin - 1] != ' ') --begin;
    std::size_t end = std::min(text.size(), begin + kLength);
    while (end < text.size() && text[end] != ' ') ++end;
    return (begin > 0 ? "…" : "") + text.substr(begin, end - begin) + (end < text.size() ? "…" : "");
}

class TextSearch {
  public:
    TextSearch(const Pack& pack, std::vector<std::string> words) : pack_(pack), words_(std::move(words)) {}

    std::vector<SearchHit> run() {
        for (const policy::Section& section : pack_.sections) {
            try_text(section.id, "section", section.title + ". " + section.rule);
            for (const auto& one : section.definitions)
                try_text(section.id, "definition", one.term + ": " + one.text);
            for (const auto& one : section.exceptions)
                try_text(section.id, "exception", one.title + ": " + one.text);
            for (const auto& one : section.examples)
                try_text(section.id, "example", one.text + " " + one.why);
            for (const auto& question : pack_.questions) {
                if (question.section != section.id) continue;
                std::string text = question.text + " " + question.help;
                for (const auto& option : question.options) text += " · " + option.label + " " + option.help;
                try_text(section.id, "question", text);
            }
        }
        const std::string first = pack_.sections.front().id;
        for (const auto& outcome : pack_.outcomes)
            try_text(outcome.violates.empty() ? first : outcome.violates.front(), "outcome",
                     outcome.label + ": " + outcome.because);
        for (const auto& clock : pack_.clocks) try_text(first, "clock", clock.title + ". " + clock.source);
        for (const auto& team : pack_.teams) try_text(first, "team", team.title + ". " + team.consult);
        for (const auto& reply : pack_.replies) try_text(first, "reply", reply.subject + ". " + reply.body);
        return std::move(hits_);
    }

  private:
    void try_text(const std::string& section, const char* where, const std::string& text) {
        if (hits_.size() >= kMaxHits) return;
        const std::string folded = review::fold(text);
        for (const std::string& word : words_) {
            if (folded.find(word) == std::string::npos) return;
        }
        hits_.push_back({section, where, around(text, folded, words_.front())});
    }

    const Pack& pack_;
    std::vector<std::string> words_;
    std::vector<SearchHit> hits_;
};

}  // namespace

void list_packs(Step& step, const std::string& index) {
    const auto list = json::parse(index);
    if (!list) return;
    for (const Json& item : json::get(*list, "packs")) {
        PackEntry& entry =
            entry_for(step.state.library, json::get_string(item, "id"), json::get_string(item, "version"));
        entry.title = json::get_string(item, "title", entry.id);
        entry.url = "policies/" + json::get_string(item, "file");
    }
    packs_changed(step);
}

void bundle_packs_ready(Step& step) {
    const auto& b = step.state.bundle;
    for (std::size_t i = 0; i < b.packs.size(); ++i) {
        const auto& pin = b.descriptor.policies[i];
        PackEntry& entry = entry_for(step.state.library, pin.id, pin.version);
        entry.source = PackEntry::Source::bundle;
        if (!b.packs[i]) continue;
        take_pack(entry, b.packs[i], pin.digest);
        entry.url = b.url + pin.path;
    }
    packs_changed(step);
}

std::shared_ptr<const Pack> want_pack(Step& step, const std::string& name) {
    for (PackEntry& entry : step.state.library.packs) {
        if (entry.name() != name) continue;
        if (entry.pack) return entry.pack;
        if (!entry.loading && entry.error.code.empty() && !entry.url.empty()) {
            entry.loading = true;
            step.emit(Fetch{step.ticket("policy:" + name), entry.url, bundle::kMaxPackBytes, false, 0});
        }
    }
    return nullptr;
}

void pack_arrived(Step& step, const std::string& name, const Fetched& arrival) {
    auto read = policy::read_pack(arrival.bytes);
    if (!read) return pack_failed(step, name, read.error());
    for (PackEntry& entry : step.state.library.packs) {
        if (entry.name() != name || read->name() != name) continue;
        take_pack(entry, std::make_shared<const Pack>(*std::move(read)), arrival.digest);
        return packs_changed(step);
    }
    pack_failed(step, name, {"pack.name", name, "The file holds another pack than the list says", ""});
}

void pack_failed(Step& step, const std::string& name, const Error& error) {
    for (PackEntry& entry : step.state.library.packs) {
        if (entry.name() != name) continue;
        entry.loading = false;
        entry.error = error;
    }
    step.notice(name + ": " + error.message, true);
    packs_changed(step);
}

void pack_picked(Step& step, const FilePicked& file) {
    auto read = policy::read_pack(file.bytes);
    if (!read) {
        const Error& error = read.error();
        return step.notice(file.name + ": " + error.message + " (" + error.code + " at " + error.place + ")",
                           true);
    }
    auto& library = step.state.library;
    PackEntry& entry = entry_for(library, read->id, read->version);
    if (entry.source == PackEntry::Source::bundle)
        return step.notice("The bundle has this version; give the file another version to compare them",
                           true);
    entry.source = PackEntry::Source::file;
    entry.url.clear();
    entry.text = file.bytes;
    library.shown = read->name();
    library.section.clear();
    take_pack(entry, std::make_shared<const Pack>(*std::move(read)), {});
    step.notice("Opened " + library.shown + " from a file");
    packs_changed(step);
}

void show_policies(Step& step) {
    auto& library = step.state.library;
    const auto& review = step.state.review;
    if (library.shown.empty() && review.open && review.pack) library.shown = review.pack->name();
    if (library.shown.empty() && !library.packs.empty()) library.shown = library.packs.front().name();
    show_policy(step, library.shown, library.section);
}

void show_policy(Step& step, const std::string& name, const std::string& section) {
    auto& library = step.state.library;
    const bool other = !name.empty() && name != library.shown;
    if (other) {
        library.shown = name;
        library.section.clear();
        library.view = PolicyView::section;
    }
    if (!section.empty()) {
        library.section = section;
        library.view = PolicyView::section;
    }
    const auto pack = want_pack(step, library.shown);
    if (pack && !pack->section(library.section)) library.section = pack->sections.front().id;
    ++library.revision;
    compare_with_the_one_before(step);
    if (!library.search.empty()) search_policies(step, library.search);
}

void show_policy_view(Step& step, PolicyView view) {
    auto& library = step.state.library;
    library.view = view;
    ++library.revision;
    if (!library.comparison_error.code.empty()) library.compared.clear();  // asked for anew
    compare_with_the_one_before(step);
}

void search_policies(Step& step, const std::string& words) {
    auto& library = step.state.library;
    library.search = words;
    library.hits.clear();
    if (library.view == PolicyView::examples) ++library.revision;  // they are narrowed to the words
    const PackEntry* shown = find_pack(step.state, library.shown);
    auto folded = review::folded_words(words);
    if (shown && shown->pack && !folded.empty())
        library.hits = TextSearch(*shown->pack, std::move(folded)).run();
}

void acknowledge_policy(Step& step) {
    auto& state = step.state;
    auto& library = state.library;
    const PackEntry* shown = find_pack(state, library.shown);
    if (!shown || !shown->pack) return;
    if (shown->digest.is_zero())
        return step.notice("Only a pack of a bundle or of the site can be acknowledged", true);
    if (!state.key.ready) return step.notice("The key is not ready yet", true);
    decision::AcknowledgementRecord record;
    record.pack = shown->id;
    record.version = shown->version;
    const auto before = library.acknowledged.find(shown->id);
    if (before != library.acknowledged.end()) record.previous = before->second.version;
    record.digest = shown->digest;
    record.reviewer = {state.key.key_id, state.settings.alias, state.settings.organisation,
                       Json{{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", state.key.public_x}}, true};
    record.at = step.world.now_ms;
    record.app = state.build_digest;
    const auto payload = decision::acknowledgement_statement(record);
    if (!payload) return step.notice(payload.error().message, true);
    library.signing = Acknowledgement{record.pack, record.version, "", record.digest, record.at};
    library.signing_payload = *payload;
    Sign sign{step.ticket("acknowledge"), {}};
    sign.messages.push_back(decision::pae(decision::kPayloadType, *payload));
    step.emit(std::move(sign));
}

void acknowledgement_signed(Step& step, const Signed& answer) {
    auto& library = step.state.library;
    if (!library.signing) return;
    Acknowledgement done = *std::move(library.signing);
    library.signing.reset();
    done.envelope = decision::envelope_line(
        {library.signing_payload, decision::kPayloadType, step.state.key.key_id, answer.signatures.at(0)});
    const Json record = {{"pack", done.pack},
                         {"version", done.version},
                         {"digest", done.digest.text()},
                         {"at", done.at},
                         {"envelope", done.envelope}};
    step.emit(Put{step.ticket("settings"), "settings", "acknowledged:" + done.pack + "@" + done.version,
                  record.dump()});
    step.notice("Acknowledged " + done.pack + "@" + done.version + ", signed");
    library.acknowledged[done.pack] = std::move(done);
    ++library.revision;
}

void load_acknowledgement(Step& step, const StoredRecord& record) {
    const auto value = json::parse(record.value);
    if (!value) return;
    const auto digest = Digest::from_text(json::get_string(*value, "digest"));
    if (!digest) return;
    Acknowledgement one{json::get_string(*value, "pack"), json::get_string(*value, "version"),
                        json::get_string(*value, "envelope"), *digest, json::get_int(*value, "at")};
    auto& newest = step.state.library.acknowledged[one.pack];
    if (newest.version.empty() || policy::is_older(newest.version, one.version)) newest = std::move(one);
}

void export_acknowledgements(Step& step) {
    std::string lines;
    for (const auto& [pack, one] : step.state.library.acknowledged) lines += one.envelope + "\n";
    if (lines.empty()) return step.notice("Nothing is acknowledged yet", true);
    step.emit(Download{"casement-acknowledgements.jsonl", "application/jsonl", std::move(lines)});
}

void comparison_done(Step& step, const Json& result) {
    auto& library = step.state.library;
    PackChanges changes{static_cast<std::size_t>(json::get_int(result, "outcome")),
                        static_cast<std::size_t>(json::get_int(result, "words")),
                        json::get(result, "blocks")};
    library.changes = std::make_shared<const PackChanges>(std::move(changes));
    ++library.revision;
}

void comparison_failed(Step& step, const Error& error) {
    step.state.library.comparison_error = error;
    ++step.state.library.revision;
}

void copy_citation(Step& step) {
    const auto& library = step.state.library;
    const PackEntry* shown = find_pack(step.state, library.shown);
    if (!shown || !shown->pack) return;
    step.emit(CopyText{citation(*shown, library.section)});
    step.notice("Citation copied");
}

}  // namespace casement::app
