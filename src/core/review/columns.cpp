#include <core/review/columns.hpp>
#include <core/review/fold.hpp>

#include <algorithm>

namespace casement::review {

namespace {

std::string haystack_of(const bundle::CaseRow& row) {
    std::string text = fold(row.id);
    for (const std::string* piece : {&row.title, &row.excerpt, &row.source_name, &row.author}) {
        text += '\n';
        text += fold(*piece);
    }
    for (const std::string& tag : row.tags) {
        text += '\n';
        text += fold(tag);
    }
    return text;
}

std::string_view line_of(std::string_view haystack, std::size_t skipped) {
    for (; skipped > 0; --skipped) haystack.remove_prefix(haystack.find('\n') + 1);
    return haystack.substr(0, haystack.find('\n'));
}

}  // namespace

bool Columns::fits(const bundle::CaseRow& row, std::string_view haystack) const {
    const auto room = [](const TextColumn& column, std::string_view text) {
        return static_cast<std::uint64_t>(column.text_bytes()) + text.size() <= kMostBytes;
    };
    return size() < kMostRows && room(ids_, row.id) && room(titles_, row.title) &&
           room(excerpts_, row.excerpt) && room(haystacks_, haystack) &&
           static_cast<std::uint64_t>(tag_ids_.size()) + row.tags.size() <= kMostBytes;
}

Result<void> Columns::append(const bundle::CaseRow& row) {
    const std::string haystack = haystack_of(row);
    if (!fits(row, haystack))
        return Error{"queue.too_large", row.id, "the queue holds as many cases as fit",
                     "split the bundle into smaller ones"};
    received_at_.push_back(row.received_at);
    due_at_.push_back(row.due_at);
    reach_.push_back(row.reach);
    reports_.push_back(row.reports);
    priority_.push_back(0);
    severity_.push_back(static_cast<std::uint8_t>(std::clamp(row.severity_hint, 0, 255)));
    area_.push_back(static_cast<std::uint8_t>(row.area));
    source_.push_back(static_cast<std::uint8_t>(row.source));
    subject_.push_back(static_cast<std::uint8_t>(row.subject));
    state_.push_back(static_cast<std::uint8_t>(WorkState::fresh));
    flags_.push_back(row.has_media ? kHasMedia : 0);
    market_.append(row.market);
    language_.append(row.language);
    policy_.append(row.policy);
    clock_.append(row.clock);
    requester_.append(row.source_name);
    author_.append(row.author);
    assignee_.append("");
    const std::size_t first_tag = tag_ids_.size();
    for (const std::string& tag : row.tags) {
        const std::uint32_t id = tags_.add(tag);
        // A tag that is given twice is one tag: counts are counts of cases.
        if (std::find(tag_ids_.begin() + static_cast<std::ptrdiff_t>(first_tag), tag_ids_.end(), id) !=
            tag_ids_.end()) {
            tags_.release(id);
        } else {
            tag_ids_.push_back(id);
        }
    }
    tag_starts_.push_back(static_cast<std::uint32_t>(tag_ids_.size()));
    ids_.append(row.id);
    titles_.append(row.title);
    excerpts_.append(row.excerpt);
    haystacks_.append(haystack);
    word_index_.append(haystack);
    ++revision_;
    ++priority_revision_;
    return {};
}

void Columns::set_state(std::size_t row, WorkState state) {
    if (state_[row] == static_cast<std::uint8_t>(state)) return;
    state_[row] = static_cast<std::uint8_t>(state);
    ++revision_;
}

void Columns::set_assignee(std::size_t row, std::string_view assignee) {
    if (assignee_[row] == assignee) return;
    assignee_.dictionary.release(assignee_.ids[row]);
    assignee_.ids[row] = assignee_.dictionary.add(assignee);
    ++revision_;
}

void Columns::set_priorities(std::vector<std::int32_t> points) {
    points.resize(size());
    priority_ = std::move(points);
    ++priority_revision_;
}

std::string_view Columns::folded_id(std::size_t row) const {
    return line_of(haystack(row), 0);
}

std::string_view Columns::folded_title(std::size_t row) const {
    return line_of(haystack(row), 1);
}

std::size_t Columns::bytes() const {
    std::size_t sum = size() * (3 * 8 + 2 * 4 + 6 + 7 * 4) + word_index_.bytes() + tags_.bytes() +
                      (tag_starts_.size() + tag_ids_.size()) * 4;
    for (const DictionaryColumn* column :
         {&market_, &language_, &policy_, &clock_, &requester_, &author_, &assignee_})
        sum += column->dictionary.bytes();
    for (const TextColumn* column : {&ids_, &titles_, &excerpts_, &haystacks_}) sum += column->bytes();
    return sum;
}

}  // namespace casement::review
