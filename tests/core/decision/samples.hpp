// A decision that verifies, and the bundle it was made in, to change one thing at a time in.
#pragma once

#include <core/base/base64.hpp>
#include <core/bundle/samples.hpp>
#include <core/decision/merkle.hpp>
#include <core/decision/verify.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/samples.hpp>

#include <support/sha256.hpp>

namespace casement::test {

inline constexpr const char* kKeyX = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";  // RFC 8037, appendix A

struct World {
    bundle::Case the_case;
    policy::Pack pack;
    Digest bundle, case_digest, pack_digest;

    World() {
        Json c = sample_case();
        c["policy"] = "sample@2026.11";
        the_case = *bundle::read_case(c, "");
        case_digest = sha256(*json::canonical(c));
        pack = *policy::read_pack(sample_pack().dump());
        pack_digest = sha256(*json::canonical(sample_pack()));
        bundle = sha256("descriptor");
    }

    decision::Context context() const {
        decision::Context out;
        out.bundle = bundle;
        out.have_bundle = true;
        out.find_case = [this](const std::string& id, const Digest& digest) {
            return id == the_case.id && digest == case_digest ? &the_case : nullptr;
        };
        out.find_policy = [this](const Digest& digest) { return digest == pack_digest ? &pack : nullptr; };
        return out;
    }
};

inline const World& world() {
    static const World one;
    return one;
}

inline std::string key_id() {
    const Digest digest = sha256(decision::thumbprint_input(kKeyX));
    return base64url_encode(std::string_view(reinterpret_cast<const char*>(digest.bytes.data()), 32));
}

inline decision::Record sample_record(std::int64_t seq = 1, std::optional<Digest> prev = {}) {
    decision::Record r;
    r.decision_id = "0193a4b2-7c00-7000-8000-000000000001";
    r.seq = seq;
    r.prev = prev;
    r.bundle = world().bundle;
    r.case_id = world().the_case.id;
    r.case_digest = world().case_digest;
    r.policy = world().pack_digest;
    r.policy_id = "sample";
    r.policy_version = "2026.11";
    r.reviewer.key_id = key_id();
    r.reviewer.alias = "R7";
    r.reviewer.public_jwk = {{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", kKeyX}};
    r.answers = {{"target", "person"}, {"intent", "yes"}, {"means", {"place"}}, {"words", {0}}};
    set_derived(r, *policy::derive(world().pack, r.answers, bundle::facts(world().the_case)));
    r.final_outcome = r.outcome;
    r.evidence = {{"t", 0, 3, "words"}};
    r.rationale = "It names a place.";
    r.reply_id = "remove-en";
    r.reply_subject = "Removed";
    r.reply_body = "We removed it.";
    r.opened_at = 1795334400000;
    r.decided_at = 1795334460000;
    r.active_ms = 42000;
    r.app = "sha256:" + std::string(64, '0');
    return r;
}

// A line as the console writes it; the core checks no signatures, so any 64 bytes will do here.
inline std::string line_of_payload(const std::string& payload) {
    return decision::envelope_line({payload, decision::kPayloadType, key_id(), std::string(64, 's')});
}
inline std::string line_of(const decision::Record& record) {
    return line_of_payload(*decision::statement(record));
}

inline decision::SignedLine signed_line(std::string_view line) {
    decision::SignedLine out;
    out.bytes = line;
    out.digest = sha256(line);
    out.leaf = sha256(decision::merkle_leaf(line));
    out.signature = decision::SignatureVerdict::valid;
    out.key_vouched = true;
    out.key_thumbprint = sha256(decision::thumbprint_input(kKeyX));
    return out;
}

}  // namespace casement::test
