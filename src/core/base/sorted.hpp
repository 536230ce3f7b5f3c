// Sorting where little is sorted: heap sort by the standard library, a fifth of the code of std::sort for
// each type it is made for. For what is large and sorted often, use std::sort.
#pragma once

#include <algorithm>
#include <functional>

namespace casement {

// Not stable: `less` must tell all elements apart whose order matters.
template <class Container, class Less = std::less<>>
void heap_sort(Container& all, Less less = {}) {
    std::partial_sort(all.begin(), all.end(), all.end(), less);
}

}  // namespace casement
