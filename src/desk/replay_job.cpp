// Past decisions on a newer pack. The lines are gone through twice: first to learn which packs and cases are
// needed, then, with these at hand, to replay one after the other; neither pass keeps them.
#include <core/decision/record.hpp>

#include <deque>
#include <desk/bundle_cases.hpp>
#include <desk/jobs.hpp>
#include <desk/packs.hpp>
#include <desk/replay_facts.hpp>
#include <desk/replay_sums.hpp>
#include <utility>

namespace casement::desk {
namespace {

constexpr std::size_t kSliceBytes = 1u << 20;  // of the lines within the job, between two pauses

// The version a decision was made by: its name, and the digest that the decision gives.
struct Made {
    std::string name;
    Digest digest;
    auto operator<=>(const Made&) const = default;
};

// One version's replay. The pack is not there where it is not at hand.
struct Old {
    std::optional<NamedPack> pack;
    std::optional<policy::Replay> replay;
    std::vector<std::optional<policy::ReplayFacts>> facts;  // by the number of the facts
};

class ReplayJob final : public Job {
  public:
    explicit ReplayJob(const json::Fields& fields)
        : pack_(fields.text("pack", json::Need::required)),
          follow_(fields.boolean("follow")),
          lines_(fields.text("lines")),
          file_(fields.text("file")),
          file_bytes_(fields.integer("file_bytes", 0, INT64_MAX, 0)),
          cases_(BundleCases::read(fields)) {
        fields.each("packs", [&](const json::Fields& one) { packs_.push_back(read_pack_ref(one)); });
    }

    Need next() override;
    void take_file(Result<Brought> brought) override;
    void take_lines(std::string_view lines, bool last) override;
    Progress progress() const override;

  private:
    enum class Phase { survey, new_pack, old_packs, cases, replay, finished };

    Need read_on();
    void survey(std::string_view line);
    void survey_done();
    void replay(std::string_view line);
    const PackRef* pack_named(const std::string& name) const;
    void take_new(Result<NamedPack> pack);
    void take_old(Result<NamedPack> pack);
    void prepare();
    Need finish() const;

    std::string pack_;  // "<id>@<version>"
    bool follow_ = false;
    std::vector<PackRef> packs_;  // at hand, the newest of each first
    std::string lines_, file_;
    std::int64_t file_bytes_ = 0;
    BundleCases cases_;

    Phase phase_ = Phase::survey;
    bool from_start_ = true;
    std::size_t at_ = 0;          // in lines_
    std::int64_t read_ = 0;       // bytes of lines, in both passes
    std::optional<Error> wrong_;  // ends the job
    struct Met {
        std::size_t decisions = 0;
        std::set<Made> made;
    };
    std::map<std::string, Met> met_;  // by the id of the pack
    std::size_t unreadable_ = 0, others_ = 0;

    std::optional<NamedPack> new_;
    std::deque<Made> olds_left_;
    std::map<Made, Old> olds_;
    ReplayFactsOfCases facts_;
    std::optional<ReplaySums> sums_;
};

const PackRef* ReplayJob::pack_named(const std::string& name) const {
    for (const PackRef& ref : packs_) {
        if (ref.name() == name) return &ref;
    }
    return nullptr;
}

// ---------------------------------------------------------------- one step

Need ReplayJob::next() {
    if (wrong_) return *wrong_;
    switch (phase_) {
        case Phase::survey:
        case Phase::replay:
            return read_on();
        case Phase::new_pack: {
            const PackRef* ref = pack_named(pack_);
            if (!ref) return Error{"pack.missing", pack_, "The pack is not at hand", "Choose another one"};
            if (!ref->text.empty()) return take_new(pack_at_hand(*ref)), Pause{};
            return pack_wanted(*ref);
        }
        case Phase::old_packs: {
            if (olds_left_.empty()) return prepare(), Pause{};
            const PackRef* ref = pack_named(olds_left_.front().name);
            if (!ref) return take_old(Error{"pack.missing", "", "", ""}), Pause{};
            if (!ref->text.empty()) return take_old(pack_at_hand(*ref)), Pause{};
            return pack_wanted(*ref);
        }
        case Phase::cases: {
            if (facts_.wants_any()) {
                if (auto wanted = cases_.next()) return *std::move(wanted);
            }
            facts_.all_taken();
            phase_ = Phase::replay;
            return Pause{};
        }
        case Phase::finished:
            break;
    }
    return finish();
}

void ReplayJob::take_file(Result<Brought> brought) {
    if (phase_ == Phase::new_pack) return take_new(pack_brought(*pack_named(pack_), std::move(brought)));
    if (phase_ == Phase::old_packs)
        return take_old(pack_brought(*pack_named(olds_left_.front().name), std::move(brought)));
    auto taken = cases_.take(std::move(brought), [&](std::string_view line, const std::string& place) {
        facts_.take(line, place);
    });
    if (!taken) wrong_ = std::move(taken).error();
}

Need ReplayJob::read_on() {
    if (!file_.empty()) return LinesWanted{file_, std::exchange(from_start_, false)};
    const std::string_view rest = std::string_view(lines_).substr(at_);
    std::size_t end = rest.size() > kSliceBytes ? rest.find('\n', kSliceBytes) : rest.size();
    end = end >= rest.size() ? rest.size() : end + 1;
    at_ += end;
    take_lines(rest.substr(0, end), at_ == lines_.size());
    return Pause{};
}

void ReplayJob::take_lines(std::string_view lines, bool last) {
    read_ += static_cast<std::int64_t>(lines.size());
    each_line(lines, [&](std::string_view line) {
        if (line.empty()) return;
        if (phase_ == Phase::survey)
            survey(line);
        else
            replay(line);
    });
    if (!last) return;
    at_ = 0;
    from_start_ = true;
    if (phase_ == Phase::survey) return survey_done();
    phase_ = Phase::finished;
}

Progress ReplayJob::progress() const {
    const std::int64_t all = 2 * (file_.empty() ? static_cast<std::int64_t>(lines_.size()) : file_bytes_);
    const Progress cases = cases_.progress();
    return {std::min(read_, all) + cases.done, all + cases.total, {}};
}

// ---------------------------------------------------------------- the first pass

void ReplayJob::survey(std::string_view line) {
    const auto record = decision::read_decision(line);
    // Checkpoints and omissions stand in an export beside the decisions.
    if (!record && record.error().code == "payload.predicate_type") return;
    if (!record) return void(++unreadable_);
    Met& met = met_[record->policy_id];
    ++met.decisions;
    met.made.insert({record->policy_id + "@" + record->policy_version, record->policy});
    if (cases_.is_open() && record->bundle == cases_.digest()) facts_.want(record->case_id);
}

// Where none of the decisions is by the pack, and nobody chose it: the newest version of the pack that most
// of the decisions were made by.
void ReplayJob::survey_done() {
    const auto id_of = [&] { return pack_.substr(0, pack_.find('@')); };
    if (follow_ && !met_.contains(id_of())) {
        std::size_t most = 0;
        for (const auto& [id, met] : met_) {
            if (met.decisions <= most) continue;
            for (const PackRef& ref : packs_) {
                if (ref.id != id) continue;
                most = met.decisions;
                pack_ = ref.name();
                break;
            }
        }
    }
    for (const auto& [id, met] : met_) {
        if (id != id_of()) others_ += met.decisions;
    }
    phase_ = Phase::new_pack;
}

// ---------------------------------------------------------------- packs

void ReplayJob::take_new(Result<NamedPack> pack) {
    if (!pack) return void(wrong_ = std::move(pack).error());
    new_ = *std::move(pack);
    sums_.emplace(new_->pack);
    const Met& met = met_[new_->pack.id];
    olds_left_.assign(met.made.begin(), met.made.end());
    phase_ = Phase::old_packs;
}

// A pack of that name with another content is not the one that the decisions were made by.
void ReplayJob::take_old(Result<NamedPack> pack) {
    const Made made = std::move(olds_left_.front());
    olds_left_.pop_front();
    Old& old = olds_[made];
    if (pack && (!pack->digest || *pack->digest == made.digest)) old.pack = *std::move(pack);
}

void ReplayJob::prepare() {
    for (auto& [made, old] : olds_) {
        old.replay.emplace(old.pack ? &old.pack->pack : nullptr, new_->pack);
        facts_.add_reader(*old.replay);
    }
    phase_ = Phase::cases;
}

// ---------------------------------------------------------------- the second pass

void ReplayJob::replay(std::string_view line) {
    const auto record = decision::read_decision(line);
    if (!record || record->policy_id != new_->pack.id) return;
    const std::string name = record->policy_id + "@" + record->policy_version;
    // A file that changes while it is read may bring a version that the first pass did not see.
    const auto found = olds_.find({name, record->policy});
    if (found == olds_.end()) return void(++unreadable_);
    Old& old = found->second;
    const auto* known = record->bundle == cases_.digest() ? facts_.known(record->case_id) : nullptr;
    const policy::ReplayFacts* facts = nullptr;
    if (known) {
        old.facts.resize(facts_.count());
        auto& prepared = old.facts[known->facts];
        if (!prepared) prepared = old.replay->facts(facts_.facts(known->facts));
        facts = &*prepared;
    }
    const policy::Replayed result =
        old.replay->replay({record->answers, facts, record->outcome, record->final_outcome});
    sums_->add({record->case_id, known ? known->title : record->case_id, known ? known->market : "", name,
                record->outcome},
               *old.replay, result);
}

Need ReplayJob::finish() const {
    Json result = sums_->result();
    result["pack"] = pack_;
    result["other_packs"] = others_;
    result["unreadable"] = unreadable_;
    return Finished{result.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace

std::unique_ptr<Job> make_replay_job(const json::Fields& fields) {
    return std::make_unique<ReplayJob>(fields);
}

}  // namespace casement::desk
