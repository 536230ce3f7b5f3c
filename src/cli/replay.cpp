// casement replay: what would a newer pack make of the decisions of the past?
#include <cli/replay_report.hpp>
#include <cli/replay_source.hpp>
#include <cli/terminal.hpp>
#include <cli/verb.hpp>
#include <core/decision/acknowledgement.hpp>
#include <core/decision/checkpoint.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/statement.hpp>
#include <platform/native/files.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <thread>

namespace casement::cli {
namespace {

using policy::ReplayKind;
using policy::ReplayTotals;

constexpr std::size_t kBatchBytes = 4u << 20;

// Nothing for what stands between the decisions of an export.
Result<std::optional<decision::Record>> read_decision(std::string_view line) {
    CASEMENT_TRY(const decision::Envelope envelope, decision::read_envelope(line));
    auto record = decision::read_statement(envelope.payload);
    if (record) return std::optional(*std::move(record));
    const std::string type = decision::predicate_type_of(envelope.payload);
    for (const char* other :
         {decision::kCheckpointType, decision::kOmissionType, decision::kAcknowledgementType}) {
        if (record.error().code == "payload.predicate_type" && type == other)
            return std::optional<decision::Record>();
    }
    return std::move(record).error();
}

// Lines are read by all cores, a batch at a time, and replayed in their order: the result is the same on any
// machine.
class Replaying {
  public:
    Replaying(const policy::Pack& pack, ReplaySource& source, ReplayReport& report)
        : pack_(pack), source_(source), report_(report), totals_(pack) {}

    Result<void> file(const std::string& path) {
        path_ = path;
        auto read = native::each_line(path, decision::kMaxEnvelopeBytes,
                                      [&](std::string_view line, std::size_t number) {
                                          if (line.empty()) return true;
                                          lines_.push_back({number, std::string(line)});
                                          bytes_ += line.size();
                                          if (bytes_ >= kBatchBytes) take_batch();
                                          return true;
                                      });
        take_batch();
        return read;
    }

    const ReplayTotals& totals() const { return totals_; }
    ReplayAside aside() const {
        ReplayAside out = aside_;
        out.from.assign(from_.begin(), from_.end());
        return out;
    }

  private:
    struct Line {
        std::size_t number = 0;
        std::string text;
        Result<std::optional<decision::Record>> record = std::optional<decision::Record>();
    };

    void take_batch() {
        const std::size_t workers = std::clamp<std::size_t>(
            std::min<std::size_t>(std::thread::hardware_concurrency(), lines_.size() / 64), 1, 16);
        const auto read_share = [&](std::size_t first) {
            for (std::size_t i = first; i < lines_.size(); i += workers)
                lines_[i].record = read_decision(lines_[i].text);
        };
        std::vector<std::thread> others;
        for (std::size_t i = 1; i < workers; ++i) others.emplace_back(read_share, i);
        read_share(0);
        for (std::thread& other : others) other.join();
        for (const Line& line : lines_) take(line);
        progress_.show(static_cast<std::int64_t>(totals_.decisions()));
        lines_.clear();
        bytes_ = 0;
    }

    void take(const Line& line) {
        if (!line.record) {
            ++aside_.unreadable;
            print_error(placed(line.record.error(), path_ + ":" + std::to_string(line.number)));
            return;
        }
        if (!*line.record) return;
        const decision::Record& record = **line.record;
        if (record.policy_id != pack_.id) {
            ++aside_.other_packs;
            return;
        }
        ReplaySource::Old& old = source_.old(record.policy);
        const std::uint32_t facts = source_.facts_of(record.case_digest);
        aside_.no_old_pack += !old.pack;
        aside_.no_facts += facts == ReplaySource::kUnknown;
        from_.insert(record.policy_id + "@" + record.policy_version);
        const policy::Past past{record.answers, source_.facts(old, facts), record.outcome,
                                record.final_outcome};
        const policy::Replayed replayed = old.replay->replay(past);
        const std::string_view market = source_.market(facts);
        totals_.add(*old.replay, past, replayed, record.case_id, market, record.violates);
        report_.decision(path_, line.number, record, market, *old.replay, replayed);
    }

    const policy::Pack& pack_;
    ReplaySource& source_;
    ReplayReport& report_;
    ReplayTotals totals_;
    ReplayAside aside_;
    std::set<std::string> from_;
    std::string path_;
    std::vector<Line> lines_;
    std::size_t bytes_ = 0;
    Progress progress_{"replaying"};
};

template <class Value>
Result<Value> choose(const Args& args, const char* option,
                     std::initializer_list<std::pair<const char*, Value>> words, Value otherwise) {
    const auto given = args.one(option);
    if (!given) return otherwise;
    std::string known;
    for (const auto& [word, value] : words) {
        if (*given == word) return value;
        known += (known.empty() ? "" : ", ") + std::string(word);
    }
    return Error{"usage.value", option, "there is no \"" + *given + "\"", "use one of " + known};
}

Result<ReplayFrame> read_frame(const Args& args) {
    ReplayFrame frame;
    CASEMENT_TRY(frame.form, choose<ReplayForm>(args, "--format",
                                                {{"table", ReplayForm::table},
                                                 {"markdown", ReplayForm::markdown},
                                                 {"json", ReplayForm::json},
                                                 {"csv", ReplayForm::csv}},
                                                ReplayForm::table));
    CASEMENT_TRY(frame.list, choose<ReplayList>(args, "--list",
                                                {{"changed", ReplayList::changed},
                                                 {"needs", ReplayList::open},
                                                 {"all", ReplayList::all}},
                                                ReplayList::changed_and_open));
    const bool is_page = frame.form == ReplayForm::table || frame.form == ReplayForm::markdown;
    frame.limit = is_page ? 20 : SIZE_MAX;
    if (const auto text = args.one("--limit")) {
        const auto read = std::from_chars(text->data(), text->data() + text->size(), frame.limit);
        if (read.ec != std::errc() || read.ptr != text->data() + text->size())
            return Error{"usage.value", "--limit", "the value must be a whole number", ""};
    }
    return frame;
}

Result<policy::Pack> read_new_pack(const Args& args) {
    const auto path = args.one("--pack");
    if (!path)
        return Error{"usage.value", "--pack", "replay needs the new pack", "see casement replay --help"};
    CASEMENT_TRY(const std::string bytes, native::read_file(*path, bundle::kMaxPackBytes));
    auto pack = policy::read_pack(bytes);
    if (!pack) return placed(std::move(pack).error(), *path);
    return pack;
}

Result<void> read_source(const Args& args, ReplaySource& source) {
    for (const std::string& path : args.all("--from")) CASEMENT_CHECK(source.add_pack(path));
    for (const std::string& folder : args.all("--bundle")) CASEMENT_CHECK(source.add_bundle(folder));
    return source.read_cases();
}

int exit_code(const ReplayTotals& totals, const ReplayAside& aside) {
    const bool found = totals.changed() + totals.of(ReplayKind::needs_answer) +
                           totals.of(ReplayKind::no_outcome) + totals.of(ReplayKind::illegal) +
                           aside.unreadable >
                       0;
    if (found) return kExitFound;
    return totals.of(ReplayKind::facts_unknown) > 0 ? kExitPartial : kExitGood;
}

int replay(const Args& args) {
    const auto frame = read_frame(args);
    if (!frame) return print_error(frame.error()), kExitUsage;
    const auto pack = read_new_pack(args);
    if (!pack) return print_error(pack.error()), kExitUsage;
    if (args.files().empty()) {
        print_error(
            {"usage.value", "", "replay needs at least one file of decisions", "see casement replay --help"});
        return kExitUsage;
    }
    ReplaySource source(*pack);
    if (auto read = read_source(args, source); !read) return print_error(read.error()), kExitUsage;
    ReplayReport report(*pack, *frame);
    Replaying replaying(*pack, source, report);
    for (const std::string& path : args.files()) {
        if (auto read = replaying.file(path); !read) return print_error(read.error()), kExitUsage;
    }
    report.finish(replaying.totals(), replaying.aside());
    return exit_code(replaying.totals(), replaying.aside());
}

}  // namespace

const Verb kReplayVerb{
    "replay",
    "--pack NEW [--from OLD]... [--bundle DIR]... [OPTION]... DECISIONS...",
    "show what a newer pack would make of past decisions",
    "Derives each decision of DECISIONS (one envelope a line; - is standard input) again with the pack NEW: whose\n"
    "outcome would change, and because of which question or rule; which need a new answer, and what can follow\n"
    "from it. Signatures are not checked here: casement verify does that. The facts of cases come from bundles;\n"
    "without them a decision whose rules read facts is counted as not known, and nothing is guessed.\n\n"
    "exit codes:\n"
    "  0  nothing would change\n"
    "  1  something would change, or is open; or a line could not be read, or a decision does not hold\n"
    "  2  the command was not understood, or a file it needs cannot be read\n"
    "  3  nothing is known to change, but facts of cases are missing",
    {{"--pack", "NEW", "the new pack"},
     {"--from", "OLD", "the pack that decisions were made with, where no bundle has it; once for each"},
     {"--bundle", "DIR", "a bundle with the cases and the old pack; once for each"},
     {"--format", "FORM", "table, markdown, json or csv (one row a decision)"},
     {"--list", "WHICH", "list changed decisions, open ones (needs), or all (default: changed and needs)"},
     {"--limit", "N", "list at most so many (default: 20 in a table or markdown)"}},
    "  casement replay decisions.jsonl --pack policies/community-standards@2026.11.json --bundle build/week-20\n"
    "  casement replay *.jsonl --pack new.json --from old.json --format csv > impact.csv",
    replay};

}  // namespace casement::cli
