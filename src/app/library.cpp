#include <app/library.hpp>
#include <core/policy/shapes.hpp>

namespace casement::app {

const PackEntry* find_pack(const State& state, const std::string& name) {
    for (const PackEntry& entry : state.library.packs) {
        if (entry.name() == name) return &entry;
    }
    return nullptr;
}

const PackEntry* previous_version(const State& state, const PackEntry& entry) {
    const PackEntry* found = nullptr;
    for (const PackEntry& other : state.library.packs) {
        if (other.id != entry.id || !policy::is_older(other.version, entry.version)) continue;
        if (!found || policy::is_older(found->version, other.version)) found = &other;
    }
    return found;
}

std::string citation(const PackEntry& entry, const std::string& section) {
    const auto* found = entry.pack ? entry.pack->section(section) : nullptr;
    std::string text = entry.title + " " + entry.version;
    if (found) text += ", “" + found->title + "”";
    text += " (" + entry.name() + (found ? "#" + found->id : "");
    if (!entry.digest.is_zero()) text += ", " + entry.digest.text();
    return text + ")";
}

ReadState read_state(const State& state, const std::string& pack, const std::string& version) {
    const auto found = state.library.acknowledged.find(pack);
    if (found == state.library.acknowledged.end()) return ReadState::never;
    return policy::is_older(found->second.version, version) ? ReadState::older : ReadState::current;
}

}  // namespace casement::app
