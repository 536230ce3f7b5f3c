// How what was verified is written: as a table for people, or as one JSON document, a piece at a time.
#pragma once

#include <core/decision/verify.hpp>
#include <platform/native/bundle_folder.hpp>

#include <map>
#include <string>

namespace casement::cli {

struct VerifySummary {
    std::size_t valid = 0, valid_unvouched = 0, not_rederived = 0, invalid = 0;
    std::size_t omissions = 0, checkpoints = 0;  // among the lines above
    std::size_t unsealed = 0;                    // lines that no checkpoint covers
    std::size_t failures = 0;                    // files that could not be read through
    std::size_t bundles_bad = 0, bundles_unvouched = 0, keyrings_open = 0;
    std::map<std::string, std::size_t> by_code;
};

class VerifyReport {
  public:
    enum class Form { table, json, sarif };
    VerifyReport(Form form, bool brief) : form_(form), brief_(brief) {}

    void keyring(const std::string& path, const decision::Keyring& keyring, bool vouched, bool expired);
    void bundle(const std::string& path, const native::BundleFolder* folder,
                const native::BundleReport& report, bool expired);
    void decision(const std::string& path, std::size_t line, const decision::LineReport& report);
    void end_file(const std::string& path, std::size_t unsealed);
    void failure(const std::string& path, const Error& error);  // a file that could not be read through
    void finish();

    const VerifySummary& summary() const { return summary_; }

  private:
    void item(const char* list, const Json& entry);
    void open_sarif();
    void finding(const std::string& path, std::size_t line, const Error& error, const char* level = "error");
    void print_line(const std::string& path, std::size_t line, const decision::LineReport& report);

    Form form_;
    bool brief_;
    bool first_result_ = true;
    std::string open_list_;
    std::vector<Json> open_, failures_;  // one a file: written behind the decisions of all files
    std::string last_path_;
    VerifySummary summary_;
};

}  // namespace casement::cli
