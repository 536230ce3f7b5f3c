// Thompson's simulation: all ways through the pattern are followed at once, a character at a time.
#include <core/json/pattern.hpp>
#include <core/json/text.hpp>

#include <algorithm>

namespace casement::json {
namespace {

bool is_word(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || c == U'_' || (c >= U'a' && c <= U'z');
}

constexpr char32_t kNone = 0xFFFFFFFF;  // before the first character and after the last

// The instructions that wait for a character, each once.
struct Front {
    std::vector<std::uint32_t> waiting;
    std::vector<std::uint32_t> seen;  // the round in which an instruction was added last
    std::uint32_t round = 0;
};

}  // namespace

bool Pattern::Set::contains(char32_t c) const {
    const bool within = std::any_of(ranges.begin(), ranges.end(),
                                    [c](const auto& range) { return range.first <= c && c <= range.second; });
    return within != negated;
}

bool Pattern::matches(std::string_view text) const {
    Front now, next;
    now.seen.assign(program_.size(), 0);
    next.seen.assign(program_.size(), 0);
    std::vector<std::uint32_t> stack;

    // Follows the instructions that consume nothing; true when the end of the pattern is reached.
    const auto add = [&](Front& front, std::uint32_t start, char32_t before, char32_t after) {
        stack.push_back(start);
        while (!stack.empty()) {
            const std::uint32_t at = stack.back();
            stack.pop_back();
            if (front.seen[at] == front.round) continue;
            front.seen[at] = front.round;
            const Instruction& instruction = program_[at];
            const auto go = [&](std::int32_t by) { stack.push_back(at + static_cast<std::uint32_t>(by)); };
            const bool boundary = (before != kNone && is_word(before)) != (after != kNone && is_word(after));
            switch (instruction.code) {
                case Code::Set:
                    front.waiting.push_back(at);
                    break;
                case Code::Split:
                    go(instruction.b);
                    go(instruction.a);
                    break;
                case Code::Jump:
                    go(instruction.a);
                    break;
                case Code::Begin:
                    if (before == kNone) go(1);
                    break;
                case Code::End:
                    if (after == kNone) go(1);
                    break;
                case Code::Boundary:
                    if (boundary) go(1);
                    break;
                case Code::NoBoundary:
                    if (!boundary) go(1);
                    break;
                case Code::Match:
                    stack.clear();
                    return true;
            }
        }
        return false;
    };
    const auto peek = [&](std::size_t at) {
        return at < text.size() ? decode_utf8(text, at).code_point : kNone;
    };

    char32_t before = kNone;
    std::size_t at = 0;
    now.round = 1;
    for (;;) {
        const char32_t c = peek(at);
        // The pattern may begin at every character.
        if (add(now, 0, before, c)) return true;
        if (c == kNone) return false;
        at += decode_utf8(text, at).length;
        const char32_t after = peek(at);
        next.waiting.clear();
        ++next.round;
        for (const std::uint32_t waiting : now.waiting) {
            if (!sets_[static_cast<std::size_t>(program_[waiting].a)].contains(c)) continue;
            if (add(next, waiting + 1, c, after)) return true;
        }
        before = c;
        std::swap(now, next);
    }
}

}  // namespace casement::json
