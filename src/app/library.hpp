// Questions about the packs at hand, answered from the state alone.
#pragma once

#include <app/state.hpp>

namespace casement::app {

const PackEntry* find_pack(const State& state, const std::string& name);
// The newest older version of the same pack that is at hand; null when there is none.
const PackEntry* previous_version(const State& state, const PackEntry& entry);
// "Community Standards 2026.11, “Attacks” (community-standards@2026.11#attacks, sha256:…)".
std::string citation(const PackEntry& entry, const std::string& section);

enum class ReadState { never, older, current };
// Whether this version, an older one or none of the pack was acknowledged.
ReadState read_state(const State& state, const std::string& pack, const std::string& version);

}  // namespace casement::app
