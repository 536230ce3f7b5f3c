#include <ui/semantics.hpp>

#include <unordered_set>

namespace casement::ui {

// FNV-1a; 0 is no node.
std::uint32_t Semantics::id_of(std::string_view key) {
    std::uint32_t hash = 2166136261u;
    for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash == 0 ? 1 : hash;
}

void Semantics::begin() {
    now_.clear();
    stack_.clear();
    children_.assign(1, 0);
}

Node& Semantics::open(std::string_view key, Node node) {
    node.id = id_of(key);
    node.key = key;
    node.parent = stack_.empty() ? 0 : now_[stack_.back()].id;
    node.index = children_.back()++;
    now_.push_back(std::move(node));
    stack_.push_back(now_.size() - 1);
    children_.push_back(0);
    return now_.back();
}

void Semantics::close() {
    stack_.pop_back();
    children_.pop_back();
}

void Semantics::leaf(std::string_view key, Node node) {
    open(key, std::move(node));
    close();
}

Node& Semantics::last_opened() {
    return now_[stack_.back()];
}

void Semantics::end(app::SemanticsPort& port) {
    bool changed = false;
    std::unordered_set<std::uint32_t> present;
    for (const auto& node : now_) present.insert(node.id);
    for (auto entry = old_.begin(); entry != old_.end();) {
        if (present.contains(entry->first)) {
            ++entry;
            continue;
        }
        port.remove(entry->first);
        entry = old_.erase(entry);
        changed = true;
    }
    for (auto& node : now_) {
        const auto found = old_.find(node.id);
        if (found != old_.end() && found->second == node) continue;
        port.upsert(node);
        old_.insert_or_assign(node.id, node);
        changed = true;
    }
    if (changed) port.commit();
    wanted_ = 0;  // an activation nobody took is gone: its control is no longer there
}

const Node* Semantics::find(std::uint32_t id) const {
    const auto found = old_.find(id);
    return found == old_.end() ? nullptr : &found->second;
}

const Node* Semantics::sibling(const Node& node, int by) const {
    for (const auto& [id, other] : old_) {
        if (other.parent == node.parent && other.role == node.role && other.index == node.index + by)
            return &other;
    }
    return nullptr;
}

bool Semantics::take_activation(std::uint32_t id) {
    if (wanted_ != id || id == 0) return false;
    wanted_ = 0;
    return true;
}

}  // namespace casement::ui
