#include <core/base/csv.hpp>

namespace casement {

std::string csv_record(const std::vector<std::string>& fields) {
    std::string record;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string& field = fields[i];
        const bool formula =
            !field.empty() && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos;
        const bool quote = field.find_first_of("\",\r\n") != std::string::npos;
        if (i > 0) record += ',';
        if (quote) record += '"';
        if (formula) record += '\'';
        for (const char c : field) {
            if (c == '"') record += '"';
            record += c;
        }
        if (quote) record += '"';
    }
    return record + "\r\n";
}

}  // namespace casement
