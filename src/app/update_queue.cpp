// The queue: what a filter keeps of the bundle's rows, in which order, and what is suggested while it is
// typed.
#include <app/update_parts.hpp>
#include <core/review/filter_complete.hpp>
#include <core/review/filter_text.hpp>

#include <algorithm>
#include <set>

namespace casement::app {
namespace {

constexpr std::size_t kMostSuggestions = 6;
constexpr std::size_t kMostFound = 40;

using review::Bitmap;

// Whatever is still to be decided.
void keep_open(const QueueState& queue, Bitmap& rows) {
    const auto states = queue.columns.state();
    rows.each([&](std::size_t row) {
        if (review::is_closed(static_cast<review::WorkState>(states[row])))
            rows.words[row / 64] &= ~(std::uint64_t{1} << (row % 64));
    });
}

void suggest(QueueState& queue) {
    queue.suggestions = {};
    if (queue.filter.empty()) return;
    auto found = review::complete_filter(queue.columns, queue.filter, queue.filter.size(), kMostSuggestions);
    // What is typed already is no suggestion.
    const auto& range = found.replaces;
    const std::string_view typed =
        std::string_view(queue.filter).substr(range.begin, range.end - range.begin);
    std::erase_if(found.list, [&](const review::Completion& one) { return one.text == typed; });
    queue.suggestions = std::move(found);
}

}  // namespace

void forget_queue(Step& step) {
    auto& queue = step.state.queue;
    queue.columns.clear();
    queue.runner = {};
    queue.orders = {};
    queue.shown.clear();
    queue.found.clear();
    queue.suggestions = {};
}

void fill_queue(Step& step) {
    auto& state = step.state;
    forget_queue(step);
    for (const auto& row : state.bundle.rows) {
        if (auto added = state.queue.columns.append(row); !added) {
            state.bundle.problems.push_back(std::move(added).error());
            break;
        }
    }
}

void refresh_decided(Step& step) {
    auto& state = step.state;
    auto& b = state.bundle;
    auto& columns = state.queue.columns;
    b.decided.assign(b.rows.size(), 0);
    std::set<std::string> pending;  // cases that are about to be in the ledger
    for (const auto& one : state.ledger.pending) {
        if (one.record.bundle == b.digest) pending.insert(one.record.case_id);
    }
    const std::string prefix = draft_key(b.digest, "");
    for (std::size_t i = 0; i < b.rows.size(); ++i) {
        const std::string key = prefix + b.rows[i].id;
        b.decided[i] = state.ledger.by_case.contains(key) || pending.contains(b.rows[i].id);
        if (i >= columns.size()) continue;
        const auto now = b.decided[i]                 ? review::WorkState::decided
                         : state.drafts.contains(key) ? review::WorkState::in_review
                                                      : review::WorkState::fresh;
        if (columns.state()[i] != static_cast<std::uint8_t>(now)) columns.set_state(i, now);
    }
}

void refresh_queue(Step& step) {
    auto& state = step.state;
    auto& queue = state.queue;
    auto parsed = review::parse_filter(queue.filter, queue.filter.size());
    queue.problem = std::move(parsed.error);
    suggest(queue);
    // While it cannot be understood, the last one that could stays.
    if (!queue.problem) queue.asked = std::move(parsed.filter);
    if (queue.order.column == review::SortColumn::priority)
        queue.columns.set_priorities(
            review::priorities(queue.columns, state.settings.priority, step.world.now_ms));
    Bitmap rows = queue.runner.run(queue.columns, queue.asked, {step.world.now_ms, state.settings.alias});
    if (queue.hide_decided) keep_open(queue, rows);
    queue.shown = queue.orders.ordered(queue.columns, rows, queue.order);
}

void edit_filter(Step& step, const std::string& text) {
    step.state.queue.filter = text;
    refresh_queue(step);
}

void set_filter(Step& step, std::string text) {
    ++step.state.queue.revision;
    edit_filter(step, text);
}

void toggle_facet(Step& step, const ToggleFacet& facet) {
    auto text = review::toggle_facet(step.state.queue.filter, facet.field, facet.value);
    if (!text) return step.notice(text.error().message, true);
    set_filter(step, *std::move(text));
}

void complete_filter(Step& step, std::size_t index) {
    const auto& queue = step.state.queue;
    if (index >= queue.suggestions.list.size()) return;
    const auto& chosen = queue.suggestions.list[index];
    const auto& range = queue.suggestions.replaces;
    std::string text = queue.filter;
    text.replace(range.begin, range.end - range.begin, chosen.text);
    if (chosen.kind == review::Completion::Kind::value) text += ' ';
    set_filter(step, std::move(text));
    step.emit(FocusNode{"filter"});
}

// The cases that the palette offers: those with the words, or that fit as a filter.
void find_cases(Step& step) {
    auto& state = step.state;
    state.queue.found.clear();
    const auto parsed = review::parse_filter(state.palette_query, state.palette_query.size());
    if (parsed.error || parsed.filter.empty()) return;
    const Bitmap rows =
        review::evaluate(state.queue.columns, parsed.filter, {step.world.now_ms, state.settings.alias});
    rows.each([&](std::size_t row) {
        if (state.queue.found.size() < kMostFound)
            state.queue.found.push_back(static_cast<std::uint32_t>(row));
    });
}

}  // namespace casement::app
