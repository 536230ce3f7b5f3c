// make_decisions PACK COUNT SEED FOLDER [KEY DESCRIPTOR]: writes FOLDER/cases.jsonl and
// FOLDER/decisions.jsonl. The decisions name the pack as `casement pack --policy PACK` stores it. With a
// private key and the datapackage.json of the bundle of those cases they are signed and end in a checkpoint,
// as the console exports them.
#include "made_decisions.hpp"

#include <core/decision/checkpoint.hpp>
#include <core/decision/merkle.hpp>
#include <platform/native/files.hpp>
#include <platform/native/signed_line.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace casement;

namespace {

// What must be there; the program ends where it is not.
template <class T>
T needed(Result<T> result) {
    if (result) return *std::move(result);
    std::fprintf(stderr, "%s\n", describe(result.error()).c_str());
    std::exit(1);
}

std::string checkpoint_line(const test::MadeDecisions& made, const std::vector<Digest>& leaves,
                            const native::PrivateKey& key) {
    decision::Checkpoint checkpoint;
    checkpoint.count = static_cast<std::int64_t>(leaves.size());
    checkpoint.root = decision::merkle_root(leaves, native::sha256);
    checkpoint.reviewer = made.reviewer;
    checkpoint.made_at = made.record.decided_at;
    if (made.record.prev) {
        checkpoint.last = *made.record.prev;
        checkpoint.tails[made.reviewer.key_id] = {made.record.seq, checkpoint.last, 0};
    }
    return native::signed_envelope(*decision::checkpoint_statement(checkpoint), key);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5 && argc != 7)
        return std::fprintf(stderr, "usage: make_decisions PACK COUNT SEED FOLDER [KEY DESCRIPTOR]\n"), 2;
    const std::string bytes = needed(native::read_file(argv[1], 8 << 20));
    const policy::Pack pack = needed(policy::read_pack(bytes));
    const Digest digest = native::sha256(*json::canonical(*json::parse(bytes)));
    test::MadeDecisions made(pack, digest, std::strtoull(argv[3], nullptr, 10), native::sha256);
    std::optional<native::PrivateKey> key;
    if (argc == 7) {
        key = needed(native::PrivateKey::from_pem(needed(native::read_file(argv[5], 64 << 10))));
        made.bundle = native::sha256(needed(native::read_file(argv[6], 64 << 20)));
        made.reviewer.key_id = key->public_key().key_id();
        made.reviewer.public_jwk = native::public_jwk(key->public_key());
        made.envelope = [&](const std::string& payload) { return native::signed_envelope(payload, *key); };
    }
    const std::string folder = argv[4];
    std::ofstream cases(folder + "/cases.jsonl", std::ios::binary);
    std::ofstream decisions(folder + "/decisions.jsonl", std::ios::binary);
    std::vector<Digest> leaves;
    for (std::size_t count = std::strtoull(argv[2], nullptr, 10); count > 0; --count) {
        made.next();
        cases << made.case_line << '\n';
        decisions << made.decision_line << '\n';
        leaves.push_back(native::sha256(decision::merkle_leaf(made.decision_line)));
    }
    if (key) decisions << checkpoint_line(made, leaves, *key) << '\n';
    return cases.flush() && decisions.flush() ? 0 : 1;
}
