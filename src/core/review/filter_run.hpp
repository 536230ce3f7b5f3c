// Which rows a filter keeps.
//
// Terms are put in order of cost: columns of small numbers first, text last and only over the rows that are
// left. A term over a dictionary looks at each value once and at each row's number then. Text is looked for
// in the words of the queue (word_index.hpp), and in the rows themselves where few are left.
#pragma once

#include <core/review/bitmap.hpp>
#include <core/review/columns.hpp>
#include <core/review/filter.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casement::review {

struct FilterContext {
    TimeMs now_ms = 0;
    std::string_view me;  // what assignee:me stands for; empty: nobody
};

// From scratch.
Bitmap evaluate(const Columns& columns, const Filter& filter, const FilterContext& context);
// Takes out of `rows` what the term does not keep.
void keep_matching(const Columns& columns, const Node& term, const FilterContext& context, Bitmap& rows);
// Every row that `next` keeps is one that `before` keeps, as far as can be told from the terms alone.
bool is_narrower(const Filter& next, const Filter& before);

// Remembers the last few results: a filter that only adds to one of them (one more letter, one more term)
// starts from its rows, and one that was just there (a letter taken back) is not run at all.
// A runner serves one Columns; results are those of evaluate().
class FilterRunner {
  public:
    // The bitmap stays until the next run.
    const Bitmap& run(const Columns& columns, const Filter& filter, const FilterContext& context);

  private:
    struct Remembered {
        Filter filter;
        TimeMs now_ms = 0;
        std::string me;
        std::size_t count = 0;
        std::uint64_t used = 0;
        Bitmap rows;
    };
    static constexpr std::size_t kMostRemembered = 8;

    std::vector<Remembered> remembered_;
    std::uint64_t revision_ = 0, runs_ = 0;
};

}  // namespace casement::review
