// Several keys and the exports they write, for tests of what reads whole files of decisions.
#pragma once

#include <core/decision/checkpoint.hpp>
#include <core/decision/keyring.hpp>
#include <core/decision/samples.hpp>

#include <initializer_list>
#include <string>
#include <vector>

namespace casement::test {

inline constexpr TimeMs kDay = 24ll * 3600 * 1000;
inline constexpr TimeMs kDecided = 1795334460000;  // of sample_record(): 2026-11-22T08:01:00Z

inline std::string base64url_of(const Digest& digest) {
    return base64url_encode(std::string_view(reinterpret_cast<const char*>(digest.bytes.data()), 32));
}

// A key of which only the public half matters: the core checks no signatures.
struct Signer {
    std::string x = kKeyX;

    static Signer named(const std::string& name) { return {base64url_of(sha256(name))}; }

    Digest thumbprint() const { return sha256(decision::thumbprint_input(x)); }
    std::string key_id() const { return base64url_of(thumbprint()); }
    Json jwk() const { return {{"crv", "Ed25519"}, {"kty", "OKP"}, {"x", x}}; }
    decision::Reviewer reviewer() const { return {key_id(), "R7", "Desk", jwk(), false}; }
    std::string line(const std::string& payload) const {
        return decision::envelope_line({payload, decision::kPayloadType, key_id(), std::string(64, 's')});
    }
    decision::SignedLine signed_line(std::string_view line) const {
        decision::SignedLine out = test::signed_line(line);
        out.key_thumbprint = thumbprint();
        return out;
    }
};

// A line, checked with the key that its payload names, as the platform does.
inline decision::SignedLine own_line(std::string_view line) {
    const auto envelope = decision::read_envelope(line);
    const auto x = envelope ? decision::signing_key_x(*envelope) : Result<std::string>(Error{});
    return (x ? Signer{*x} : Signer{}).signed_line(line);
}

// What a console writes: decisions of one key, omissions, and a checkpoint.
struct Export {
    Signer signer;
    std::vector<std::string> lines;
    decision::ChainTail tail;
    std::vector<Digest> leaves;  // since the last checkpoint
    bool covers = false;         // a decision or omission since the last checkpoint

    decision::Record next() const {
        decision::Record record = sample_record(
            tail.seq + 1, tail.seq == 0 ? std::optional<Digest>() : std::optional<Digest>(tail.digest));
        record.reviewer = signer.reviewer();
        record.decided_at = kDecided + tail.seq * 60'000;
        record.opened_at = record.decided_at - 30'000;
        return record;
    }
    // Appends what `change` makes of the next decision; gives its digest.
    template <class Change>
    Digest decide(Change change) {
        decision::Record record = next();
        change(record);
        tail.seq = record.seq;
        append(*decision::statement(record));
        covers = true;
        return tail.digest = sha256(lines.back());
    }
    Digest decide() {
        return decide([](decision::Record&) {});
    }
    // Leaves out what the next decision would have been.
    void omit() {
        decision::Omission left;
        left.from = left.to = tail.seq + 1;
        if (tail.seq > 0) left.prev = tail.digest;
        left.last = sha256(signer.line(*decision::statement(next())));
        left.reviewer = signer.reviewer();
        append(*decision::omission_statement(left));
        tail.seq = left.to;
        tail.digest = left.last;
        covers = true;
    }
    decision::Checkpoint checkpoint() const {
        decision::Checkpoint out;
        out.count = static_cast<std::int64_t>(leaves.size());
        out.root = decision::merkle_root(leaves, sha256);
        if (!leaves.empty()) out.last = sha256(lines.back());
        if (covers) out.tails[signer.key_id()] = tail;
        out.reviewer = signer.reviewer();
        out.made_at = kDecided + kDay;
        return out;
    }
    template <class Change>
    void seal(Change change) {
        decision::Checkpoint made = checkpoint();
        change(made);
        lines.push_back(signer.line(*decision::checkpoint_statement(made)));
        leaves.clear();
        covers = false;
    }
    void seal() {
        seal([](decision::Checkpoint&) {});
    }

  private:
    void append(const std::string& payload) {
        lines.push_back(signer.line(payload));
        leaves.push_back(sha256(decision::merkle_leaf(lines.back())));
    }
};

// The world's context with what a whole file needs.
inline decision::Context file_context() {
    decision::Context out = world().context();
    out.merkle_root = [](std::vector<Digest> leaves) {
        return decision::merkle_root(std::move(leaves), sha256);
    };
    return out;
}

// The code of each line, "" where it is good.
inline std::vector<std::string> codes(decision::Verifier& verifier, const std::vector<std::string>& lines) {
    std::vector<std::string> out;
    for (const std::string& line : lines) {
        const auto report = verifier.check(own_line(line));
        out.push_back(report.error ? report.error->code : "");
    }
    return out;
}
inline std::vector<std::string> codes(const std::vector<std::string>& lines) {
    decision::Verifier verifier(file_context());
    return codes(verifier, lines);
}

inline decision::KeyringEntry entry(const Signer& signer, std::vector<decision::KeyRole> roles) {
    decision::KeyringEntry out;
    out.key_id = signer.key_id();
    out.public_jwk = signer.jwk();
    out.alias = "R7";
    out.organisation = "Desk";
    out.roles = std::move(roles);
    out.valid_from = kDecided - kDay;
    return out;
}

inline Signer publisher() {
    return Signer::named("publisher");
}

inline decision::Keyring keyring_of(std::vector<decision::KeyringEntry> keys) {
    decision::Keyring out;
    out.issued_at = kDecided - kDay;
    out.expires_at = kDecided + 90 * kDay;
    out.publisher = "Trust and Safety";
    out.key_id = publisher().key_id();
    out.public_jwk = publisher().jwk();
    out.keys = std::move(keys);
    return out;
}

}  // namespace casement::test
