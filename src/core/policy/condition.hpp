// Rules as conditions: AND, OR and NOT over tests of one slot each.
//
// A slot holds what a question was answered with, or what a fact says, as a small code. A part of a rule that
// reads one slot is evaluated once for every code, by JSON Logic itself; what is left of it is a table of
// truth values, 64 of them in a word. So a condition is right by construction, and reading a rule costs a few
// words.
//
// Equal conditions are one node (hash consing, Ershov 1958): two are the same exactly when their handles are.
#pragma once

#include <core/json/logic.hpp>

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace casement::policy {

// What a slot holds. Choice: 0 open, then 1 + the option. Many: one bit an option, 0 open. Open kinds: 0
// or 1.
using Code = std::uint64_t;

using Condition = std::uint32_t;  // a handle
inline constexpr Condition kNever = 0;
inline constexpr Condition kAlways = 1;

// A test of one slot.
struct Atom {
    enum class Kind : std::uint8_t {
        table,  // bit `code` of the mask
        any,    // the code and the mask share a bit
    };
    Kind kind = Kind::table;
    std::uint32_t slot = 0;
    std::uint64_t mask = 0;

    bool holds(Code code) const {
        return kind == Kind::table ? ((mask >> code) & 1) != 0 : (mask & code) != 0;
    }
    bool operator==(const Atom&) const = default;
};

class Conditions {
  public:
    enum class Op : std::uint8_t { never, always, atom, negation, all, any };
    struct Node {
        Op op = Op::never;
        Atom atom;                // of an atom
        std::uint32_t first = 0;  // all, any, negation: where the children start
        std::uint32_t count = 0;
        std::uint64_t slots = 0;  // bit (slot mod 64) of every slot that is tested within
    };

    Conditions();

    // `domain`: the codes a table slot can hold, one bit each; a table that is true for all of them is always
    // true.
    void set_domain(std::uint32_t slot, std::uint64_t domain);

    Condition constant(bool value) const { return value ? kAlways : kNever; }
    Condition table(std::uint32_t slot, std::uint64_t mask);
    Condition any_bit(std::uint32_t slot, std::uint64_t mask);
    Condition negate(Condition of);
    Condition all(std::vector<Condition> of) { return join(Op::all, std::move(of)); }
    Condition any(std::vector<Condition> of) { return join(Op::any, std::move(of)); }

    // The condition once a slot's code is known, or one bit of it.
    Condition with_code(Condition condition, std::uint32_t slot, Code code);
    Condition with_bit(Condition condition, std::uint32_t slot, unsigned bit, bool set);
    // A slot that the condition tests; the condition must not be constant.
    std::uint32_t any_slot(Condition condition) const;

    const Node& node(Condition condition) const { return nodes_[condition]; }
    std::span<const Condition> children(Condition condition) const;
    std::size_t size() const { return nodes_.size(); }
    std::size_t weight() const { return nodes_.size() + children_.size(); }  // what memory goes with

  private:
    enum class Known : std::uint8_t { code, bit_clear, bit_set };
    Condition restrict(Condition condition, std::uint32_t slot, Known known, Code value);
    Condition restrict_atom(const Atom& atom, Known known, Code value);
    Condition join(Op op, std::vector<Condition> of);
    void fuse(Op op, std::vector<Condition>& of);
    Condition make(Node node, std::span<const Condition> children);
    std::uint64_t domain(std::uint32_t slot) const;

    std::vector<Node> nodes_;
    std::vector<Condition> children_;
    std::vector<std::uint64_t> domains_;
    std::unordered_multimap<std::uint64_t, Condition> index_;  // by hash
    std::unordered_map<std::uint64_t, Condition> restricted_;  // by condition, slot and what is known
};

}  // namespace casement::policy
