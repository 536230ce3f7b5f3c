// JSONTestSuite's test_parsing: the verdict is the first letter of the file's name.
#include "suite.hpp"

#include <core/json/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace casement::conformance {

// The files of a folder by name, so that two runs print the same.
static std::vector<std::filesystem::path> files_in(const std::string& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
    if (files.empty()) {
        std::fprintf(stderr, "conformance: no .json files in %s\n", folder.c_str());
        std::exit(2);
    }
    std::sort(files.begin(), files.end());
    return files;
}

void run_json_parsing(const std::string& path, Report& report) {
    for (const auto& file : files_in(path)) {
        const std::string name = file.filename().string();
        const Result<Json> value = json::parse(read_file(file.string()));
        switch (name[0]) {
            case 'y':
                // The strict profile refuses duplicate names, and must say exactly that.
                if (value.ok() || value.error().code == "json.duplicate_key") {
                    report.pass();
                } else {
                    report.fail(name, "refused: " + describe(value.error()));
                }
                break;
            case 'n':
                report.check(!value.ok(), name, "accepted");
                break;
            case 'i':
                report.pass();
                break;
            default:
                report.fail(name, "the name begins with none of y_, n_ and i_");
        }
    }
}

}  // namespace casement::conformance
