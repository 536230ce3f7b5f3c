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

// A result of SARIF 2.1.0, section 3.27.
void VerifyReport::finding(const std::string& path, std::size_t line, const Error& error, const char* level) {
    ++summary_.by_code[error.code];
    if (form_ != Form::sarif) return;
    if (open_list_.empty()) {
        fmt::print(
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":"
            "{{\"driver\":{{\"name\":\"casement verify\",\"version\":\"{}\"}}}},\"results\":[\n",
            CASEMENT_VERSION);
        open_list_ = "results";
    } else {
        fmt::print(",\n");
    }
    Json where = {{"artifactLocation", {{"uri", path}}}};
    if (line > 0) where["region"] = {{"startLine", line}};
    Json location = {{"physicalLocation", std::move(where)}};
    if (!error.place.empty())
        location["logicalLocations"] = Json::array({{{"fullyQualifiedName", error.place}}});
    const std::string text = error.message + (error.remedy.empty() ? "" : " – " + error.remedy);
    const Json result = {{"ruleId", error.code},
                         {"level", level},
                         {"message", {{"text", text}}},
                         {"locations", Json::array({std::move(location)})}};
    fmt::print("{}", result.dump(-1, ' ', true, Json::error_handler_t::replace));
}

void VerifyReport::keyring(const decision::Keyring& keyring, bool vouched, bool expired) {
    summary_.keyrings_open += !vouched || expired;
    const Error old{"keyring.expired", "/predicate/expires_at", "the keyring has expired",
                    "get the newest one: a key may have been revoked since"};
    const Error unknown{"keyring.unvouched", "/predicate/publisher",
                        "nobody vouches for the key that signed the keyring: its keys are not believed",
                        "name the publisher's key with --publisher"};
    if (expired) finding("keyring", 0, old, "warning");
    if (!vouched) finding("keyring", 0, unknown, "warning");
    if (form_ == Form::sarif) return;
    if (form_ == Form::json) {
        return item("keyrings", {{"version", keyring.version},
                                 {"key_id", keyring.key_id},
                                 {"keys", keyring.keys.size()},
                                 {"expires_at", format_rfc3339(keyring.expires_at)},
                                 {"expired", expired},
                                 {"vouched", vouched}});
    }
    fmt::print("keyring version {}, {} keys, {}{}\n", keyring.version, keyring.keys.size(),
               vouched ? toned(Tone::good, "vouched for")
                       : toned(Tone::warn, "not vouched for: its keys are not believed"),
               expired ? toned(Tone::warn, ", expired") : "");
}

void VerifyReport::bundle(const std::string& path, const native::BundleFolder* folder,
                          const native::BundleReport& report, bool expired) {
    const bool good = report.errors.empty();
    if (!good)
        ++summary_.bundles_bad;
    else if (report.is_signed && !report.vouched)
        ++summary_.bundles_unvouched;
    for (const Error& error : report.errors) finding(path, 0, error);
    if (form_ == Form::sarif) return;
    if (form_ == Form::json) {
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

void VerifyReport::print_line(const std::string& path, std::size_t line, const decision::LineReport& report) {
    if (path != last_path_) {
        fmt::print("{}\n{:>6} {:<15} {:<24} {:<28} {}\n", visible(path), "line", "status", "case",
                   "final outcome", "key");
        last_path_ = path;
    }
    const auto& record = report.record;
    const bool other = report.kind != decision::LineKind::decision;
    fmt::print("{:>6} {} {:<24} {:<28} {}\n", line, status_text(report.status),
               record ? visible(record->case_id) : "-",
               record  ? visible(record->final_outcome)
               : other ? decision::name(report.kind)
                       : "-",
               report.key_id.empty() ? "-" : visible(report.key_id).substr(0, 12));
    if (report.error) print_finding(*report.error);
}

void VerifyReport::decision(const std::string& path, std::size_t line, const decision::LineReport& report) {
    std::size_t* const counts[] = {&summary_.valid, &summary_.valid_unvouched, &summary_.not_rederived,
                                   &summary_.invalid};
    ++*counts[static_cast<int>(report.status)];
    summary_.omissions += report.kind == decision::LineKind::omission;
    summary_.checkpoints += report.kind == decision::LineKind::checkpoint;
    if (report.error) finding(path, line, *report.error);
    if (form_ == Form::sarif || (brief_ && !report.error)) return;
    if (form_ == Form::table) return print_line(path, line, report);
    Json entry = {{"path", path},
                  {"line", line},
                  {"kind", decision::name(report.kind)},
                  {"status", decision::name(report.status)},
                  {"checked", report.checked}};
    if (!report.key_id.empty()) entry["key_id"] = report.key_id;
    if (report.record) {
        entry["case_id"] = report.record->case_id;
        entry["outcome"] = report.record->final_outcome;
        entry["seq"] = report.record->seq;
    }
    if (report.error) entry["error"] = error_json(*report.error);
    item("decisions", entry);
}

void VerifyReport::end_file(const std::string& path, std::size_t unsealed) {
    if (unsealed == 0) return;
    summary_.unsealed += unsealed;
    const Error error{"checkpoint.missing", path,
                      "no checkpoint covers the last " + std::to_string(unsealed) +
                          " lines: nobody vouches that none is missing",
                      "ask for an export of the console, which ends in a checkpoint"};
    finding(path, 0, error, "warning");
    if (form_ == Form::table) fmt::print("      {}\n", toned(Tone::warn, visible(error.message)));
    if (form_ == Form::json)
        item("open", {{"path", path}, {"unsealed", unsealed}, {"error", error_json(error)}});
}

void VerifyReport::failure(const std::string& path, const Error& error) {
    ++summary_.failures;
    finding(path, 0, error);
    if (form_ == Form::json) return item("failures", {{"path", path}, {"error", error_json(error)}});
    if (form_ == Form::sarif) return;
    fmt::print("{} {}\n", toned(Tone::bad, "invalid        "), visible(path));
    print_finding(error);
}

void VerifyReport::finish() {
    const VerifySummary& s = summary_;
    if (form_ == Form::sarif) {
        if (open_list_.empty()) finding("", 0, {"verify.good", "", "nothing was found", ""}, "none");
        fmt::print("\n]}}]}}\n");
        return;
    }
    if (form_ == Form::json) {
        const Json summary = {{"valid", s.valid},
                              {"valid_unvouched", s.valid_unvouched},
                              {"not_rederived", s.not_rederived},
                              {"invalid", s.invalid + s.failures},
                              {"omissions", s.omissions},
                              {"checkpoints", s.checkpoints},
                              {"unsealed", s.unsealed},
                              {"by_code", s.by_code},
                              {"bundles_invalid", s.bundles_bad},
                              {"bundles_unvouched", s.bundles_unvouched}};
        fmt::print("{}\"summary\":{}}}\n", open_list_.empty() ? "{" : "\n],\n", summary.dump());
        return;
    }
    if (s.valid + s.valid_unvouched + s.not_rederived + s.invalid == 0) return;
    for (const auto& [code, count] : s.by_code)
        fmt::print("{:>6} {}\n", grouped(static_cast<std::int64_t>(count)), code);
    fmt::print("{} valid, {} valid by keys nobody vouched for, {} not re-derived, {} invalid\n", s.valid,
               s.valid_unvouched, s.not_rederived, s.invalid + s.failures);
}

}  // namespace casement::cli
