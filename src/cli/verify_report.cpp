#include <cli/terminal.hpp>
#include <cli/verify_report.hpp>

#include <fmt/format.h>

namespace casement::cli {
namespace {

Json error_json(const Error& error) {
    return {
        {"code", error.code}, {"place", error.place}, {"message", error.message}, {"remedy", error.remedy}};
}

void print_finding(const Error& error) {
    fmt::print("      {} {}: {}\n", toned(Tone::bad, error.code), visible(error.place),
               visible(error.message));
    if (!error.remedy.empty()) fmt::print("      {}\n", toned(Tone::faint, visible(error.remedy)));
}

std::string status_text(decision::Status status) {
    const std::string padded = fmt::format("{:<15}", decision::name(status));
    switch (status) {
        case decision::Status::valid:
            return toned(Tone::good, padded);
        case decision::Status::invalid:
            return toned(Tone::bad, padded);
        default:
            return toned(Tone::warn, padded);
    }
}

std::string signed_text(const native::BundleReport& report) {
    if (!report.is_signed) return "not signed";
    if (!report.publication) return "signature not good";
    return fmt::format("signed by {} ({})", report.publication->key_id,
                       report.vouched ? "vouched for" : "not vouched for");
}

}  // namespace

// One document, written as it comes: memory does not grow with the file of decisions.
void VerifyReport::item(const char* list, const Json& entry) {
    if (open_list_ != list) {
        fmt::print("{}\"{}\":[\n", open_list_.empty() ? "{" : "\n],\n", list);
        open_list_ = list;
    } else {
        fmt::print(",\n");
    }
    fmt::print("{}", entry.dump(-1, ' ', true, Json::error_handler_t::replace));
}

void VerifyReport::bundle(const std::string& path, const native::BundleFolder* folder,
                          const native::BundleReport& report, bool expired) {
    const bool good = report.errors.empty();
    if (!good)
        ++summary_.bundles_bad;
    else if (report.is_signed && !report.vouched)
        ++summary_.bundles_unvouched;
    if (json_) {
        Json entry = {{"path", path},
                      {"valid", good},
                      {"cases", report.cases},
                      {"packs", report.packs},
                      {"media", report.media},
                      {"signed", report.is_signed},
                      {"vouched", report.vouched},
                      {"expired", expired},
                      {"errors", Json::array()}};
        if (folder) entry["digest"] = folder->digest().text();
        if (report.publication) entry["key_id"] = report.publication->key_id;
        for (const Error& error : report.errors) entry["errors"].push_back(error_json(error));
        return item("bundles", entry);
    }
    fmt::print("{} {}\n", good ? toned(Tone::good, "valid          ") : toned(Tone::bad, "invalid        "),
               visible(path));
    if (folder) fmt::print("      {}\n", folder->digest().text());
    fmt::print("      {} cases, {} policy packs, {} media files, {}, {}\n",
               grouped(static_cast<std::int64_t>(report.cases)), report.packs, report.media,
               size_text(report.bytes), signed_text(report));
    if (expired) fmt::print("      {}\n", toned(Tone::warn, "expired: it should not be worked on any more"));
    for (const Error& error : report.errors) print_finding(error);
}

void VerifyReport::decision(const std::string& path, std::size_t line, const decision::LineReport& report) {
    switch (report.status) {
        case decision::Status::valid:
            ++summary_.valid;
            break;
        case decision::Status::valid_unvouched:
            ++summary_.valid_unvouched;
            break;
        case decision::Status::not_rederived:
            ++summary_.not_rederived;
            break;
        case decision::Status::invalid:
            ++summary_.invalid;
            break;
    }
    if (json_) {
        Json entry = {{"path", path},
                      {"line", line},
                      {"status", decision::name(report.status)},
                      {"checked", report.checked}};
        if (report.record) {
            entry["case_id"] = report.record->case_id;
            entry["outcome"] = report.record->final_outcome;
            entry["seq"] = report.record->seq;
            entry["key_id"] = report.record->reviewer.key_id;
        }
        if (report.error) entry["error"] = error_json(*report.error);
        return item("decisions", entry);
    }
    if (path != last_path_) {
        fmt::print("{}\n{:>6} {:<15} {:<24} {:<28} {}\n", visible(path), "line", "status", "case",
                   "final outcome", "key");
        last_path_ = path;
    }
    const auto& record = report.record;
    fmt::print("{:>6} {} {:<24} {:<28} {}\n", line, status_text(report.status),
               record ? visible(record->case_id) : "-", record ? visible(record->final_outcome) : "-",
               record ? visible(record->reviewer.key_id).substr(0, 12) : "-");
    if (report.error) print_finding(*report.error);
}

void VerifyReport::failure(const std::string& path, const Error& error) {
    ++summary_.invalid;
    if (json_) return item("failures", {{"path", path}, {"error", error_json(error)}});
    fmt::print("{} {}\n", toned(Tone::bad, "invalid        "), visible(path));
    print_finding(error);
}

void VerifyReport::finish() {
    const VerifySummary& s = summary_;
    if (json_) {
        const Json summary = {{"valid", s.valid},
                              {"valid_unvouched", s.valid_unvouched},
                              {"not_rederived", s.not_rederived},
                              {"invalid", s.invalid},
                              {"bundles_invalid", s.bundles_bad},
                              {"bundles_unvouched", s.bundles_unvouched}};
        fmt::print("{}\"summary\":{}}}\n", open_list_.empty() ? "{" : "\n],\n", summary.dump());
        return;
    }
    if (s.valid + s.valid_unvouched + s.not_rederived + s.invalid == 0) return;
    fmt::print("{} valid, {} valid by keys nobody vouched for, {} not re-derived, {} invalid\n", s.valid,
               s.valid_unvouched, s.not_rederived, s.invalid);
}

}  // namespace casement::cli
