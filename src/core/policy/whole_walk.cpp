#include <core/policy/whole_walk.hpp>

#include <algorithm>
#include <bit>

namespace casement::policy {
namespace {

constexpr std::size_t kMaxFlipWords = 1u << 20;  // 8 MiB

std::size_t words_for(std::size_t bits) {
    return (bits + 63) / 64;
}

void set_bit(Word* words, std::size_t bit) {
    words[bit / 64] |= Word{1} << (bit % 64);
}

}  // namespace

std::optional<WholeWalk> WholeWalk::compile(const Pack& pack) {
    const Program& program = *pack.program;
    if (!program.exact) return std::nullopt;
    WholeWalk made;
    made.program_ = &program;
    made.questions_ = pack.questions.size();
    made.outcomes_ = pack.outcomes.size();
    made.ask_words_ = words_for(made.questions_);
    made.stride_ = made.ask_words_ + words_for(made.outcomes_);
    made.open_ = program.open;
    made.open_.resize(program.slot_count, 1);  // a test of facts that fails

    // Which bits of a slot make a test come out another way than when it stands open.
    const auto flips = [&](const Program::Tested& test) {
        const bool holds_open = (made.open_[test.slot] & test.mask) != 0;
        return holds_open ? test.domain & ~test.mask : test.domain & test.mask;
    };
    made.bits_.resize(program.slot_count, 0);
    const auto each_rule = [&](const auto& visit) {
        for (std::size_t i = 0; i < made.questions_; ++i) visit(program.ask[i].entry, i);
        for (std::size_t i = 0; i < made.outcomes_; ++i)
            visit(program.when[i].entry, made.ask_words_ * 64 + i);
    };
    made.open_holds_.resize(made.stride_, 0);
    each_rule([&](Program::Entry entry, std::size_t rule) {
        if (program.holds(entry, made.open_.data())) set_bit(made.open_holds_.data(), rule);
        for (const Program::Tested& test : program.tests_of(entry)) made.bits_[test.slot] |= flips(test);
    });
    for (std::size_t i = 0; i < made.questions_; ++i)
        made.open_visible_.push_back((made.open_holds_[i / 64] >> (i % 64)) & 1);

    std::size_t size = 0;
    for (const Word bits : made.bits_) {
        made.first_.push_back(static_cast<std::uint32_t>(size));
        size += static_cast<std::size_t>(std::bit_width(bits)) * made.stride_;
        if (size > kMaxFlipWords) return std::nullopt;
    }
    made.flips_.resize(size, 0);
    each_rule([&](Program::Entry entry, std::size_t rule) {
        for (const Program::Tested& test : program.tests_of(entry)) {
            for (Word bits = flips(test); bits != 0; bits &= bits - 1) {
                const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
                set_bit(made.flips_.data() + made.first_[test.slot] + bit * made.stride_, rule);
            }
        }
    });
    return made;
}

void WholeWalk::touch(std::size_t slot, Word given, Word* touched) const {
    for (Word bits = given & bits_[slot]; bits != 0; bits &= bits - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(bits));
        const Word* const flips = flips_.data() + first_[slot] + bit * stride_;
        for (std::size_t i = 0; i < stride_; ++i) touched[i] |= flips[i];
    }
}

void WholeWalk::run(const Word* given, Walk& walk) const {
    walk.seen.assign(open_.begin(), open_.end());
    walk.visible.assign(open_visible_.begin(), open_visible_.end());
    walk.touched.assign(stride_, 0);
    Word* const seen = walk.seen.data();
    Word* const touched = walk.touched.data();
    for (std::size_t i = questions_; i < open_.size(); ++i) {
        seen[i] = given[i];
        touch(i, given[i], touched);
    }
    for (std::size_t word = 0; word < ask_words_; ++word) {
        // An answer touches later questions only, so one pass in order meets them all.
        Word left = ~Word{0};
        while (const Word next = (open_holds_[word] | touched[word]) & left) {
            const int bit = std::countr_zero(next);
            left = bit == 63 ? 0 : ~Word{0} << (bit + 1);
            const std::size_t i = word * 64 + static_cast<std::size_t>(bit);
            if (((touched[word] >> bit) & 1) != 0) {
                walk.visible[i] = program_->holds(program_->ask[i].entry, seen) ? 1 : 0;
                if (walk.visible[i] == 0) continue;
            }
            seen[i] = given[i];
            touch(i, given[i], touched);
        }
    }
    walk.outcome = outcomes_;
    for (std::size_t word = ask_words_; word < stride_; ++word) {
        for (Word next = open_holds_[word] | touched[word]; next != 0; next &= next - 1) {
            const int bit = std::countr_zero(next);
            const std::size_t i = (word - ask_words_) * 64 + static_cast<std::size_t>(bit);
            const bool is_touched = ((touched[word] >> bit) & 1) != 0;
            if (is_touched && !program_->holds(program_->when[i].entry, seen)) continue;
            walk.outcome = i;
            return;
        }
    }
}

}  // namespace casement::policy
