// How what was verified is written: as a table for people, or as one JSON document, a piece at a time.
#pragma once

#include <core/decision/verify.hpp>
#include <platform/native/bundle_folder.hpp>

#include <string>

namespace casement::cli {

struct VerifySummary {
    std::size_t valid = 0, valid_unvouched = 0, not_rederived = 0, invalid = 0;
    std::size_t bundles_bad = 0, bundles_unvouched = 0;
};

class VerifyReport {
  public:
    explicit VerifyReport(bool as_json) : json_(as_json) {}

    void bundle(const std::string& path, const native::BundleFolder* folder,
                const native::BundleReport& report, bool expired);
    void decision(const std::string& path, std::size_t line, const decision::LineReport& report);
    void failure(const std::string& path, const Error& error);  // a file that could not be read through
    void finish();

    const VerifySummary& summary() const { return summary_; }

  private:
    void item(const char* list, const Json& entry);

    bool json_;
    std::string open_list_, lists_;
    std::string last_path_;
    VerifySummary summary_;
};

}  // namespace casement::cli
