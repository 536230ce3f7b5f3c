// Many rows at once: for each the visible questions and the outcome, as Program::walk and Program::outcome
// give them. For replaying and searching through many decisions.
//
// Rows are held by columns: of each slot, one bit a row for every code (or option) that a rule can tell
// apart. So a test is an OR of columns, a rule a few ANDs and ORs of what its parts gave, and each of these
// is done for 512 rows by a handful of instructions. A part that several rules share is worked out once.
#pragma once

#include <core/policy/program.hpp>

#include <array>
#include <optional>
#include <vector>

namespace casement::policy {

class Batch {
  public:
    static constexpr std::size_t kWords = 8;  // of 64 rows; together a block
    static constexpr std::size_t kBlock = kWords * 64;
    static constexpr std::uint16_t kNone = 0xFFFF;  // no outcome fits

    // Empty where a rule is no condition over slots (see Program::exact).
    static std::optional<Batch> compile(const Pack& pack);

    class Rows {
      public:
        Rows(const Batch& batch, std::size_t count);
        // The words of all slots, as Program has them; each row is put once.
        void put(std::size_t row, const Word* words);
        std::size_t size() const { return size_; }

      private:
        friend class Batch;
        const Batch* batch_;
        std::size_t size_;
        std::vector<Word> columns_;  // by block, column, word
    };

    struct Results {
        std::vector<std::uint16_t> outcomes;  // by row
        std::vector<Word> columns;            // by block, question, word
        std::size_t questions = 0;

        bool visible(std::size_t row, std::size_t question) const {
            const std::size_t word = (row / kBlock * questions + question) * kWords + row % kBlock / 64;
            return ((columns[word] >> (row % 64)) & 1) != 0;
        }
    };
    void run(const Rows& rows, Results& results) const;

  private:
    // A column of the rows, or what a step gave; taken as it is or negated.
    struct Operand {
        std::uint32_t index = 0;
        bool is_column = false, negated = false;
    };
    // AND or OR of operands; then, where it tests an answer, only in rows where its question is visible.
    struct Step {
        bool is_all = false;
        std::uint32_t first = 0, count = 0;
        Operand within;
    };
    // Bits of a slot that have columns.
    struct Columns {
        Word bits = 0;
        std::array<std::uint32_t, 64> of{};  // by bit
    };
    friend class BatchWriter;

    void run_block(const Word* columns, std::size_t rows, Word* work, Word* visible,
                   std::uint16_t* outcomes) const;

    std::vector<Columns> slots_;
    std::size_t column_count_ = 0;
    std::vector<Step> steps_;
    std::vector<Operand> operands_;
    std::vector<Operand> ask_, when_;
};

}  // namespace casement::policy
