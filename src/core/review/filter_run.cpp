#include <core/base/sorted.hpp>
#include <core/bundle/names.hpp>
#include <core/review/deadline.hpp>
#include <core/review/filter_run.hpp>
#include <core/review/filter_terms.hpp>
#include <core/review/listed.hpp>

#include <algorithm>

namespace casement::review {

namespace {

using Kind = Node::Kind;

// What a term costs a row, roughly in bytes read.
int cost(const Node& node) {
    if (node.kind == Kind::words) return 200;
    if (node.kind != Kind::field) {
        int sum = 0;
        for (const Node& child : node.children) sum += cost(child);
        return sum;
    }
    switch (info(node.field).type) {
        case FieldType::named:
            return 1;
        case FieldType::quality:
            return 20;
        case FieldType::listed:
            return node.field == Field::tag ? 30 : 4;
        case FieldType::text:
            return 100;
        case FieldType::number:
            return node.field == Field::severity ? 1 : 8;
        case FieldType::time:
        case FieldType::span:
            return 8;
    }
    return 0;
}

std::vector<const Node*> by_cost(const std::vector<Node>& nodes) {
    std::vector<const Node*> made;
    for (const Node& node : nodes) made.push_back(&node);
    stable_insertion_sort(made, [](const Node* a, const Node* b) { return cost(*a) < cost(*b); });
    return made;
}

class TermRun {
  public:
    TermRun(const Columns& columns, const FilterContext& context) : columns_(columns), context_(context) {}

    void keep(const Node& node, Bitmap& rows) const {
        switch (node.kind) {
            case Kind::all:
            case Kind::any:
                return keep_group(node, rows);
            case Kind::words:
                return keep_text(columns_, node.values[0].folded, TextPlace::anywhere, node.negated, rows);
            case Kind::field:
                return keep_field(node, rows);
        }
    }

  private:
    void keep_group(const Node& node, Bitmap& rows) const {
        Bitmap found = rows;
        if (node.kind == Kind::all) {
            for (const Node* child : by_cost(node.children)) keep(*child, found);
        } else {
            // What one alternative has found the next need not look at.
            Bitmap open = rows;
            for (const Node* child : by_cost(node.children)) {
                Bitmap hits = open;
                keep(*child, hits);
                for (std::size_t w = 0; w < open.words.size(); ++w) open.words[w] &= ~hits.words[w];
            }
            for (std::size_t w = 0; w < found.words.size(); ++w) found.words[w] &= ~open.words[w];
        }
        for (std::size_t w = 0; w < rows.words.size(); ++w)
            rows.words[w] &= node.negated ? ~found.words[w] : found.words[w];
    }

    void keep_field(const Node& node, Bitmap& rows) const {
        switch (node.field) {
            case Field::area:
            case Field::source:
            case Field::kind:
            case Field::state:
                return keep_bytes(*byte_column(columns_, node.field), names_table(node), rows);
            case Field::severity:
                return keep_bytes(columns_.severity(), severity_table(node), rows);
            case Field::tag: {
                const auto wanted = wanted_values(columns_.tags(), node, context_.me);
                return keep_each(node.negated, rows, [&](std::size_t row) {
                    for (const std::uint32_t id : columns_.tags_of(row))
                        if (wanted[id]) return true;
                    return false;
                });
            }
            case Field::id:
            case Field::title:
                return keep_text_field(node, rows);
            case Field::due:
                return keep_numbers(columns_.due_at(), intervals(node), true, node.negated, rows);
            case Field::received:
            case Field::age:
                return keep_numbers(columns_.received_at(), intervals(node), false, node.negated, rows);
            case Field::reach:
                return keep_numbers(columns_.reach(), intervals(node), false, node.negated, rows);
            case Field::reports:
                return keep_numbers(columns_.reports(), intervals(node), node.negated, rows);
            case Field::is:
                return keep_each(node.negated, rows, [&, wanted = qualities(node)](std::size_t row) {
                    return std::any_of(wanted.begin(), wanted.end(),
                                       [&](std::uint8_t one) { return is(static_cast<Is>(one), row); });
                });
            case Field::has:
                return keep_each(node.negated, rows, [&, wanted = qualities(node)](std::size_t row) {
                    return std::any_of(wanted.begin(), wanted.end(),
                                       [&](std::uint8_t one) { return has(static_cast<Has>(one), row); });
                });
            default: {
                const DictionaryColumn& column = *listed_column(columns_, node.field);
                return keep_listed(column.ids, wanted_values(column.dictionary, node, context_.me),
                                   node.negated, rows);
            }
        }
    }

    ByteTable names_table(const Node& node) const {
        ByteTable table;
        table.fill(node.negated);
        const auto words = info(node.field).words;
        for (const Value& value : node.values)
            for (std::size_t i = 0; i < words.size(); ++i)
                if (value.text == words[i]) table[i] = !node.negated;
        return table;
    }

    ByteTable severity_table(const Node& node) const {
        ByteTable table;
        const auto wanted = intervals(node);
        for (int level = 0; level < 256; ++level) {
            const bool hit = std::any_of(wanted.begin(), wanted.end(), [&](const Interval& one) {
                return one.least <= level && level <= one.most;
            });
            table[static_cast<std::size_t>(level)] = hit != node.negated;
        }
        return table;
    }

    std::vector<Interval> intervals(const Node& node) const {
        std::vector<Interval> made;
        for (const Value& value : node.values) made.push_back(interval(node.field, value, context_.now_ms));
        return made;
    }

    void keep_text_field(const Node& node, Bitmap& rows) const {
        const auto place = [&](const Value& value) {
            return node.field == Field::title ? TextPlace::title
                   : value.prefix             ? TextPlace::id_prefix
                                              : TextPlace::id;
        };
        if (node.values.size() == 1)
            return keep_text(columns_, node.values[0].folded, place(node.values[0]), node.negated, rows);
        Bitmap open = rows;
        for (const Value& value : node.values) keep_text(columns_, value.folded, place(value), true, open);
        for (std::size_t w = 0; w < rows.words.size(); ++w)
            rows.words[w] &= node.negated ? open.words[w] : ~open.words[w];
    }

    // The values of is: or has: as their numbers.
    static std::vector<std::uint8_t> qualities(const Node& node) {
        std::vector<std::uint8_t> made;
        const auto words = info(node.field).words;
        for (const Value& value : node.values)
            for (std::size_t i = 0; i < words.size(); ++i)
                if (value.text == words[i]) made.push_back(static_cast<std::uint8_t>(i));
        return made;
    }

    bool is(Is quality, std::size_t row) const {
        const auto state = static_cast<WorkState>(columns_.state()[row]);
        const bool open = !is_closed(state);
        const auto standing = [&] {
            return urgency(columns_.received_at()[row], columns_.due_at()[row], context_.now_ms);
        };
        switch (quality) {
            case Is::overdue:
                return open && standing() == Urgency::overdue;
            case Is::at_risk:
                return open && at_risk(standing());
            case Is::open:
                return open;
            case Is::closed:
                return !open;
            case Is::fresh:
                return state == WorkState::fresh;
            case Is::decided:
                return state == WorkState::decided;
            case Is::assigned:
                return columns_.assignee().ids[row] != 0;
            case Is::mine:
                return !context_.me.empty() && columns_.assignee()[row] == context_.me;
        }
        return false;
    }

    bool has(Has what, std::size_t row) const {
        switch (what) {
            case Has::due:
                return columns_.due_at()[row] != 0;
            case Has::media:
                return (columns_.flags()[row] & Columns::kHasMedia) != 0;
            case Has::text:
                return !columns_.excerpt(row).empty();
            case Has::reports:
                return columns_.reports()[row] > 0;
            case Has::clock:
                return columns_.clock().ids[row] != 0;
            case Has::policy:
                return columns_.policy().ids[row] != 0;
            case Has::market:
                return columns_.market().ids[row] != 0;
            case Has::requester:
                return columns_.requester().ids[row] != 0;
            case Has::author:
                return columns_.author().ids[row] != 0;
            case Has::tag:
                return !columns_.tags_of(row).empty();
        }
        return false;
    }

    const Columns& columns_;
    const FilterContext& context_;
};

bool implies(const Node& next, const Node& before) {
    return next == before || (next.kind == Kind::words && before.kind == Kind::words && !next.negated &&
                              !before.negated && occurs(next.values[0].folded, before.values[0].folded));
}

}  // namespace

void keep_matching(const Columns& columns, const Node& term, const FilterContext& context, Bitmap& rows) {
    TermRun(columns, context).keep(term, rows);
}

Bitmap evaluate(const Columns& columns, const Filter& filter, const FilterContext& context) {
    Bitmap rows(columns.size(), true);
    for (const Node* child : by_cost(filter.root.children)) keep_matching(columns, *child, context, rows);
    return rows;
}

bool is_narrower(const Filter& next, const Filter& before) {
    const auto& terms = next.root.children;
    return std::all_of(before.root.children.begin(), before.root.children.end(), [&](const Node& old) {
        return std::any_of(terms.begin(), terms.end(), [&](const Node& term) { return implies(term, old); });
    });
}

const Bitmap& FilterRunner::run(const Columns& columns, const Filter& filter, const FilterContext& context) {
    if (revision_ != columns.revision()) remembered_.clear();
    revision_ = columns.revision();
    ++runs_;
    Remembered* start = nullptr;
    for (Remembered& one : remembered_) {
        const bool stale =
            one.me != context.me || (one.now_ms != context.now_ms && depends_on_now(one.filter.root));
        if (stale || !is_narrower(filter, one.filter)) continue;
        if (one.filter == filter) {
            one.used = runs_;
            return one.rows;
        }
        if (!start || one.count < start->count) start = &one;
    }
    Remembered made{filter, context.now_ms, std::string(context.me), 0, runs_, {}};
    if (start) {
        start->used = runs_;
        made.rows = start->rows;
        const auto& known = start->filter.root.children;
        for (const Node* child : by_cost(filter.root.children))
            if (std::find(known.begin(), known.end(), *child) == known.end())
                keep_matching(columns, *child, context, made.rows);
    } else {
        made.rows = evaluate(columns, filter, context);
    }
    made.count = made.rows.count();
    if (remembered_.size() < kMostRemembered) return remembered_.emplace_back(std::move(made)).rows;
    const auto oldest = std::min_element(remembered_.begin(), remembered_.end(),
                                         [](const auto& a, const auto& b) { return a.used < b.used; });
    *oldest = std::move(made);
    return oldest->rows;
}

}  // namespace casement::review
