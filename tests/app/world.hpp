// The console without a screen: commands go in, effects are answered by a small world of this test.
#pragma once

#include "support/run_desk.hpp"
#include "support/sha256.hpp"

#include <app/command.hpp>
#include <core/json/canonical.hpp>

#include <map>

namespace casement::test {

using namespace casement::app;

inline const char* kPack = R"({
  "casement_policy": 1, "id": "tiny", "version": "2026.11", "effective": "2026-11-01", "title": "Tiny", "language": "en",
  "area": "community", "sections": [{"id": "s", "title": "Section", "rule": "Be kind"}],
  "actions": [{"id": "delete", "label": "Delete", "effect": "remove", "strikes": 1}],
  "questions": [
    {"id": "bad", "section": "s", "text": "Is it bad?", "kind": "yes_no"},
    {"id": "how", "section": "s", "text": "How bad?", "kind": "choice", "because": "asked because it is bad",
     "options": [{"id": "little", "label": "A little"}, {"id": "very", "label": "Very", "needs": ["note"]}],
     "ask_when": {"==": [{"var": "answers.bad"}, "yes"]}}],
  "outcomes": [
    {"id": "remove", "label": "Remove", "effect": "remove", "because": "It is {{answers.how}} bad", "actions": ["delete"],
     "severity": 2, "violates": ["s"], "when": {"==": [{"var": "answers.how"}, "very"]}},
    {"id": "keep", "label": "Keep", "effect": "no_action", "because": "It is not bad enough", "severity": 0,
     "when": {"!=": [{"var": "answers.how"}, "very"]}}]})";

inline std::string case_line(const std::string& id) {
    return R"({"id":")" + id +
           R"(","received_at":"2026-11-20T10:00:00Z","source":{"kind":"user","name":"Someone"},)"
           R"("ask":"Please look","area":"community","severity_hint":1,"subject":{"kind":"post"},)"
           R"("content":[{"id":"p1","kind":"text","text":"some words here"}]})";
}

// The key of RFC 8037, appendix A.
inline constexpr const char* kOwnX = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
inline constexpr const char* kOwnKey = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

// Answers every effect at once, as the platform would later.
struct Session {
    State state;
    std::map<std::string, std::string> files, records;
    std::vector<std::string> envelopes, said;
    std::vector<Effect> seen;
    TimeMs now = 1'790'000'000'000;
    bool disk_full = false;
    bool passphrase_refused = false, signatures_good = true;
    std::map<std::string, std::string> downloads;
    bool desk_waits = false;  // its jobs are not answered

    Session() {
        const std::string cases =
            case_line("C-1") + "\n" + case_line("C-2") + "\n{\"id\":\n" + case_line("C-3") + "\n";
        files["b/cases/0.jsonl"] = cases;
        files["b/policies/tiny.json"] = kPack;
        Json resources = Json::array();
        for (const char* path : {"cases/0.jsonl", "policies/tiny.json"}) {
            const auto& bytes = files["b/" + std::string(path)];
            resources.push_back(
                {{"name", std::string_view(path).starts_with("cases") ? "cases-0" : "policy-tiny"},
                 {"path", path},
                 {"mediatype",
                  std::string_view(path).starts_with("cases") ? "application/jsonl" : "application/json"},
                 {"bytes", bytes.size()},
                 {"hash", sha256(bytes).text()}});
        }
        files["b/datapackage.json"] = Json{
            {"name", "b"},
            {"title", "Bundle"},
            {"casement",
             {{"format", 1},
              {"purpose", "training"},
              {"policies",
               {{{"id", "tiny"},
                 {"version", "2026.11"},
                 {"path", "policies/tiny.json"},
                 {"digest", sha256(kPack).text()}}}}}},
            {"resources", resources}}.dump();
        run(start(state, world()));
    }
    World world() {
        return {now, [](void* out, std::size_t n) { std::fill_n(static_cast<unsigned char*>(out), n, 7); }};
    }
    void give(Command command) { run(update(state, std::move(command), world())); }
    void run(const Effects& effects) {
        for (const auto& effect : effects) {
            seen.push_back(effect);
            answer(effect);
        }
    }
    void answer(const Effect& effect) {
        if (const auto* fetch = std::get_if<Fetch>(&effect.any)) {
            const auto file = files.find(fetch->url);
            if (file == files.end()) {
                give(Arrival{
                    Failed{fetch->ticket, {"fetch.status", fetch->url, "The server has no such file", ""}}});
            } else {
                give(Arrival{Fetched{fetch->ticket, file->second,
                                     static_cast<std::int64_t>(file->second.size()), sha256(file->second)}});
            }
        } else if (const auto* hash = std::get_if<Hash>(&effect.any)) {
            Hashed hashed{hash->ticket, {}};
            for (const auto& item : hash->items) hashed.digests.push_back(sha256(item));
            give(Arrival{hashed});
        } else if (const auto* load = std::get_if<LoadStored>(&effect.any)) {
            give(Arrival{StoredState{load->ticket, {}, {}, {}}});
        } else if (const auto* key = std::get_if<EnsureKey>(&effect.any)) {
            give(Arrival{KeyReady{key->ticket, kOwnKey, kOwnX, "pem", true}});
        } else if (const auto* put = std::get_if<Put>(&effect.any)) {
            if (disk_full)
                return give(Arrival{Failed{put->ticket, {"storage.quota", "", "The disk is full", ""}}});
            records[put->store + "/" + put->key] = put->value;
            give(Arrival{Stored{put->ticket}});
        } else if (const auto* append = std::get_if<AppendDecision>(&effect.any)) {
            if (disk_full)
                return give(Arrival{Failed{append->ticket, {"storage.quota", "", "The disk is full", ""}}});
            envelopes.push_back(append->envelope);
            records.erase("drafts/" + append->draft_key);
            give(Arrival{Stored{append->ticket}});
        } else if (const auto* make = std::get_if<MakeKey>(&effect.any)) {
            if (passphrase_refused)
                return give(Arrival{Failed{
                    make->ticket, {"vault.short", "", "The passphrase is too short", "Take a longer one"}}});
            give(Arrival{KeyReady{make->ticket, kOwnKey, kOwnX, "pem", true, false}});
        } else if (const auto* unlock = std::get_if<Unlock>(&effect.any)) {
            if (passphrase_refused)
                return give(Arrival{
                    Failed{unlock->ticket, {"vault.passphrase", "", "It is not the passphrase", ""}}});
            give(Arrival{Unlocked{unlock->ticket}});
        } else if (const auto* verify = std::get_if<VerifySignatures>(&effect.any)) {
            give(Arrival{
                SignaturesChecked{verify->ticket, std::vector<bool>(verify->items.size(), signatures_good)}});
        } else if (const auto* download = std::get_if<Download>(&effect.any)) {
            downloads[download->file_name] = download->bytes;
        } else if (const auto* sign = std::get_if<Sign>(&effect.any)) {
            give(Arrival{Signed{sign->ticket, std::vector(sign->messages.size(), std::string(64, 's'))}});
        } else if (const auto* job = std::get_if<Desk>(&effect.any)) {
            if (desk_waits) return;
            DeskWorld desk;
            desk.files = files;
            auto result = run_desk(job->job, desk);
            if (result)
                give(Arrival{DeskDone{job->ticket, *std::move(result)}});
            else
                give(Arrival{Failed{job->ticket, std::move(result).error()}});
        } else if (const auto* say = std::get_if<Say>(&effect.any)) {
            said.push_back(say->text);
        }
    }
    void open() {
        give(OpenBundle{"b/"});
        tick();
    }
    void tick(TimeMs ms = 0) {
        now += ms;
        give(Arrival{Tick{}});
    }
    void decide_keep() {
        give(ChooseOption{1});  // no
        give(SignAndNext{});
    }
};

}  // namespace casement::test
