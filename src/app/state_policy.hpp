// The policy packs at hand, what was acknowledged of them, and the replay of decisions: the state behind the
// Policies and Replay panels.
#pragma once

#include <app/state_desk.hpp>
#include <core/base/digest.hpp>
#include <core/base/time.hpp>
#include <core/decision/record.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace casement::app {

struct PackEntry {
    enum class Source { bundle, site, file };
    std::string id, version, title;
    Source source = Source::site;
    std::string url;                           // of the site or of the bundle
    std::string text;                          // of a file: it has no address
    Digest digest;                             // of the stored bytes, once they are there
    std::shared_ptr<const policy::Pack> pack;  // null until it is read
    bool loading = false;
    Error error;

    std::string name() const { return id + "@" + version; }
};

// "I have read this version", signed. The envelope is a statement of type urn:casement:acknowledgement:v1.
struct Acknowledgement {
    std::string pack, version, envelope;
    Digest digest;
    TimeMs at = 0;
};

enum class PolicyView { section, examples, changes, whole };

struct SearchHit {
    std::string section, where, text;  // where: "definition", "example", ...; text: around the words found
};

// What changed from one version to another, as blocks of app/document.hpp.
struct PackChanges {
    std::size_t outcome = 0, words = 0;  // changes that can change what is decided, and those that cannot
    Json blocks;
};

struct LibraryState {
    std::vector<PackEntry> packs;  // by title, then the newest version first
    std::string shown, section;    // "<id>@<version>" and a section's id
    PolicyView view = PolicyView::section;
    std::string search;
    std::vector<SearchHit> hits;
    std::shared_ptr<const PackChanges> changes;  // of the shown version against the one before
    std::string compared;                        // what the comparison is of, or was of
    DeskWork comparison;
    Error comparison_error;
    std::map<std::string, Acknowledgement> acknowledged;  // by pack id: the newest version
    std::optional<Acknowledgement> signing;               // being signed
    std::string signing_payload;
    std::uint32_t revision = 0;  // of what is shown
};

// One of the decisions in a flow; `text` says what is special about it.
struct ReplayItem {
    std::string case_id, title, market, policy, text;
};

struct ReplayEnd {
    std::string id, label, effect;  // an outcome; effect is empty where it is a word for what is open
};

struct ReplayFlow {
    ReplayEnd from, to;
    std::size_t count = 0;
    bool changes = false;
    std::vector<ReplayItem> items;  // the first of them
};

struct Counted {
    std::string name;
    std::size_t count = 0;
};

struct ReplayState {
    std::string source;           // a file's name; empty: this browser
    std::string file;             // its handle, "file:<n>"; empty: the ledger
    std::int64_t file_bytes = 0;  // of the file
    std::string pack;             // the newer pack, "<id>@<version>"
    bool chosen = false;          // it was chosen by hand
    std::string key;              // what the result below, or the work that goes on, is of
    DeskWork work;

    bool done = false;
    Error error;
    std::size_t decisions = 0, other_packs = 0, unreadable = 0;
    std::size_t changed = 0, open = 0, same = 0, unknown = 0, caught_up = 0;
    std::vector<ReplayFlow> flows;                   // those that change first, then by count
    std::vector<Counted> causes, sections, markets;  // of the changed and open decisions
    std::optional<std::size_t> flow;                 // that is looked at
    std::uint32_t revision = 0;
};

}  // namespace casement::app
