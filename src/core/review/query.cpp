#include <core/review/fold.hpp>
#include <core/review/query.hpp>

#include <algorithm>
#include <limits>

namespace casement::review {

const char* name(Order order) {
    switch (order) {
        case Order::due:
            return "due";
        case Order::received:
            return "received";
        case Order::severity:
            return "severity";
        case Order::reach:
            return "reach";
        case Order::title:
            return "title";
    }
    return "due";
}

const char* label(Order order) {
    switch (order) {
        case Order::due:
            return "Due soon";
        case Order::received:
            return "Oldest first";
        case Order::severity:
            return "Most severe";
        case Order::reach:
            return "Widest reach";
        case Order::title:
            return "Title";
    }
    return "";
}

void SearchIndex::append(const bundle::CaseRow& row) {
    std::string text;
    for (const std::string* piece :
         {&row.id, &row.title, &row.excerpt, &row.source_name, &row.market, &row.language}) {
        text += *piece;
        text += ' ';
    }
    text += bundle::name(row.area);
    text += ' ';
    text += bundle::name(row.source);
    text += ' ';
    text += bundle::name(row.subject);
    for (const auto& tag : row.tags) text += ' ' + tag;
    haystacks_.push_back(fold(text));
}

bool SearchIndex::matches(std::size_t row, const std::vector<std::string>& words) const {
    const std::string& haystack = haystacks_[row];
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return haystack.find(word) != std::string::npos; });
}

std::vector<std::string> folded_words(std::string_view query) {
    std::vector<std::string> words;
    const std::string folded = fold(query);
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', at), folded.size());
        if (end > at) words.push_back(folded.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::vector<std::uint32_t> select(const std::vector<bundle::CaseRow>& rows, const SearchIndex& index,
                                  std::string_view query, Order order) {
    const auto words = folded_words(query);
    std::vector<std::uint32_t> chosen;
    chosen.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size() && i < index.size(); ++i) {
        if (index.matches(i, words)) chosen.push_back(i);
    }
    const auto due = [](const bundle::CaseRow& row) {
        return row.due_at == 0 ? std::numeric_limits<TimeMs>::max() : row.due_at;
    };
    // Ties keep the bundle's order, which is the rows' own.
    const auto by = [](auto a, auto b, std::uint32_t left, std::uint32_t right) {
        return a < b || (!(b < a) && left < right);
    };
    std::sort(chosen.begin(), chosen.end(), [&](std::uint32_t left, std::uint32_t right) {
        const auto& a = rows[left];
        const auto& b = rows[right];
        switch (order) {
            case Order::due:
                return by(due(a), due(b), left, right);
            case Order::received:
                return by(a.received_at, b.received_at, left, right);
            case Order::severity:
                return by(b.severity_hint, a.severity_hint, left, right);
            case Order::reach:
                return by(b.reach, a.reach, left, right);
            case Order::title:
                return by(std::string_view(a.title), std::string_view(b.title), left, right);
        }
        return left < right;
    });
    return chosen;
}

}  // namespace casement::review
