#include <cli/csv.hpp>
#include <cli/rows.hpp>
#include <core/json/text.hpp>
#include <platform/native/files.hpp>

#include <filesystem>
#include <set>

namespace casement::cli {
namespace {

constexpr std::int64_t kMaxWhole = 1ll << 30;  // a file that must be in memory at once

Result<std::string> format_of(const std::string& path, const std::string& stated) {
    std::string format = stated;
    if (format.empty()) {
        const std::string ending = std::filesystem::path(path).extension().string();
        if (ending == ".jsonl" || ending == ".ndjson")
            format = "jsonl";
        else if (!ending.empty())
            format = ending.substr(1);
    }
    for (const char* known : {"jsonl", "json", "csv", "tsv"}) {
        if (format == known) return format;
    }
    return Error{"rows.format", path, "the form of the input cannot be told",
                 "add --format jsonl, json, csv or tsv"};
}

Result<void> each_json_line(const std::string& path, const EachRow& each) {
    return native::each_line(path, json::Limits{}.max_bytes, [&](std::string_view line, std::size_t number) {
        if (line.empty() || line == "\r") return true;
        const std::string place = path + ":" + std::to_string(number);
        auto row = json::parse(line);
        if (!row) return each(placed(std::move(row).error(), place), place);
        return each(*std::move(row), place);
    });
}

Result<const Json*> at_pointer(const Json& document, const std::string& pointer, const std::string& path) {
    const Error wrong{"rows.pointer", path + pointer, "there is no array of rows here",
                      "name it with --pointer, such as --pointer /data/items"};
    try {
        const Json::json_pointer parsed(pointer);
        if (!document.contains(parsed)) return wrong;
        return &document.at(parsed);
    } catch (const Json::exception&) {
        return wrong;
    }
}

Result<void> each_element(const std::string& path, const std::string& pointer, const EachRow& each) {
    CASEMENT_TRY(const std::string bytes, native::read_file(path, kMaxWhole));
    json::Limits limits;
    limits.max_bytes = static_cast<std::size_t>(kMaxWhole);
    auto document = json::parse(bytes, limits);
    if (!document) return placed(std::move(document).error(), path);
    CASEMENT_TRY(const Json* const rows, at_pointer(*document, pointer, path));
    if (rows->is_object()) {  // one case in a file of its own
        each(*rows, path + pointer);
        return {};
    }
    if (!rows->is_array()) return at_pointer(Json(), "/", path + pointer).error();
    for (std::size_t i = 0; i < rows->size(); ++i) {
        if (!each((*rows)[i], path + pointer + "/" + std::to_string(i))) break;
    }
    return {};
}

Result<void> check_header(const std::vector<std::string>& header, const std::string& path) {
    std::set<std::string> names;
    for (const std::string& name : header) {
        if (names.insert(name).second) continue;
        return Error{"csv.header", path + ":1", "the column \"" + name + "\" is there twice",
                     "give each column a name of its own"};
    }
    return {};
}

Result<Json> record_row(const std::vector<std::string>& header, const std::vector<std::string>& fields,
                        const std::string& place) {
    if (fields.size() != header.size()) {
        return Error{"csv.fields", place,
                     "the record has " + std::to_string(fields.size()) + " fields, the header " +
                         std::to_string(header.size()),
                     "quote fields that hold the delimiter"};
    }
    Json row = Json::object();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (json::find_invalid_utf8(fields[i]) != std::string_view::npos) {
            return Error{"json.encoding", place + "/" + header[i], "the field is not UTF-8",
                         "save the file as UTF-8"};
        }
        row[header[i]] = fields[i];
    }
    return row;
}

Result<void> each_csv_row(const std::string& path, char delimiter, const EachRow& each) {
    CASEMENT_TRY(const std::string bytes, native::read_file(path, kMaxWhole));
    std::vector<std::string> header;
    Result<void> header_good;
    auto done = each_record(bytes, delimiter, [&](const std::vector<std::string>& fields, std::size_t line) {
        if (header.empty()) {
            header = fields;
            header_good = check_header(header, path);
            return header_good.ok();
        }
        const std::string place = path + ":" + std::to_string(line);
        return each(record_row(header, fields, place), place);
    });
    if (!done) return placed(std::move(done).error(), path + ":");
    return header_good;
}

}  // namespace

Result<void> each_row(const std::string& path, const RowSource& source, const EachRow& each) {
    CASEMENT_TRY(const std::string format, format_of(path, source.format));
    if (format == "jsonl") return each_json_line(path, each);
    if (format == "json") return each_element(path, source.pointer, each);
    return each_csv_row(path, format == "tsv" ? '\t' : ',', each);
}

}  // namespace casement::cli
