// The test data of cyberphone/json-canonicalization: documents with their canonical form, and number texts.
#include "suite.hpp"

#include <core/json/canonical.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace casement::conformance {
namespace fs = std::filesystem;

// "7b 22 31..." with any white space, as bytes.
static std::string from_hex(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c != ' ' && c != '\n' && c != '\r') digits += c;
    }
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        unsigned byte = 0;
        std::from_chars(&digits[i], &digits[i] + 2, byte, 16);
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

void run_jcs(const std::string& path, Report& report) {
    std::vector<fs::path> inputs;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(fs::path(path) / "input", failure)) {
        if (entry.path().extension() == ".json") inputs.push_back(entry.path());
    }
    if (inputs.empty()) {
        std::fprintf(stderr, "conformance: no input/*.json in %s\n", path.c_str());
        std::exit(2);
    }
    std::sort(inputs.begin(), inputs.end());

    for (const fs::path& input : inputs) {
        const std::string name = input.filename().string();
        const Result<Json> value = json::parse(read_file(input.string()));
        if (!value) {
            report.fail(name, describe(value.error()));
            continue;
        }
        const Result<std::string> text = json::canonical(*value);
        if (!text) {
            report.fail(name, describe(text.error()));
            continue;
        }
        const fs::path output = fs::path(path) / "output" / input.filename();
        const fs::path hex = fs::path(path) / "outhex" / input.stem().concat(".txt");
        if (fs::exists(output)) {
            std::string expected = read_file(output.string());
            while (expected.ends_with('\n')) expected.pop_back();
            report.check(*text == expected, name, "the text differs from output/: " + *text);
        }
        if (fs::exists(hex)) {
            report.check(*text == from_hex(read_file(hex.string())), name,
                         "the bytes differ from outhex/: " + *text);
        }
        if (!fs::exists(output) && !fs::exists(hex)) report.fail(name, "there is no expected output");
    }
}

void run_jcs_numbers(const std::string& path, Report& report) {
    const std::string lines = read_file(path);
    std::string_view rest = lines;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;

        const std::size_t comma = line.find(',');
        std::uint64_t bits = 0;
        const auto read = std::from_chars(line.data(), line.data() + std::min(comma, line.size()), bits, 16);
        if (comma == std::string_view::npos || read.ptr != line.data() + comma) {
            report.fail(line, "the line is not hex-ieee,text");
            continue;
        }
        const std::string_view expected = line.substr(comma + 1);
        const Result<std::string> text = json::canonical(std::bit_cast<double>(bits));
        // NaN and the infinities have no text.
        const std::string got = text ? *text : text.error().code;
        report.check(text ? got == expected : expected == "null" || expected.empty(), line, "got " + got);
        if (!text) continue;
        // And the text reads back as the same number, through the strict reader.
        const Result<Json> back = json::parse(got);
        const bool same = back && back->is_number() && back->get<double>() == std::bit_cast<double>(bits);
        if (!same) report.fail(line, "does not read back");
    }
}

}  // namespace casement::conformance
