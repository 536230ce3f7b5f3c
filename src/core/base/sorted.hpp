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

// Stable, for hundreds of elements: each is put behind those it does not go before. (std::stable_sort of GCC
// 12 uses a function that C++20 has deprecated, which clang reports.)
template <class Container, class Less>
void stable_insertion_sort(Container& all, Less less) {
    for (auto at = all.begin(); at != all.end(); ++at)
        std::rotate(std::upper_bound(all.begin(), at, *at, less), at, at + 1);
}

}  // namespace casement
