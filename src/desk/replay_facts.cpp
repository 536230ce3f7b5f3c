#include <desk/replay_facts.hpp>

namespace casement::desk {

void ReplayFactsOfCases::add_reader(const policy::Replay& replay) {
    const auto names = replay.facts_read();
    if (!names)
        read_.reset();
    else if (read_)
        read_->insert(names->begin(), names->end());
}

void ReplayFactsOfCases::take(std::string_view line, const std::string& place) {
    const auto c = bundle::read_case(line, place);
    if (!c || !wanted_.contains(c->id) || cases_.contains(c->id)) return;
    Json kept = Json::object();
    const Json all = bundle::facts(*c);
    for (const auto& [name, value] : all.items()) {
        if (!read_ || read_->contains(name)) kept[name] = value;
    }
    const auto [at, is_new] = numbers_.try_emplace(kept.dump(), static_cast<std::uint32_t>(facts_.size()));
    if (is_new) facts_.push_back(std::move(kept));
    cases_[c->id] = {c->title, c->market, at->second};
}

void ReplayFactsOfCases::all_taken() {
    numbers_.clear();
}

const ReplayFactsOfCases::Known* ReplayFactsOfCases::known(const std::string& case_id) const {
    const auto found = cases_.find(case_id);
    return found == cases_.end() ? nullptr : &found->second;
}

}  // namespace casement::desk
