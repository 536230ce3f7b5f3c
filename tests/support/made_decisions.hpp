// Decisions of nobody, by chance: legal by their pack, the same for the same seed, signed by no key. For
// benches and tests of what reads many decisions.
#pragma once

#include <core/base/uuid.hpp>
#include <core/bundle/case.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/record.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/program.hpp>

#include <functional>
#include <string>

namespace casement::test {

class MadeDecisions {
  public:
    // The pack's rules must all be compiled. It must outlive this.
    MadeDecisions(const policy::Pack& pack, const Digest& pack_digest, std::uint64_t seed, Sha256Fn sha256)
        : bundle(pack_digest),
          pack_(pack),
          pack_digest_(pack_digest),
          state_(seed * 2 + 1),
          sha256_(std::move(sha256)) {
        reviewer.key_id = "made";
        reviewer.alias = "Made";
        reviewer.public_jwk = {
            {"crv", "Ed25519"}, {"kty", "OKP"}, {"x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}};
    }
    MadeDecisions(const MadeDecisions&) = delete;
    MadeDecisions& operator=(const MadeDecisions&) = delete;

    // To be set before the first one, where they are to verify: who decides, in which bundle, and what makes
    // an envelope of a payload.
    decision::Reviewer reviewer;
    Digest bundle;
    std::function<std::string(const std::string& payload)> envelope = [this](const std::string& payload) {
        return decision::envelope_line(
            {payload, decision::kPayloadType, reviewer.key_id, std::string(64, 's')});
    };

    std::string case_line;      // of the case that next() made, canonical
    std::string decision_line;  // its envelope
    decision::Record record;
    Json facts;

    void next() {
        ++number_;
        make_case();
        do make_answers();
        while (!set_outcome());
        decision_line = envelope(*decision::statement(record));
        record.prev = sha256_(decision_line);
    }

  private:
    std::size_t below(std::size_t limit) {
        state_ ^= state_ << 13;  // xorshift64, Marsaglia 2003
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return static_cast<std::size_t>((state_ >> 11) % limit);
    }

    void make_case() {
        static constexpr const char* kMarkets[] = {"DE", "FR", "US", "GB", "IN", "BR", "JP", "NG"};
        static constexpr const char* kSources[] = {"user", "regulator", "business", "media"};
        static constexpr const char* kSubjects[] = {"post", "comment", "profile", "ad", "listing"};
        const Json made = {
            {"id", "made-" + std::to_string(number_)},
            {"received_at", "2026-06-01T00:00:00.000Z"},
            {"area", pack_.area.empty() ? "community" : pack_.area},
            {"market", kMarkets[below(8)]},
            {"language", "en"},
            {"reach", std::size_t{1} << below(22)},
            {"severity_hint", below(5)},
            {"source", {{"kind", kSources[below(4)]}}},
            {"subject", {{"kind", kSubjects[below(5)]}, {"author", {{"strikes", below(4)}}}}},
            {"content", Json::array({{{"id", "t"}, {"kind", "text"}, {"text", "Some words."}}})}};
        case_line = *json::canonical(made);
        facts = bundle::facts(*bundle::read_case(made, ""));
    }

    Json answer(const policy::Question& question) {
        switch (question.kind) {
            case policy::QuestionKind::choice:
            case policy::QuestionKind::yes_no:
                return question.options[below(question.options.size())].id;
            case policy::QuestionKind::many: {
                Json chosen = Json::array();
                const std::size_t sure = below(question.options.size());
                for (std::size_t i = 0; i < question.options.size(); ++i) {
                    if (i == sure || below(4) == 0) chosen.push_back(question.options[i].id);
                }
                return chosen;
            }
            case policy::QuestionKind::text:
                return "words";
            case policy::QuestionKind::number:
                return below(100);
            case policy::QuestionKind::date:
                return "2026-06-01";
            default:
                return Json::array({0});
        }
    }

    void make_answers() {
        const policy::Program& program = *pack_.program;
        codes_.assign(program.slot_count, 0);
        const Json data = {{"answers", Json::object()}, {"case", facts}};
        for (const auto& test : program.fact_tests)
            codes_[test.slot] = json::truthy(*test.rule.evaluate(data)) ? 1 : 0;
        record.answers = Json::object();
        for (std::size_t i = 0; i < pack_.questions.size(); ++i) {
            const policy::Question& question = pack_.questions[i];
            if (!program.run(program.ask[i].entry, codes_.data())) continue;
            if (!question.required && below(2) == 0) continue;
            Json given = answer(question);
            codes_[i] = policy::Program::encode(question, given);
            record.answers[question.id] = std::move(given);
        }
    }

    bool set_outcome() {
        const policy::Program& program = *pack_.program;
        std::size_t i = 0;
        while (i < program.when.size() && !program.run(program.when[i].entry, codes_.data())) ++i;
        if (i == program.when.size()) return false;
        const policy::Outcome& outcome = pack_.outcomes[i];
        std::array<std::uint8_t, 10> random{};
        for (auto& byte : random) byte = static_cast<std::uint8_t>(below(256));
        record.opened_at = 1'780'300'800'000 + static_cast<TimeMs>(number_) * 60'000;
        record.decided_at = record.opened_at + 40'000;
        record.active_ms = 30'000;
        record.decision_id = uuid_v7(record.opened_at, random);
        record.seq = static_cast<std::int64_t>(number_);
        record.bundle = bundle;
        record.policy = pack_digest_;
        record.case_id = "made-" + std::to_string(number_);
        record.case_digest = sha256_(case_line);
        record.policy_id = pack_.id;
        record.policy_version = pack_.version;
        record.reviewer = reviewer;
        record.evidence = {{"t", 0, 4, ""}};
        record.outcome = record.final_outcome = outcome.id;
        record.fired = {outcome.id};
        record.actions = outcome.actions;
        record.violates = outcome.violates;
        record.rationale = "Made by chance, to try what reads many decisions with a reason of usual length.";
        record.override_.reset();
        if (below(50) == 0) {
            record.final_outcome = pack_.outcomes[below(pack_.outcomes.size())].id;
            if (record.final_outcome != record.outcome) {
                record.override_.emplace();
                record.override_->outcome = record.final_outcome;
                record.override_->reason = "By chance.";
                record.override_->approved_by = "Nobody";
            }
        }
        return true;
    }

    const policy::Pack& pack_;
    Digest pack_digest_;
    std::uint64_t state_;
    Sha256Fn sha256_;
    std::size_t number_ = 0;
    std::vector<policy::Code> codes_;
};

}  // namespace casement::test
