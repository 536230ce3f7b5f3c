// The queue as columns: one plain array a field, for up to 10 million rows.
//
// | column       | type | unit, meaning                                                | bytes a row |
// |--------------|------|--------------------------------------------------------------|-------------|
// | received_at  | i64  | ms since 1970                                                | 8           |
// | due_at       | i64  | ms since 1970; 0: none                                       | 8           |
// | reach        | i64  | people                                                       | 8           |
// | reports      | i32  | count                                                        | 4           |
// | priority     | i32  | points (priority.hpp); 0 until scored                        | 4           |
// | severity     | u8   | 0..4                                                         | 1           |
// | area, source, subject | u8 | bundle::Area, SourceKind, SubjectKind                 | 3           |
// | state        | u8   | WorkState                                                    | 1           |
// | flags        | u8   | bit 0: has media                                             | 1           |
// | market, language, policy, clock, requester, author, assignee | u32 | id in a dictionary  | 28     |
// | tag_starts   | u32  | rows + 1 starts into tag_ids (u32 each)                      | 4 + 4 a tag |
// | ids, titles, excerpts | u32 starts, bytes | UTF-8                                  | 12 + text   |
// | haystacks    | u32 starts, bytes | folded (fold.hpp), see below                    | 4 + text    |
// | word index   | u16, u32 | see word_index.hpp                                       | 4.5 + words |
//
// Together 95 bytes a row, its text twice and its words once more: 680 for a row with 220 bytes of text.
// All are little-endian arrays of fixed width without pointers, so that they can be written to and mapped
// from an aligned file as they are. A text column ends at kMostBytes (4 GiB), the queue at kMostRows.
//
// A haystack is "id \n title \n excerpt \n requester \n author \n tag \n tag ...", each folded on its own: a
// line feed stands in no folded text, so nothing is found across two fields.
#pragma once

#include <core/base/result.hpp>
#include <core/bundle/shard.hpp>
#include <core/review/dictionary.hpp>
#include <core/review/word_index.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casement::review {

enum class WorkState : std::uint8_t {
    fresh,  // "new"
    in_review,
    parked,
    consulting,
    decided,
    escalated,
    handed_over
};
inline constexpr const char* kWorkStates[] = {"new",     "in_review", "parked",     "consulting",
                                              "decided", "escalated", "handed_over"};
// Nothing is left to do for this queue: its clock has stopped.
constexpr bool is_closed(WorkState state) {
    return state >= WorkState::decided;
}

class Columns {
  public:
    static constexpr std::size_t kMostRows = 10'000'000;
    static constexpr std::uint64_t kMostBytes = 0xFFFF'FFFF;
    static constexpr std::uint8_t kHasMedia = 1;

    // Errors: queue.too_large (rows, or the bytes of a text column); the row is then not there.
    Result<void> append(const bundle::CaseRow& row);
    void clear() { *this = Columns(); }
    std::size_t size() const { return received_at_.size(); }

    // What the reviewer's work changes. `row` is in range; an empty assignee is nobody.
    void set_state(std::size_t row, WorkState state);
    void set_assignee(std::size_t row, std::string_view assignee);
    void set_priorities(std::vector<std::int32_t> points);  // one a row

    // Grows with every change: what was computed at the same revision still holds. Priorities have their own,
    // because they move with the clock and nothing but the order depends on them.
    std::uint64_t revision() const { return revision_; }
    std::uint64_t priority_revision() const { return priority_revision_; }

    std::span<const std::int64_t> received_at() const { return received_at_; }
    std::span<const std::int64_t> due_at() const { return due_at_; }
    std::span<const std::int64_t> reach() const { return reach_; }
    std::span<const std::int32_t> reports() const { return reports_; }
    std::span<const std::int32_t> priority() const { return priority_; }
    std::span<const std::uint8_t> severity() const { return severity_; }
    std::span<const std::uint8_t> area() const { return area_; }
    std::span<const std::uint8_t> source() const { return source_; }
    std::span<const std::uint8_t> subject() const { return subject_; }
    std::span<const std::uint8_t> state() const { return state_; }
    std::span<const std::uint8_t> flags() const { return flags_; }

    const DictionaryColumn& market() const { return market_; }
    const DictionaryColumn& language() const { return language_; }
    const DictionaryColumn& policy() const { return policy_; }
    const DictionaryColumn& clock() const { return clock_; }
    const DictionaryColumn& requester() const { return requester_; }
    const DictionaryColumn& author() const { return author_; }
    const DictionaryColumn& assignee() const { return assignee_; }
    const Dictionary& tags() const { return tags_; }
    std::span<const std::uint32_t> tags_of(std::size_t row) const {
        return std::span(tag_ids_).subspan(tag_starts_[row], tag_starts_[row + 1] - tag_starts_[row]);
    }

    std::string_view id(std::size_t row) const { return ids_[row]; }
    std::string_view title(std::size_t row) const { return titles_[row]; }
    std::string_view excerpt(std::size_t row) const { return excerpts_[row]; }
    std::string_view haystack(std::size_t row) const { return haystacks_[row]; }
    std::string_view folded_id(std::size_t row) const;
    std::string_view folded_title(std::size_t row) const;
    const WordIndex& word_index() const { return word_index_; }

    std::size_t bytes() const;  // memory of all columns, without what vectors keep in reserve

  private:
    bool fits(const bundle::CaseRow& row, std::string_view haystack) const;

    std::vector<std::int64_t> received_at_, due_at_, reach_;
    std::vector<std::int32_t> reports_, priority_;
    std::vector<std::uint8_t> severity_, area_, source_, subject_, state_, flags_;
    DictionaryColumn market_, language_, policy_, clock_, requester_, author_, assignee_;
    Dictionary tags_;
    std::vector<std::uint32_t> tag_starts_{0}, tag_ids_;
    TextColumn ids_, titles_, excerpts_, haystacks_;
    WordIndex word_index_;
    std::uint64_t revision_ = 0, priority_revision_ = 0;
};

}  // namespace casement::review
