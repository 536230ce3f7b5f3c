// Real keys and real signatures over whole exports, for tests of what must not be fooled.
#pragma once

#include <core/decision/chains.hpp>
#include <platform/native/signed_line.hpp>

#include <string>
#include <vector>

namespace casement::test {

inline decision::Reviewer reviewer_of(const native::PrivateKey& key) {
    return {key.public_key().key_id(), "R7", "Desk", native::public_jwk(key.public_key()), false};
}

// An export: `count` decisions of the sample and a checkpoint, one line each.
inline std::vector<std::string> signed_export(const native::PrivateKey& key, int count) {
    std::vector<std::string> lines;
    std::vector<Digest> leaves;
    decision::Checkpoint checkpoint;
    decision::ChainTail tail;
    for (int seq = 1; seq <= count; ++seq) {
        decision::Record record =
            sample_record(seq, seq == 1 ? std::optional<Digest>() : std::optional<Digest>(checkpoint.last));
        record.reviewer = reviewer_of(key);
        record.decided_at = kDecided + seq * 60'000;
        lines.push_back(native::signed_envelope(*decision::statement(record), key));
        leaves.push_back(sha256(decision::merkle_leaf(lines.back())));
        checkpoint.last = sha256(lines.back());
        tail = {seq, checkpoint.last, 0};
    }
    checkpoint.count = count;
    checkpoint.root = decision::merkle_root(leaves, sha256);
    checkpoint.tails[key.public_key().key_id()] = tail;
    checkpoint.reviewer = reviewer_of(key);
    checkpoint.made_at = kDecided + kDay;
    lines.push_back(native::signed_envelope(*decision::checkpoint_statement(checkpoint), key));
    return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
}

// The codes of a file: of each line that is not valid, and of an end that no checkpoint covers.
inline std::vector<std::string> file_codes(std::string_view file, const native::Vouched& keys,
                                           decision::Context context = file_context()) {
    std::vector<std::string> out;
    decision::Verifier verifier(std::move(context));
    for (std::size_t start = 0; start < file.size();) {
        const std::size_t end = std::min(file.find('\n', start), file.size());
        const auto report = verifier.check(native::sign_check(file.substr(start, end - start), keys));
        if (report.status != decision::Status::valid)
            out.push_back(report.error ? report.error->code : decision::name(report.status));
        start = end + 1;
    }
    if (verifier.end_file() > 0) out.push_back("checkpoint.missing");
    return out;
}

}  // namespace casement::test
