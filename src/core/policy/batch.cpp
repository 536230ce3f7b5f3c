#include <core/policy/batch.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <span>

namespace casement::policy {

// Writes conditions as steps, each condition once.
class BatchWriter {
  public:
    BatchWriter(Batch& batch, ConditionReader& reader, const std::vector<Word>& domains)
        : batch_(batch), conditions_(reader.conditions()), domains_(domains) {
        always_ = step(true, {}, {});  // an AND of nothing
    }

    Batch::Operand of(Condition condition) {
        if (const auto found = made_.find(condition); found != made_.end()) return found->second;
        const Conditions::Node node = conditions_.node(condition);
        const std::vector<Condition> children(conditions_.children(condition).begin(),
                                              conditions_.children(condition).end());
        Batch::Operand made = always_;
        switch (node.op) {
            case Conditions::Op::always:
                break;
            case Conditions::Op::never:
                made = negated(always_);
                break;
            case Conditions::Op::negation:
                made = negated(of(children.front()));
                break;
            case Conditions::Op::atom:
                made = test(node.atom);
                break;
            case Conditions::Op::all:
            case Conditions::Op::any: {
                std::vector<Batch::Operand> operands;
                for (const Condition child : children) operands.push_back(of(child));
                made = step(node.op == Conditions::Op::all, operands, always_);
                break;
            }
        }
        made_.emplace(condition, made);
        return made;
    }

    // Rules read so far see this question where `visible` holds. To be said before a rule that reads it.
    void add_question(Batch::Operand visible) { visible_.push_back(visible); }

  private:
    static Batch::Operand negated(Batch::Operand operand) {
        operand.negated = !operand.negated;
        return operand;
    }

    Batch::Operand step(bool is_all, const std::vector<Batch::Operand>& operands, Batch::Operand within) {
        batch_.steps_.push_back({is_all, static_cast<std::uint32_t>(batch_.operands_.size()),
                                 static_cast<std::uint32_t>(operands.size()), within});
        batch_.operands_.insert(batch_.operands_.end(), operands.begin(), operands.end());
        return {static_cast<std::uint32_t>(batch_.steps_.size() - 1), false, false};
    }

    Batch::Operand column(std::uint32_t slot, int bit) {
        if (batch_.slots_.size() <= slot) batch_.slots_.resize(slot + 1);
        Batch::Columns& columns = batch_.slots_[slot];
        const Word mask = Word{1} << bit;
        if ((columns.bits & mask) == 0)
            columns.of[static_cast<std::size_t>(bit)] = static_cast<std::uint32_t>(batch_.column_count_++);
        columns.bits |= mask;
        return {columns.of[static_cast<std::size_t>(bit)], true, false};
    }

    // An open question has no bit in any column. So what holds for an open one is turned round: it is not one
    // of the answers for which it does not hold.
    Batch::Operand test(const Atom& atom) {
        const bool is_table = atom.kind == Atom::Kind::table;
        const bool when_open = is_table && (atom.mask & 1) != 0;
        Word bits = when_open ? domains_[atom.slot] & ~atom.mask : atom.mask;
        std::vector<Batch::Operand> columns;
        for (; bits != 0; bits &= bits - 1) columns.push_back(column(atom.slot, std::countr_zero(bits)));
        const Batch::Operand within = atom.slot < visible_.size() ? visible_[atom.slot] : always_;
        const bool is_plain = columns.size() == 1 && is_always(within);
        const Batch::Operand found = is_plain ? columns.front() : step(false, columns, within);
        return when_open ? negated(found) : found;
    }

    bool is_always(const Batch::Operand& operand) const {
        return !operand.is_column && operand.index == always_.index && !operand.negated;
    }

    Batch& batch_;
    Conditions& conditions_;
    Batch::Operand always_;
    std::vector<Batch::Operand> visible_;
    const std::vector<Word>& domains_;
    std::map<Condition, Batch::Operand> made_;
};

std::optional<Batch> Batch::compile(const Pack& pack) {
    // Slots get their numbers as rules are read: in the order in which Program reads them.
    ConditionReader reader(pack, ConditionReader::Open::tests);
    std::vector<Condition> asks, whens;
    for (std::size_t i = 0; i < pack.questions.size(); ++i) {
        const Question& question = pack.questions[i];
        const auto condition = question.always ? kAlways : reader.read(question.ask_when.source(), i);
        if (!condition) return std::nullopt;
        asks.push_back(*condition);
    }
    for (const Outcome& outcome : pack.outcomes) {
        const auto condition = reader.read(outcome.when.source(), pack.questions.size());
        if (!condition || whens.size() == kNone) return std::nullopt;
        whens.push_back(*condition);
    }

    Batch batch;
    BatchWriter writer(batch, reader, pack.program->domains);
    for (const Condition condition : asks) {
        batch.ask_.push_back(writer.of(condition));
        writer.add_question(batch.ask_.back());
    }
    for (const Condition condition : whens) batch.when_.push_back(writer.of(condition));
    batch.slots_.resize(reader.slots().size());
    return batch;
}

Batch::Rows::Rows(const Batch& batch, std::size_t count)
    : batch_(&batch),
      size_(count),
      columns_((count + kBlock - 1) / kBlock * batch.column_count_ * kWords, 0) {}

void Batch::Rows::put(std::size_t row, const Word* words) {
    Word* const block = columns_.data() + row / kBlock * batch_->column_count_ * kWords;
    const std::size_t word = row % kBlock / 64;
    const Word bit = Word{1} << (row % 64);
    for (std::size_t i = 0; i < batch_->slots_.size(); ++i) {
        const Columns& columns = batch_->slots_[i];
        for (Word set = words[i] & columns.bits; set != 0; set &= set - 1) {
            const auto at = static_cast<std::size_t>(std::countr_zero(set));
            block[columns.of[at] * kWords + word] |= bit;
        }
    }
}

namespace {

// Two words at once: what every processor and WebAssembly have instructions for.
using Pair = Word __attribute__((vector_size(16)));

struct Block {
    static constexpr std::size_t kPairs = Batch::kWords / 2;
    Pair pairs[kPairs];

    static Block all(Word value) {
        Block out;
        for (Pair& pair : out.pairs) pair = Pair{value, value};
        return out;
    }
    static Block read(const Word* from) {
        Block out;
        std::memcpy(out.pairs, from, sizeof(out.pairs));
        return out;
    }
    void operator&=(const Block& other) {
        for (std::size_t i = 0; i < kPairs; ++i) pairs[i] &= other.pairs[i];
    }
    void operator|=(const Block& other) {
        for (std::size_t i = 0; i < kPairs; ++i) pairs[i] |= other.pairs[i];
    }
    void write(Word* to) const { std::memcpy(to, pairs, sizeof(pairs)); }
};

}  // namespace

void Batch::run_block(const Word* columns, std::size_t rows, Word* work, Word* visible,
                      std::uint16_t* outcomes) const {
    const auto read = [&](const Operand& operand) {
        Block block = Block::read((operand.is_column ? columns : work) + operand.index * kWords);
        const Word flip = operand.negated ? ~Word{0} : 0;
        for (Pair& pair : block.pairs) pair ^= flip;
        return block;
    };
    Word* to = work;
    for (const Step& step : steps_) {
        const std::span operands(operands_.data() + step.first, step.count);
        Block sum = Block::all(step.is_all ? ~Word{0} : 0);
        if (step.is_all) {
            for (const Operand& operand : operands) sum &= read(operand);
        } else {
            for (const Operand& operand : operands) sum |= read(operand);
        }
        if (to != work) sum &= read(step.within);  // the first step gives what is always true
        sum.write(to);
        to += kWords;
    }
    for (std::size_t i = 0; i < ask_.size(); ++i) read(ask_[i]).write(visible + i * kWords);

    std::fill(outcomes, outcomes + rows, kNone);
    Word undecided[kWords];
    for (std::size_t i = 0; i < kWords; ++i) {
        const std::size_t from = std::min(rows, i * 64), left = std::min<std::size_t>(rows - from, 64);
        undecided[i] = left == 64 ? ~Word{0} : (Word{1} << left) - 1;
    }
    for (std::size_t outcome = 0; outcome < when_.size(); ++outcome) {
        Word fits[kWords];
        read(when_[outcome]).write(fits);
        for (std::size_t i = 0; i < kWords; ++i) {
            Word first = fits[i] & undecided[i];
            undecided[i] &= ~first;
            for (; first != 0; first &= first - 1)
                outcomes[i * 64 + static_cast<std::size_t>(std::countr_zero(first))] =
                    static_cast<std::uint16_t>(outcome);
        }
    }
}

void Batch::run(const Rows& rows, Results& results) const {
    const std::size_t blocks = (rows.size() + kBlock - 1) / kBlock;
    results.questions = ask_.size();
    results.outcomes.resize(rows.size());
    results.columns.resize(blocks * ask_.size() * kWords);
    std::vector<Word> work(steps_.size() * kWords);
    for (std::size_t block = 0; block < blocks; ++block) {
        run_block(rows.columns_.data() + block * column_count_ * kWords,
                  std::min(kBlock, rows.size() - block * kBlock), work.data(),
                  results.columns.data() + block * ask_.size() * kWords,
                  results.outcomes.data() + block * kBlock);
    }
}

}  // namespace casement::policy
