#include <core/base/sorted.hpp>
#include <core/policy/condition.hpp>

#include <algorithm>
#include <tuple>

namespace casement::policy {
namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
    hash ^= value + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
    return hash * 0xFF51AFD7ED558CCDu;
}

std::uint64_t hash_of(const Conditions::Node& node, std::span<const Condition> children) {
    std::uint64_t hash = static_cast<std::uint64_t>(node.op);
    hash = mix(hash, static_cast<std::uint64_t>(node.atom.kind));
    hash = mix(hash, node.atom.slot);
    hash = mix(hash, node.atom.mask);
    for (const Condition child : children) hash = mix(hash, child);
    return hash;
}

}  // namespace

Conditions::Conditions() {
    Node always;
    always.op = Op::always;
    nodes_ = {Node{}, always};
}

void Conditions::set_domain(std::uint32_t slot, std::uint64_t domain) {
    if (domains_.size() <= slot) domains_.resize(slot + 1, ~std::uint64_t{0});
    domains_[slot] = domain;
}

std::uint64_t Conditions::domain(std::uint32_t slot) const {
    return slot < domains_.size() ? domains_[slot] : ~std::uint64_t{0};
}

Condition Conditions::table(std::uint32_t slot, std::uint64_t mask) {
    mask &= domain(slot);
    if (mask == 0) return kNever;
    if (mask == domain(slot)) return kAlways;
    Node node;
    node.op = Op::atom;
    node.atom = {Atom::Kind::table, slot, mask};
    return make(node, {});
}

Condition Conditions::any_bit(std::uint32_t slot, std::uint64_t mask) {
    if (mask == 0) return kNever;
    Node node;
    node.op = Op::atom;
    node.atom = {Atom::Kind::any, slot, mask};
    return make(node, {});
}

Condition Conditions::negate(Condition of) {
    if (of == kNever) return kAlways;
    if (of == kAlways) return kNever;
    const Node& inner = nodes_[of];
    if (inner.op == Op::negation) return children_[inner.first];
    if (inner.op == Op::atom && inner.atom.kind == Atom::Kind::table) {
        return table(inner.atom.slot, ~inner.atom.mask);
    }
    Node node;
    node.op = Op::negation;
    return make(node, std::span(&of, 1));
}

std::span<const Condition> Conditions::children(Condition condition) const {
    const Node& at = nodes_[condition];
    return {children_.data() + at.first, at.count};
}

// Tests of one slot become one: within an AND (or OR) tables say the same as their intersection (or union).
void Conditions::fuse(Op op, std::vector<Condition>& of) {
    const auto rank = [&](Condition one) {
        const Node& at = nodes_[one];
        return std::make_tuple(at.op != Op::atom, at.atom.kind, at.atom.slot);
    };
    heap_sort(of, [&](Condition a, Condition b) { return std::tuple(rank(a), a) < std::tuple(rank(b), b); });
    std::vector<Condition> fused;
    for (const Condition one : of) {
        const Node b = nodes_[one];
        const Node a = fused.empty() ? Node{} : nodes_[fused.back()];
        const bool alike = a.op == Op::atom && b.op == Op::atom && rank(fused.back()) == rank(one);
        if (alike && b.atom.kind == Atom::Kind::table) {
            fused.back() =
                table(a.atom.slot, op == Op::all ? a.atom.mask & b.atom.mask : a.atom.mask | b.atom.mask);
        } else if (alike && op == Op::any) {
            fused.back() = any_bit(a.atom.slot, a.atom.mask | b.atom.mask);
        } else {
            fused.push_back(one);
        }
    }
    of = std::move(fused);
}

Condition Conditions::join(Op op, std::vector<Condition> of) {
    const Condition decides = op == Op::all ? kNever : kAlways;  // one of these, and it is this
    const Condition neutral = op == Op::all ? kAlways : kNever;
    std::vector<Condition> flat;
    for (const Condition one : of) {
        if (nodes_[one].op == op) {
            const auto inner = children(one);
            flat.insert(flat.end(), inner.begin(), inner.end());
        } else {
            flat.push_back(one);
        }
    }
    fuse(op, flat);
    heap_sort(flat);
    flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
    if (std::binary_search(flat.begin(), flat.end(), decides)) return decides;
    flat.erase(std::remove(flat.begin(), flat.end(), neutral), flat.end());
    for (const Condition one : flat) {
        if (nodes_[one].op != Op::negation) continue;
        if (std::binary_search(flat.begin(), flat.end(), children(one).front())) return decides;
    }
    if (flat.empty()) return neutral;
    if (flat.size() == 1) return flat.front();
    Node node;
    node.op = op;
    return make(node, flat);
}

Condition Conditions::make(Node node, std::span<const Condition> children) {
    const std::uint64_t hash = hash_of(node, children);
    const auto [begin, end] = index_.equal_range(hash);
    for (auto it = begin; it != end; ++it) {
        const Node& other = nodes_[it->second];
        const auto its = this->children(it->second);
        if (other.op == node.op && other.atom == node.atom &&
            std::equal(its.begin(), its.end(), children.begin(), children.end()))
            return it->second;
    }
    node.slots = node.op == Op::atom ? std::uint64_t{1} << (node.atom.slot & 63) : 0;
    for (const Condition child : children) node.slots |= nodes_[child].slots;
    node.first = static_cast<std::uint32_t>(children_.size());
    node.count = static_cast<std::uint32_t>(children.size());
    // The children may stand in this very store, which moves as it grows.
    const std::vector<Condition> copy(children.begin(), children.end());
    children_.insert(children_.end(), copy.begin(), copy.end());
    nodes_.push_back(node);
    const Condition made = static_cast<Condition>(nodes_.size() - 1);
    index_.emplace(hash, made);
    return made;
}

Condition Conditions::with_code(Condition condition, std::uint32_t slot, Code code) {
    return restrict(condition, slot, Known::code, code);
}

Condition Conditions::with_bit(Condition condition, std::uint32_t slot, unsigned bit, bool set) {
    return restrict(condition, slot, set ? Known::bit_set : Known::bit_clear, bit);
}

Condition Conditions::restrict_atom(const Atom& atom, Known known, Code value) {
    if (known == Known::code) return constant(atom.holds(value));
    const std::uint64_t bit = std::uint64_t{1} << value;
    if (atom.kind == Atom::Kind::table || (atom.mask & bit) == 0) return any_bit(atom.slot, atom.mask);
    return known == Known::bit_set ? kAlways : any_bit(atom.slot, atom.mask & ~bit);
}

Condition Conditions::restrict(Condition condition, std::uint32_t slot, Known known, Code value) {
    const Node node = nodes_[condition];
    if ((node.slots & (std::uint64_t{1} << (slot & 63))) == 0) return condition;
    if (node.op == Op::atom)
        return node.atom.slot == slot ? restrict_atom(node.atom, known, value) : condition;
    // A code of a table is below 64, and so is a bit: eight bits hold what is known.
    const std::uint64_t key = (std::uint64_t{condition} << 32) | (std::uint64_t{slot} << 8) |
                              (static_cast<std::uint64_t>(known) << 6) | value;
    const auto found = restricted_.find(key);
    if (found != restricted_.end()) return found->second;
    const auto its = children(condition);
    std::vector<Condition> rest(its.begin(), its.end());
    for (Condition& child : rest) child = restrict(child, slot, known, value);
    const Condition made = node.op == Op::negation ? negate(rest.front()) : join(node.op, std::move(rest));
    restricted_.emplace(key, made);
    return made;
}

std::uint32_t Conditions::any_slot(Condition condition) const {
    while (nodes_[condition].op != Op::atom) condition = children(condition).front();
    return nodes_[condition].atom.slot;
}

}  // namespace casement::policy
