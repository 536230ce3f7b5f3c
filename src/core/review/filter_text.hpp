// Filters as text: the one spelling of a filter, and what a click on a facet does to the text in the field.
#pragma once

#include <core/base/result.hpp>
#include <core/review/filter.hpp>

#include <string>
#include <string_view>

namespace casement::review {

// parse_filter(filter_text(f)) == f, for every f that was parsed.
std::string filter_text(const Filter& filter);

// How a value stands in a filter: in a term at the top, or in one with a minus.
enum class FacetState { absent, wanted, excluded };
FacetState facet_state(const Filter& filter, Field field, std::string_view value);

// Takes the value out of the term that wants (or excludes) it, or puts it in: into the term of that field if
// there is one, else as a new term at the end. Everything else of the text stays as it was written. `value`
// is the value itself, without quotes. Errors: those of read_filter.
Result<std::string> toggle_facet(std::string_view text, Field field, std::string_view value,
                                 FacetState wished = FacetState::wanted);

// The filter without what its top-level terms say of the field: what a facet's counts are taken over, so that
// the values that were not chosen can still be chosen.
Filter without_field(const Filter& filter, Field field);

}  // namespace casement::review
