// The rows of an input file, whatever its form: JSON Lines, a JSON array, CSV.
#pragma once

#include <core/json/json.hpp>

#include <functional>
#include <string>

namespace casement::cli {

struct RowSource {
    std::string format;   // jsonl, json, csv, tsv; empty: by the file name's ending
    std::string pointer;  // of the array within a JSON document; "" is the document itself
};

// Gives each row, or the error of a broken one, with its place ("file:12", or "file/3" in a JSON array). The
// callback returns false to stop. A CSV row is an object of strings by the names of the header line. Errors
// that end the whole file: file.*, rows.format, rows.pointer, csv.*, json.* (of a JSON document).
using EachRow = std::function<bool(Result<Json> row, const std::string& place)>;
Result<void> each_row(const std::string& path, const RowSource& source, const EachRow& each);

}  // namespace casement::cli
