// Two versions of a pack, compared word by word.
#include <desk/changes.hpp>
#include <desk/jobs.hpp>
#include <desk/packs.hpp>

namespace casement::desk {
namespace {

class CompareJob final : public Job {
  public:
    explicit CompareJob(const json::Fields& fields) {
        fields.object(
            "old", [&](const json::Fields& one) { refs_[0] = read_pack_ref(one); }, json::Need::required);
        fields.object(
            "new", [&](const json::Fields& one) { refs_[1] = read_pack_ref(one); }, json::Need::required);
    }

    Need next() override {
        if (wrong_) return *wrong_;
        if (read_ == 2) return finish();
        const PackRef& ref = refs_[read_];
        if (ref.text.empty()) return pack_wanted(ref);
        take(pack_at_hand(ref));
        return Pause{};
    }
    void take_file(Result<Brought> brought) override { take(pack_brought(refs_[read_], std::move(brought))); }
    // The comparison itself is one step; there is nothing to count on the way.
    Progress progress() const override { return {}; }

  private:
    void take(Result<NamedPack> pack) {
        if (!pack) return void(wrong_ = std::move(pack).error());
        packs_[read_++] = *std::move(pack);
    }

    Need finish() const {
        const policy::PackDiff changes = policy::diff(packs_[0]->pack, packs_[1]->pack);
        const Json result = {{"old", refs_[0].name()},
                             {"new", refs_[1].name()},
                             {"outcome", changes.count(policy::DiffWeight::outcome)},
                             {"words", changes.count(policy::DiffWeight::words)},
                             {"blocks", changes_document(changes)}};
        return Finished{result.dump(-1, ' ', false, Json::error_handler_t::replace)};
    }

    PackRef refs_[2];
    std::optional<NamedPack> packs_[2];
    std::size_t read_ = 0;
    std::optional<Error> wrong_;
};

}  // namespace

std::unique_ptr<Job> make_compare_job(const json::Fields& fields) {
    return std::make_unique<CompareJob>(fields);
}

}  // namespace casement::desk
