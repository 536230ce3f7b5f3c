// A file of decisions, checked line by line: the same steps as casement verify, with the digests and
// signatures of whoever runs the job. Only the bundle's cases are held; of the lines, a batch.
#include <core/decision/merkle.hpp>
#include <core/decision/statement.hpp>
#include <core/decision/verify.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/diff_words.hpp>

#include <desk/bundle_cases.hpp>
#include <desk/jobs.hpp>
#include <map>
#include <unordered_map>
#include <utility>

namespace casement::desk {
namespace {

constexpr std::size_t kMaxFailures = 1'000;  // that are listed; all are counted
constexpr std::size_t kMaxText = 500;        // bytes of a failure's message
constexpr std::size_t kMaxKept = 5'000;      // decisions that are handed back to be taken in
constexpr std::size_t kMaxKeptBytes = 16u << 20;

struct TrustedKey {
    std::string key_id, x;
};

// The case a line is about and the key it is by, read before anything is believed: only to know what to hash
// and which signature to check.
struct Claim {
    std::string key_id, x, case_id;
    bool is_checkpoint = false;
    std::size_t line_digest = 0, leaf = 0, key_digest = 0;  // places among the proofs
    std::optional<decision::Envelope> envelope;
};

class VerifyJob final : public Job {
  public:
    explicit VerifyJob(const json::Fields& fields)
        : file_(fields.text("file", json::Need::required, 1)),
          file_bytes_(fields.integer("file_bytes", 0, INT64_MAX, 0)),
          bundle_(BundleCases::read(fields)) {
        fields.each("keys", [&](const json::Fields& one) {
            keys_.push_back({one.text("key_id", json::Need::required), one.text("x", json::Need::required)});
        });
        now_ms_ = fields.integer("now_ms", 0, INT64_MAX, 0);
        read_keyring(fields.text("keyring"));
    }

    Need next() override;
    void take_file(Result<Brought> brought) override;
    void take_lines(std::string_view lines, bool last) override;
    void take_proofs(const std::vector<Digest>& digests, const std::vector<bool>& valid) override;
    Progress progress() const override;

  private:
    enum class Phase { bundle, packs, lines, proofs, tree, finished };

    const bundle::PolicyPin& pin() const { return bundle_.descriptor().policies[packs_.size()]; }
    void keep_case(std::string_view line, const std::string& place);
    Claim claim_of(std::string_view line);
    void want_case(const std::string& case_id);
    void read_keyring(const std::string& line);
    void check_lines();
    void check(std::size_t i);
    void keep(std::size_t i, const decision::LineReport& report);
    const bundle::Case* find_case(const std::string& id, const Digest& digest);
    const policy::Pack* find_policy(const Digest& digest) const;
    decision::Context context();
    Json result() const;

    std::string file_;
    std::int64_t file_bytes_ = 0, read_ = 0;
    BundleCases bundle_;
    std::vector<TrustedKey> keys_;

    Phase phase_ = Phase::bundle;
    std::optional<Error> wrong_;
    std::vector<std::optional<policy::Pack>> packs_;           // beside the descriptor's policies
    std::unordered_map<std::string, std::string> case_lines_;  // by id; never iterated
    std::map<std::string, Digest> case_digests_;               // of those that a line was about

    bool from_start_ = true, last_ = false;
    std::string batch_;
    std::vector<std::string_view> lines_;  // into the batch
    std::vector<Claim> claims_;            // beside the lines
    std::vector<std::string> wanted_cases_;
    std::map<std::string, std::optional<bundle::Case>> cases_;  // read for this batch
    ProofsWanted proofs_;

    // What was proven of the batch, the line that is next, and the tree over the lines since the last
    // checkpoint.
    std::vector<Digest> digests_;
    std::vector<bool> valid_;
    std::size_t next_ = 0;
    std::vector<Digest> leaves_, level_;
    std::optional<Digest> root_;

    std::optional<decision::Keyring> keyring_;
    std::int64_t now_ms_ = 0;
    std::optional<decision::Verifier> verifier_;
    Json kept_ = Json::array();
    std::size_t kept_bytes_ = 0, more_ = 0, checkpoints_ = 0, omissions_ = 0, unsealed_ = 0;
    std::size_t count_ = 0;
    std::map<std::string, std::size_t> statuses_, codes_;
    Json failures_ = Json::array();
};

// ---------------------------------------------------------------- one step

Need VerifyJob::next() {
    if (wrong_) return *wrong_;
    switch (phase_) {
        case Phase::bundle:
            if (auto wanted = bundle_.next()) return *std::move(wanted);
            phase_ = Phase::packs;
            return Pause{};
        case Phase::packs:
            if (packs_.size() < bundle_.descriptor().policies.size())
                return FileWanted{bundle_.path_url(pin().path), bundle::kMaxPackBytes, false, 0};
            verifier_.emplace(context());
            phase_ = Phase::lines;
            return Pause{};
        case Phase::lines:
            return LinesWanted{file_, std::exchange(from_start_, false)};
        case Phase::proofs:
            return std::exchange(proofs_, {});
        case Phase::tree: {
            ProofsWanted level;
            level.hash = decision::merkle_pairs(level_);
            return level;
        }
        case Phase::finished:
            break;
    }
    return Finished{result().dump(-1, ' ', false, Json::error_handler_t::replace)};
}

void VerifyJob::take_file(Result<Brought> brought) {
    if (phase_ == Phase::packs) {
        // A pack that is not there, or another one, is missed by the decisions that name it.
        auto pack = brought && brought->digest == pin().digest
                        ? policy::read_pack(brought->bytes)
                        : Result<policy::Pack>(Error{"bundle.digest", pin().path, "", ""});
        if (pack)
            packs_.emplace_back(*std::move(pack));
        else
            packs_.emplace_back();
        return;
    }
    auto taken = bundle_.take(
        std::move(brought), [&](std::string_view line, const std::string& place) { keep_case(line, place); });
    if (!taken) wrong_ = std::move(taken).error();
}

Progress VerifyJob::progress() const {
    const Progress cases = bundle_.progress();
    const auto refused = statuses_.find(decision::name(decision::Status::invalid));
    const Json note = {{"lines", count_}, {"invalid", refused == statuses_.end() ? 0 : refused->second}};
    return {read_ + cases.done, file_bytes_ + cases.total, note.dump()};
}

// ---------------------------------------------------------------- the bundle

// Of two cases with one id the first stays, as in the console.
void VerifyJob::keep_case(std::string_view line, const std::string& place) {
    if (const auto c = bundle::read_case(line, place)) case_lines_.try_emplace(c->id, line);
}

const bundle::Case* VerifyJob::find_case(const std::string& id, const Digest& digest) {
    const auto known = case_digests_.find(id);
    if (known == case_digests_.end() || known->second != digest) return nullptr;
    auto& read = cases_[id];
    if (!read) {
        auto c = bundle::read_case(std::string_view(case_lines_.at(id)), id);
        if (!c) return nullptr;
        read = *std::move(c);
    }
    return &*read;
}

const policy::Pack* VerifyJob::find_policy(const Digest& digest) const {
    for (std::size_t i = 0; i < packs_.size(); ++i) {
        if (bundle_.descriptor().policies[i].digest == digest) return packs_[i] ? &*packs_[i] : nullptr;
    }
    return nullptr;
}

decision::Context VerifyJob::context() {
    decision::Context context;
    context.have_bundle = bundle_.is_open();
    context.bundle = bundle_.digest();
    context.find_case = [this](const std::string& id, const Digest& digest) { return find_case(id, digest); };
    context.find_policy = [this](const Digest& digest) { return find_policy(digest); };
    if (bundle_.is_open()) context.bundle_created_at = bundle_.descriptor().created_at;
    context.keyring = keyring_ ? &*keyring_ : nullptr;
    if (now_ms_ > 0) context.now_ms = now_ms_;
    context.merkle_root = [this](const std::vector<Digest>&) { return root_.value_or(Digest{}); };
    return context;
}

// ---------------------------------------------------------------- a batch of lines

void VerifyJob::take_lines(std::string_view lines, bool last) {
    last_ = last;
    read_ += static_cast<std::int64_t>(lines.size());
    batch_ = lines;
    lines_.clear();
    claims_.clear();
    cases_.clear();
    wanted_cases_.clear();
    each_line(batch_, [&](std::string_view line) {
        lines_.push_back(line);
        claims_.push_back(claim_of(line));
    });
    for (const std::string& id : wanted_cases_) {
        const auto parsed = json::parse(case_lines_.at(id));
        auto bytes = parsed ? json::canonical(*parsed) : Result<std::string>(parsed.error());
        proofs_.hash.push_back(bytes ? *std::move(bytes) : std::string());
    }
    phase_ = Phase::proofs;
}

Claim VerifyJob::claim_of(std::string_view line) {
    Claim claim;
    SignatureWanted signature;
    if (auto envelope = decision::read_envelope(line)) {
        claim.key_id = envelope->key_id;
        if (auto x = decision::signing_key_x(*envelope)) claim.x = *std::move(x);
        // A line that says it is by a key we trust is checked with that key, whatever its payload claims.
        for (const TrustedKey& key : keys_) {
            if (key.key_id == claim.key_id) claim.x = key.x;
        }
        if (const auto record = decision::read_statement(envelope->payload)) {
            claim.case_id = record->case_id;
            want_case(claim.case_id);
        } else if (record.error().code == "payload.predicate_type") {
            claim.is_checkpoint = decision::predicate_type_of(envelope->payload) == decision::kCheckpointType;
        }
        signature = {claim.x, decision::pae(envelope->payload_type, envelope->payload), envelope->signature};
        claim.envelope = *std::move(envelope);
    }
    claim.line_digest = proofs_.hash.size();
    proofs_.hash.emplace_back(line);
    claim.leaf = proofs_.hash.size();
    proofs_.hash.push_back(decision::merkle_leaf(line));
    claim.key_digest = proofs_.hash.size();
    proofs_.hash.push_back(decision::thumbprint_input(claim.x));
    proofs_.check.push_back(std::move(signature));
    return claim;
}

void VerifyJob::want_case(const std::string& case_id) {
    if (!case_lines_.contains(case_id)) return;
    if (case_digests_.try_emplace(case_id).second) wanted_cases_.push_back(case_id);
}

void VerifyJob::take_proofs(const std::vector<Digest>& digests, const std::vector<bool>& valid) {
    if (phase_ == Phase::tree) {
        level_ = decision::merkle_above(level_, digests);
        return check_lines();
    }
    const std::size_t cases_at = 3 * lines_.size();
    for (std::size_t i = 0; i < wanted_cases_.size(); ++i)
        case_digests_[wanted_cases_[i]] = digests.at(cases_at + i);
    digests_ = digests;
    valid_ = valid;
    next_ = 0;
    check_lines();
}

// Goes through the batch. A checkpoint waits until the tree over the lines before it is hashed, level by
// level.
void VerifyJob::check_lines() {
    for (; next_ < lines_.size(); ++next_) {
        if (claims_[next_].is_checkpoint && !root_) {
            if (level_.empty()) level_ = leaves_;
            if (level_.size() > 1) {
                phase_ = Phase::tree;
                return;
            }
            root_ = level_.empty() ? Digest{} : level_.front();
        }
        check(next_);
        if (claims_[next_].is_checkpoint)
            leaves_.clear();
        else
            leaves_.push_back(digests_.at(claims_[next_].leaf));
        level_.clear();
        root_.reset();
    }
    phase_ = last_ ? Phase::finished : Phase::lines;
    if (last_) unsealed_ = verifier_->end_file();
}

// A keyring that the console has verified already.
void VerifyJob::read_keyring(const std::string& line) {
    if (line.empty()) return;
    const auto envelope = decision::read_envelope(line, decision::kMaxKeyringBytes);
    auto keyring =
        envelope ? decision::read_keyring(envelope->payload) : Result<decision::Keyring>(envelope.error());
    if (keyring)
        keyring_ = *std::move(keyring);
    else
        wrong_ = std::move(keyring).error();
}

// Decisions that are what their key's owner signed can be taken into the ledger.
void VerifyJob::keep(std::size_t i, const decision::LineReport& report) {
    if (report.error || report.kind != decision::LineKind::decision) return;
    if (kept_.size() >= kMaxKept || kept_bytes_ + lines_[i].size() > kMaxKeptBytes) return void(++more_);
    kept_bytes_ += lines_[i].size();
    kept_.push_back({{"digest", digests_.at(claims_[i].line_digest).hex()}, {"envelope", lines_[i]}});
}

void VerifyJob::check(std::size_t i) {
    Claim& claim = claims_[i];
    decision::SignedLine line;
    line.bytes = lines_[i];
    line.digest = digests_.at(claim.line_digest);
    line.leaf = digests_.at(claim.leaf);
    line.signature = valid_.at(i) ? decision::SignatureVerdict::valid : decision::SignatureVerdict::invalid;
    for (const TrustedKey& key : keys_)
        line.key_vouched = line.key_vouched || (key.key_id == claim.key_id && key.x == claim.x);
    line.key_thumbprint = digests_.at(claim.key_digest);
    line.key_x = claim.x;
    line.envelope = std::move(claim.envelope);
    const decision::LineReport report = verifier_->check(line);
    ++count_;
    checkpoints_ += report.kind == decision::LineKind::checkpoint;
    omissions_ += report.kind == decision::LineKind::omission;
    keep(i, report);
    if (report.kind == decision::LineKind::decision || report.error)
        ++statuses_[decision::name(report.status)];
    if (!report.error) return;
    ++codes_[report.error->code];
    if (failures_.size() >= kMaxFailures) return;
    failures_.push_back({{"line", report.line},
                         {"code", report.error->code},
                         {"place", policy::shortened(report.error->place, kMaxText)},
                         {"message", policy::shortened(report.error->message, kMaxText)},
                         {"case", claim.case_id}});
}

Json VerifyJob::result() const {
    return {{"lines", count_},
            {"statuses", statuses_},
            {"codes", codes_},
            {"failures", failures_},
            {"checkpoints", checkpoints_},
            {"omissions", omissions_},
            {"unsealed", unsealed_},
            {"kept", kept_},
            {"not_kept", more_}};
}

}  // namespace

std::unique_ptr<Job> make_verify_job(const json::Fields& fields) {
    return std::make_unique<VerifyJob>(fields);
}

}  // namespace casement::desk
