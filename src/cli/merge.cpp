// casement merge: many exports become one; nothing is lost and nothing doubled, and what does not fit is
// said.
#include <cli/keyring_file.hpp>
#include <cli/keys.hpp>
#include <cli/merge_report.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <cli/wall_clock.hpp>
#include <core/decision/merkle.hpp>
#include <platform/native/files.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace casement::cli {
namespace {

using decision::MergeItem;

// Where the bytes of a decision or omission stand.
struct Place {
    std::size_t file = 0;
    std::int64_t offset = 0;
    std::size_t bytes = 0;
    Digest digest;
};

struct Gathered {
    std::vector<std::string> files;
    std::vector<Place> places;
    std::vector<MergeItem> items;
    std::vector<decision::LeftOut> left_out;
    std::vector<std::string> keys;  // by number
    std::map<std::string, std::uint32_t> key_numbers;
    MergeReport report;

    std::uint32_t number_of(const std::string& key_id) {
        const auto [found, is_new] = key_numbers.try_emplace(key_id, static_cast<std::uint32_t>(keys.size()));
        if (is_new) keys.push_back(key_id);
        return found->second;
    }
};

// A decision belongs into the merge when it is what its key's owner signed. Its place in the chain is judged
// over all the files together, so what one file alone says about it does not count here.
bool is_authentic(const decision::LineReport& line) {
    return std::any_of(line.checked.begin(), line.checked.end(),
                       [](const std::string& step) { return step == "key"; });
}

bool judged_later(const std::string& code) {
    return code.starts_with("sequence.") || code.starts_with("chain.") || code == "supersedes.unknown" ||
           code == "supersedes.case";
}

// Takes over a decision or an omission, whose bytes are going to be the next place.
bool take_line(const decision::SignedLine& line, const decision::LineReport& report,
               const decision::Keyring* keyring, Gathered& all) {
    if (report.kind == decision::LineKind::omission && line.envelope) {
        const auto omission = decision::read_omission(line.envelope->payload);
        if (!omission) return false;
        all.left_out.push_back({all.number_of(report.key_id), omission->from, omission->to,
                                omission->prev.value_or(Digest{}), omission->last, all.places.size()});
        return true;
    }
    if (!report.record) return false;
    const decision::Record& record = *report.record;
    const auto* entry = keyring ? keyring->find(record.reviewer.key_id) : nullptr;
    MergeItem item;
    item.key = all.number_of(record.reviewer.key_id);
    item.seq = record.seq;
    item.digest = line.digest;
    if (record.prev) item.prev = *record.prev;
    item.case_digest = record.case_digest;
    if (record.supersedes) item.supersedes = record.supersedes->digest;
    item.decided_at = record.decided_at;
    item.lead = entry && entry->has(decision::KeyRole::lead);
    item.source = all.places.size();
    all.items.push_back(item);
    return true;
}

Result<void> gather(const std::string& path, const native::Vouched& keys, const decision::Keyring* keyring,
                    Gathered& all) {
    decision::Context context;
    context.keyring = keyring;
    context.merkle_root = [](std::vector<Digest> leaves) {
        return decision::merkle_root(std::move(leaves), native::sha256);
    };
    decision::Verifier verifier(std::move(context));
    const std::size_t file = all.files.size();
    all.files.push_back(path);
    CASEMENT_CHECK(native::each_line_at(
        path, decision::kMaxEnvelopeBytes,
        [&](std::string_view bytes, std::size_t number, std::int64_t start) {
            const auto line = native::sign_check(bytes, keys);
            const auto report = verifier.check(line);
            const bool merged = is_authentic(report) && take_line(line, report, keyring, all);
            if (merged) all.places.push_back({file, start, bytes.size(), line.digest});
            if (report.error && !judged_later(report.error->code))
                all.report.refused.push_back({path, number, merged, *report.error});
            return true;
        }));
    all.report.unsealed += verifier.end_file();
    return {};
}

// The lines of some items, in their order, and their leaves.
class LineWriter {
  public:
    LineWriter(const std::string& path, const Gathered& all)
        : path_(path), all_(all), out_(path + ".part", std::ios::binary) {}

    Result<void> write(const MergeItem& item) { return write(item.source, item.key, item.seq, item.digest); }

    // An omission that leads to an item: number `seq` is the last one that it leaves out.
    Result<void> bridge(std::size_t source, const MergeItem& item) {
        return write(source, item.key, item.seq - 1, item.prev);
    }

    // Ends the file with a checkpoint by whoever merges.
    Result<void> seal(const native::PrivateKey& key, const std::string& alias, TimeMs now) {
        decision::Checkpoint checkpoint;
        checkpoint.count = static_cast<std::int64_t>(leaves_.size());
        checkpoint.root = decision::merkle_root(leaves_, native::sha256);
        checkpoint.last = last_;
        checkpoint.tails = tails_;
        checkpoint.reviewer.key_id = key.public_key().key_id();
        checkpoint.reviewer.alias = alias;
        checkpoint.reviewer.public_jwk = native::public_jwk(key.public_key());
        checkpoint.made_at = now;
        CASEMENT_TRY(const std::string payload, decision::checkpoint_statement(checkpoint));
        return put(native::signed_envelope(payload, key));
    }

    Result<void> finish() {
        out_.close();
        CASEMENT_CHECK(good());
        // Whoever looks finds the old file or the whole new one.
        std::error_code error;
        std::filesystem::rename(path_ + ".part", path_, error);
        if (!error) return {};
        return Error{"file.write", path_, error.message(), "look at the folder"};
    }

  private:
    Result<void> write(std::size_t source, std::uint32_t key, std::int64_t seq, const Digest& digest) {
        const Place& place = all_.places[source];
        if (!files_.contains(place.file)) {
            CASEMENT_TRY(native::PiecedFile file, native::PiecedFile::open(all_.files[place.file]));
            files_.emplace(place.file, std::move(file));
        }
        CASEMENT_TRY(const std::string line, files_.at(place.file).read(place.offset, place.bytes));
        last_ = native::sha256(line);
        if (last_ != place.digest) {
            return Error{"file.read", all_.files[place.file], "the file was changed while it was read",
                         "merge again"};
        }
        leaves_.push_back(native::sha256(decision::merkle_leaf(line)));
        decision::ChainTail& tail = tails_[all_.keys[key]];
        if (seq > tail.seq) tail = {seq, digest, 0};
        return put(line);
    }
    Result<void> put(const std::string& line) {
        out_ << line << '\n';
        return good();
    }
    Result<void> good() const {
        if (out_.good()) return {};
        return Error{"file.write", path_, "the file cannot be written",
                     "look at the folder and the free space"};
    }

    std::string path_;
    const Gathered& all_;
    std::ofstream out_;
    std::map<std::size_t, native::PiecedFile> files_;
    std::vector<Digest> leaves_;
    std::map<std::string, decision::ChainTail> tails_;
    Digest last_;
};

Result<decision::ConflictRule> rule_of(const Args& args) {
    const std::string word = args.one("--conflicts").value_or("keep");
    for (const auto rule :
         {decision::ConflictRule::keep, decision::ConflictRule::first, decision::ConflictRule::lead}) {
        if (word == decision::name(rule)) return rule;
    }
    return Error{"usage.value", "--conflicts", "the rules are keep, first, lead",
                 "see casement merge --help"};
}

Result<void> write_all(const Args& args, const Gathered& all, const decision::Merged& merged) {
    if (const auto out = args.one("--out")) {
        LineWriter writer(*out, all);
        for (const std::size_t item : merged.order) {
            if (const auto bridge = merged.bridges.find(item); bridge != merged.bridges.end())
                CASEMENT_CHECK(writer.bridge(bridge->second, merged.items[item]));
            CASEMENT_CHECK(writer.write(merged.items[item]));
        }
        if (const auto path = args.one("--sign")) {
            CASEMENT_TRY(const auto key, read_private_key(*path));
            CASEMENT_CHECK(writer.seal(key, args.one("--alias").value_or(""), wall_clock_ms()));
        }
        CASEMENT_CHECK(writer.finish());
    }
    if (const auto standing = args.one("--standing")) {
        LineWriter writer(*standing, all);
        for (const std::size_t item : merged.standing) CASEMENT_CHECK(writer.write(merged.items[item]));
        CASEMENT_CHECK(writer.finish());
    }
    return {};
}

// 0: everything fits. 1: something is forged, forked or broken. 3: something is missing or left open.
Result<int> merge_files(const Args& args) {
    if (args.files().empty() || !args.one("--out")) {
        return Error{"usage.value", "", "merge needs exports, and --out for what they become",
                     "see casement merge --help"};
    }
    for (const std::string& path : args.files()) {
        if (path == "-" || path == *args.one("--out"))
            return Error{"usage.value", path, "an export is read twice, so it must be a file of its own", ""};
    }
    CASEMENT_TRY(const auto rule, rule_of(args));
    CASEMENT_TRY(const auto keys, read_keys(args.all("--key")));
    CASEMENT_TRY(const auto publishers, read_keys(args.all("--publisher")));
    std::optional<KeyringFile> keyring;
    if (const auto path = args.one("--keyring")) {
        CASEMENT_TRY(keyring, read_keyring_file(*path, publishers));
        if (!keyring->vouched) {
            return Error{"keyring.unvouched", *path, "nobody vouches for the key that signed the keyring",
                         "name the publisher's key with --publisher"};
        }
    }
    Gathered all;
    Progress progress("reading");
    for (const std::string& path : args.files()) {
        CASEMENT_CHECK(gather(path, keys, keyring ? &keyring->keyring : nullptr, all));
        progress.show(static_cast<std::int64_t>(all.files.size()),
                      static_cast<std::int64_t>(args.files().size()));
    }
    const decision::Merged merged = decision::merge(std::move(all.items), rule, all.left_out);
    CASEMENT_CHECK(write_all(args, all, merged));
    print_merge(merged, all.report, all.keys, rule, args.has("--json"));
    if (!all.report.refused.empty() || !merged.forks.empty() || !merged.broken.empty() ||
        !merged.astray.empty())
        return kExitFound;
    const bool open = std::any_of(merged.conflicts.begin(), merged.conflicts.end(),
                                  [](const auto& one) { return one.standing.size() > 1; });
    const bool missing =
        std::any_of(merged.gaps.begin(), merged.gaps.end(), [](const auto& one) { return !one.left_out; });
    return open || missing || !merged.unfound.empty() ? kExitPartial : kExitGood;
}

int merge(const Args& args) {
    const auto done = merge_files(args);
    if (done) return *done;
    print_error(done.error());
    return kExitUsage;
}

}  // namespace

const Verb kMergeVerb{
    "merge",
    "--out FILE [OPTION]... EXPORT...",
    "put many exports of decisions together",
    "Every decision whose signature is good is written to FILE once, by key and number. Reported are decisions that\n"
    "came more than once, forks (one number of a key on two decisions), gaps, links that do not hold, lines that were\n"
    "refused, and conflicts: cases with several decisions that no correction settles. --conflicts says which of them\n"
    "stands; all of them stay in FILE whatever it says. An omission stays where it still fits exactly.\n\n"
    "  keep    all of them (the default)\n"
    "  first   the earliest\n"
    "  lead    the latest by a key with the role of lead in the keyring; without one all of them\n\n"
    "exit codes:\n"
    "  0  everything fits together\n"
    "  1  a line was refused, a chain forks, a link does not hold, or a correction is of another case\n"
    "  2  the command was not understood, or a file cannot be read or written\n"
    "  3  decisions are missing, also such as a correction names, or a conflict is left open",
    {{"--out", "FILE", "all decisions, each once"},
     {"--standing", "FILE", "only the decisions that stand: not corrected, not overruled"},
     {"--conflicts", "RULE", "keep, first or lead"},
     {"--keyring", "FILE", "who may sign and who is a lead; its publisher is named by --publisher"},
     {"--publisher", "FILE", "the public key the keyring must be signed with"},
     {"--key", "FILE", "a reviewer's public key to check with, whatever a line claims; once for each"},
     {"--sign", "FILE", "end FILE with a checkpoint signed with this private key (PEM)"},
     {"--alias", "TEXT", "who made the checkpoint, for people"},
     {"--json", "", "the report as one JSON document"}},
    "  casement merge --out all.jsonl --keyring keyring.json --publisher publisher.pem.pub shift/*.jsonl\n"
    "  casement merge --out all.jsonl --standing final.jsonl --conflicts first a.jsonl b.jsonl",
    merge};

}  // namespace casement::cli
