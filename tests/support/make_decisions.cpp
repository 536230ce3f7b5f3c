// make_decisions PACK COUNT SEED FOLDER: writes FOLDER/cases.jsonl and FOLDER/decisions.jsonl. The decisions
// name the pack as `casement pack --policy PACK` stores it.
#include "made_decisions.hpp"

#include <platform/native/crypto.hpp>
#include <platform/native/files.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace casement;

int main(int argc, char** argv) {
    if (argc != 5) return std::fprintf(stderr, "usage: make_decisions PACK COUNT SEED FOLDER\n"), 2;
    const auto bytes = native::read_file(argv[1], 8 << 20);
    if (!bytes) return std::fprintf(stderr, "%s\n", describe(bytes.error()).c_str()), 2;
    const auto pack = policy::read_pack(*bytes);
    if (!pack) return std::fprintf(stderr, "%s\n", describe(pack.error()).c_str()), 1;
    const Digest digest = native::sha256(*json::canonical(*json::parse(*bytes)));
    test::MadeDecisions made(*pack, digest, std::strtoull(argv[3], nullptr, 10), native::sha256);
    const std::string folder = argv[4];
    std::ofstream cases(folder + "/cases.jsonl", std::ios::binary);
    std::ofstream decisions(folder + "/decisions.jsonl", std::ios::binary);
    for (std::size_t count = std::strtoull(argv[2], nullptr, 10); count > 0; --count) {
        made.next();
        cases << made.case_line << '\n';
        decisions << made.decision_line << '\n';
    }
    return cases.flush() && decisions.flush() ? 0 : 1;
}
