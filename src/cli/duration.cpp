#include <cli/duration.hpp>
#include <core/policy/shapes.hpp>

namespace casement::cli {

Result<std::int64_t> parse_duration(std::string_view text) {
    if (!policy::is_duration(text)) {
        return Error{"mapping.duration", "", "\"" + std::string(text) + "\" is not a duration",
                     "write PT48H, P7D or P1DT12H"};
    }
    std::int64_t total = 0, number = 0;
    bool in_time = false;
    for (char c : text.substr(1)) {
        if (c == 'T') {
            in_time = true;
        } else if (c >= '0' && c <= '9') {
            number = number * 10 + (c - '0');
        } else {
            const std::int64_t seconds = c == 'W'              ? 604'800
                                         : c == 'D'            ? 86'400
                                         : c == 'H'            ? 3'600
                                         : c == 'M' && in_time ? 60
                                                               : 1;
            total += number * seconds * 1000;
            number = 0;
        }
    }
    return total;
}

}  // namespace casement::cli
