#include <core/policy/names.hpp>
#include <core/policy/pack.hpp>

namespace casement::policy {
namespace {

template <class T>
const T* find_by_id(const std::vector<T>& all, std::string_view id) {
    for (const T& one : all) {
        if (one.id == id) return &one;
    }
    return nullptr;
}

}  // namespace

const char* name(Effect effect) {
    return kEffects[static_cast<std::size_t>(effect)];
}
const char* name(QuestionKind kind) {
    return kQuestionKinds[static_cast<std::size_t>(kind)];
}

const Section* Pack::section(std::string_view wanted) const {
    return find_by_id(sections, wanted);
}
const Question* Pack::question(std::string_view wanted) const {
    return find_by_id(questions, wanted);
}
const Outcome* Pack::outcome(std::string_view wanted) const {
    return find_by_id(outcomes, wanted);
}
const Action* Pack::action(std::string_view wanted) const {
    return find_by_id(actions, wanted);
}
const Team* Pack::team(std::string_view wanted) const {
    return find_by_id(teams, wanted);
}
const Clock* Pack::clock(std::string_view wanted) const {
    return find_by_id(clocks, wanted);
}

}  // namespace casement::policy
