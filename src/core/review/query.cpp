#include <core/review/fold.hpp>
#include <core/review/query.hpp>

#include <algorithm>

namespace casement::review {

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

}  // namespace casement::review
