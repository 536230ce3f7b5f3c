// The jobs there are: each reads its own members of the job's JSON. What is wrong with them stands in the
// reading that `fields` belongs to.
#pragma once

#include <core/json/fields.hpp>

#include <desk/job.hpp>

namespace casement::desk {

std::unique_ptr<Job> make_replay_job(const json::Fields& fields);
std::unique_ptr<Job> make_compare_job(const json::Fields& fields);
std::unique_ptr<Job> make_verify_job(const json::Fields& fields);

}  // namespace casement::desk
