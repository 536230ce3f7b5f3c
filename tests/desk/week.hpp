// A week's work for the tests of the desk: a bundle of made cases, and a decision on each by the older of two
// packs.
#pragma once

#include "support/made_decisions.hpp"
#include "support/run_desk.hpp"

#include <core/base/base64.hpp>

#include <fstream>
#include <iterator>

namespace casement::test {

inline const std::string kOld = "community-standards@2026.05", kNew = "community-standards@2026.11";

inline std::string canonical_pack(const std::string& name) {
    std::ifstream file(std::string(CASEMENT_SOURCE_DIR) + "/policies/" + name + ".json");
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return *json::canonical(*json::parse(bytes));
}

inline Json reference(const std::string& name) {
    const auto at = name.find('@');
    return {{"id", name.substr(0, at)}, {"version", name.substr(at + 1)}, {"url", "policies/" + name}};
}

inline std::string thumbprint(const std::string& x) {
    const Digest digest = sha256(decision::thumbprint_input(x));
    return base64url_encode({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
}

// A bundle of made cases, and a decision on each by the older pack.
struct Week {
    DeskWorld world;
    const std::string x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";  // RFC 8037, appendix A
    const std::string key_id = thumbprint(x);
    std::vector<std::string> lines;
    std::vector<decision::Record> records;
    std::vector<Json> facts;
    std::string old_bytes = canonical_pack(kOld), new_bytes = canonical_pack(kNew);
    policy::Pack old_pack = *policy::read_pack(old_bytes), new_pack = *policy::read_pack(new_bytes);

    explicit Week(std::size_t count) {
        MadeDecisions made(old_pack, sha256(old_bytes), 7, sha256);
        std::string cases;
        for (std::size_t i = 0; i < count; ++i) {
            made.next();
            cases += made.case_line + "\n";
            // As it was signed: made.record already leads on to the next one.
            records.push_back(
                *decision::read_statement(decision::read_envelope(made.decision_line)->payload));
            facts.push_back(made.facts);
        }
        world.files["week/cases/0.jsonl"] = cases;
        world.files["week/policies/old.json"] = old_bytes;
        world.files["policies/" + kOld] = old_bytes;
        world.files["policies/" + kNew] = new_bytes;
        world.files["week/datapackage.json"] = descriptor().dump();
        sign();
    }
    // Lines of one chain, by a key whose thumbprint is right.
    void sign() {
        lines.clear();
        for (std::size_t i = 0; i < records.size(); ++i) {
            auto& record = records[i];
            record.bundle = bundle();
            record.reviewer.key_id = key_id;
            record.reviewer.public_jwk["x"] = x;
            record.final_outcome = record.outcome;
            record.override_.reset();
            record.prev.reset();
            if (i > 0) record.prev = sha256(lines.back());
            lines.push_back(decision::envelope_line(
                {*decision::statement(record), decision::kPayloadType, key_id, std::string(64, 's')}));
        }
    }
    Digest bundle() const { return sha256(world.files.at("week/datapackage.json")); }
    Json reference() const { return {{"url", "week/"}, {"digest", bundle().text()}}; }
    Json descriptor() const {
        Json resources = Json::array();
        for (const auto& [name, path] :
             {std::pair{"cases-0", "cases/0.jsonl"}, {"policy", "policies/old.json"}}) {
            const std::string& bytes = world.files.at("week/" + std::string(path));
            resources.push_back({{"name", name},
                                 {"path", path},
                                 {"mediatype", "application/octet-stream"},
                                 {"bytes", bytes.size()},
                                 {"hash", sha256(bytes).text()}});
        }
        return {{"name", "week"},
                {"title", "Week"},
                {"casement",
                 {{"format", 1},
                  {"purpose", "training"},
                  {"policies",
                   {{{"id", old_pack.id},
                     {"version", old_pack.version},
                     {"path", "policies/old.json"},
                     {"digest", sha256(old_bytes).text()}}}}}},
                {"resources", resources}};
    }
    std::string all_lines() const {
        std::string all;
        for (const std::string& line : lines) all += line + "\n";
        return all;
    }
};

}  // namespace casement::test
