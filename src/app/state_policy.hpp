// The policy packs at hand, what was acknowledged of them, and the replay of decisions: the state behind the
// Policies and Replay panels.
#pragma once

#include <core/base/digest.hpp>
#include <core/base/time.hpp>
#include <core/decision/record.hpp>
#include <core/policy/diff.hpp>
#include <core/policy/replay.hpp>

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
    std::string url;                           // of the site
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

struct LibraryState {
    std::vector<PackEntry> packs;  // by title, then the newest version first
    std::string shown, section;    // "<id>@<version>" and a section's id
    PolicyView view = PolicyView::section;
    std::string search;
    std::vector<SearchHit> hits;
    std::shared_ptr<const policy::PackDiff> changes;      // of the shown version against the one before
    std::map<std::string, Acknowledgement> acknowledged;  // by pack id: the newest version
    std::optional<Acknowledgement> signing;               // being signed
    std::string signing_payload;
    std::uint32_t revision = 0;  // of what is shown
};

// One decision to be replayed, with the facts of its case where they are known.
struct ReplayItem {
    std::string case_id, title, outcome, final_outcome, market, policy;
    policy::Answers answers;
    std::optional<Json> case_facts;
    policy::Replayed result;
};

struct ReplayFlow {
    std::string from, to;            // outcome ids; `to` may be a word for what is open
    std::vector<std::size_t> items;  // indices
    bool changes = false;
};

struct ReplayState {
    std::string source;  // "this browser", or a file's name
    std::string file;    // bytes of a picked file; empty: the ledger
    std::string pack;    // the newer pack, "<id>@<version>"
    std::vector<ReplayItem> items;
    std::size_t other_packs = 0, unreadable = 0;
    std::map<std::string, std::size_t> packs_met;  // decisions by the id of their pack
    bool chosen = false;                           // the pack was chosen by hand
    std::vector<ReplayFlow> flows;                 // those that change first, then by count
    std::vector<std::pair<policy::CauseText, std::size_t>> causes;
    std::vector<std::pair<std::string, std::size_t>> sections, markets;  // changed decisions of each
    std::size_t changed = 0, open = 0, same = 0, unknown = 0, caught_up = 0;
    bool done = false;
    Error error;
    std::optional<std::size_t> flow;  // that is looked at
    std::uint32_t revision = 0;
};

}  // namespace casement::app
