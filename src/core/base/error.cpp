#include <core/base/error.hpp>

namespace casement {

std::string describe(const Error& error) {
    std::string text = error.code;
    if (!error.place.empty()) text += " at " + error.place;
    text += ": " + error.message;
    if (!error.remedy.empty()) text += " (" + error.remedy + ")";
    return text;
}

std::string with_remedy(const Error& error) {
    return error.remedy.empty() ? error.message : error.message + ". " + error.remedy;
}

Error placed(Error error, const std::string& outer) {
    // A JSON pointer continues the outer place; anything else ("byte 12", "file:3") is a second word.
    if (error.place.empty() || outer.empty() || error.place.front() == '/') {
        error.place = outer + error.place;
    } else {
        error.place = outer + " " + error.place;
    }
    return error;
}

}  // namespace casement
