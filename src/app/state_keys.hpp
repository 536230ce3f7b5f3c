// Keys, the lock, the keyring and what is on its way out: the state behind signing and exporting.
#pragma once

#include <core/base/digest.hpp>
#include <core/base/time.hpp>
#include <core/decision/checkpoint.hpp>
#include <core/decision/keyring.hpp>

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace casement::app {

enum class ExportScope { all, bundle, unexported };
enum class ExportForm { envelopes, table, sigstore, jws };

struct KeyState {
    bool ready = false;
    Error error;
    std::string key_id, public_x, spki_pem;
    bool temporary = true;  // made for demo and training bundles; no passphrase stands before it
};

// What stands between a person and what this browser keeps.
struct LockState {
    bool vault = false;   // there is a passphrase, and what is kept is encrypted
    bool locked = false;  // and it was not given yet
    bool working = false;
    Error error;            // the passphrase was wrong
    bool writer = true;     // this tab is the one that writes
    TimeMs closing_at = 0;  // locking as soon as everything is stored, at the latest then; 0: not
};

// What is typed and chosen in the open dialog.
struct FormState {
    std::string word;    // before everything is taken off this machine
    std::string reason;  // of a correction
    ExportScope scope = ExportScope::all;
    ExportForm form = ExportForm::envelopes;
    Error error;  // what stands against it
};

// Who may sign, as far as this browser knows: the newest keyring it has seen.
struct KeyringState {
    enum class Source { stored, site, file };
    struct Candidate {
        std::string line;
        Source source = Source::site;
        Digest digest, thumbprint;
    };
    std::optional<decision::Keyring> keyring;
    Digest digest;
    std::string line;
    Error error;                  // why the last one offered was refused
    std::deque<Candidate> queue;  // offered; the front is being checked
};

// An export in the making: omissions are signed, leaves and levels of the tree hashed, the checkpoint signed.
struct ExportState {
    struct Line {
        std::string bytes;    // empty while its omission waits for a signature
        std::string payload;  // of that omission
    };
    std::vector<Line> lines;
    std::vector<Digest> level;  // of the Merkle tree
    decision::Checkpoint checkpoint;
    std::string checkpoint_payload;
    std::map<std::string, std::int64_t> covers;  // by key id: the last number in it
    std::size_t decisions = 0;
    bool hashing_leaves = false;
};

}  // namespace casement::app
