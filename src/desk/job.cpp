#include <desk/jobs.hpp>

namespace casement::desk {
namespace {

constexpr std::size_t kMaxJobBytes = 512u << 20;  // it may hold all decisions of a browser

}  // namespace

Result<std::unique_ptr<Job>> make_job(std::string_view text) {
    json::Limits limits;
    limits.max_bytes = kMaxJobBytes;
    CASEMENT_TRY(const Json job, json::parse(text, limits));
    json::Reading reading{"desk.job", {}};
    const json::Fields fields(job, reading);
    std::unique_ptr<Job> made;
    const std::string name = fields.text("job", json::Need::required);
    if (name == "replay")
        made = make_replay_job(fields);
    else if (name == "compare")
        made = make_compare_job(fields);
    else if (name == "verify")
        made = make_verify_job(fields);
    else
        fields.fail("job", "there is no job of this name");
    if (!reading.ok()) return *std::move(reading.failure);
    return made;
}

}  // namespace casement::desk
