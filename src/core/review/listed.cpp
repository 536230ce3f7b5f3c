#include <core/review/fold.hpp>
#include <core/review/listed.hpp>

namespace casement::review {

const DictionaryColumn* listed_column(const Columns& columns, Field field) {
    switch (field) {
        case Field::market:
            return &columns.market();
        case Field::language:
            return &columns.language();
        case Field::policy:
            return &columns.policy();
        case Field::clock:
            return &columns.clock();
        case Field::requester:
            return &columns.requester();
        case Field::author:
            return &columns.author();
        case Field::assignee:
            return &columns.assignee();
        default:
            return nullptr;
    }
}

const Dictionary* dictionary_of(const Columns& columns, Field field) {
    if (field == Field::tag) return &columns.tags();
    const DictionaryColumn* column = listed_column(columns, field);
    return column ? &column->dictionary : nullptr;
}

std::optional<std::span<const std::uint8_t>> byte_column(const Columns& columns, Field field) {
    switch (field) {
        case Field::area:
            return columns.area();
        case Field::source:
            return columns.source();
        case Field::kind:
            return columns.subject();
        case Field::state:
            return columns.state();
        case Field::severity:
            return columns.severity();
        default:
            return std::nullopt;
    }
}

bool means(Field field, const Value& value, std::string_view folded) {
    if (field == Field::author && folded.starts_with('@')) folded.remove_prefix(1);
    if (!folded.starts_with(value.folded)) return false;
    if (value.prefix || folded.size() == value.folded.size()) return true;
    const char next = folded[value.folded.size()];
    return (field == Field::language && next == '-') || (field == Field::policy && next == '@');
}

std::vector<std::uint8_t> wanted_values(const Dictionary& dictionary, const Node& term, std::string_view me) {
    std::vector<std::uint8_t> wanted(dictionary.size());
    for (const Value& value : term.values) {
        const bool assignee = term.field == Field::assignee && !value.prefix;
        if (assignee && value.folded == "none") {
            wanted[0] = 1;
            continue;
        }
        Value meant = value;
        if (assignee && value.folded == "me") meant.folded = fold(me);
        if (meant.folded.empty()) continue;
        for (std::uint32_t id = 1; id < wanted.size(); ++id)
            if (means(term.field, meant, dictionary.folded(id))) wanted[id] = 1;
    }
    return wanted;
}

}  // namespace casement::review
