// conformance KIND FILE...: runs suites that others wrote against the core.
// Prints each failure and "N passed, N failed"; status 0 when none failed, 1 when some did, 2 for wrong
// usage.
#include "suite.hpp"

#include <cstdio>
#include <cstdlib>

namespace casement::conformance {
namespace {

constexpr Kind kKinds[] = {
    {"json-parsing", "DIR", run_json_parsing},               // y_ accepted, n_ refused, i_ either
    {"jcs", "DIR", run_jcs},                                 // input/, output/ and outhex/
    {"jcs-numbers", "FILE", run_jcs_numbers},                // lines of hex-ieee,text
    {"jsonlogic", "FILE", run_jsonlogic},                    // suite.json or the original tests
    {"wycheproof-ed25519", "FILE", run_wycheproof_ed25519},  // eddsa_verify
    {"wycheproof-p256", "FILE", run_wycheproof_p256},        // ecdsa_verify, ecdsa_p1363_verify
    {"wycheproof-jwk", "FILE", run_wycheproof_jwk},          // json_web_key, json_web_signature
    {"dsse-example", "FILE", run_dsse_example},              // the test vector of DSSE's protocol.md
};

int usage() {
    std::fputs("usage: conformance KIND PATH...\n", stderr);
    for (const Kind& kind : kKinds)
        std::fprintf(stderr, "  conformance %s %s...\n", kind.name, kind.argument);
    return 2;
}

}  // namespace

void Report::pass(std::string_view test, std::string_view word) {
    pass();
    std::printf("PASSED %.*s: %.*s\n", static_cast<int>(test.size()), test.data(),
                static_cast<int>(word.size()), word.data());
}

void Report::fail(std::string_view test, std::string_view why) {
    ++failed_;
    std::printf("FAILED %.*s: %.*s\n", static_cast<int>(test.size()), test.data(),
                static_cast<int>(why.size()), why.data());
}

std::string read_file(const std::string& path) {
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) {
        std::fprintf(stderr, "conformance: cannot read %s\n", path.c_str());
        std::exit(2);
    }
    std::string bytes;
    char buffer[65536];
    for (std::size_t count; (count = std::fread(buffer, 1, sizeof buffer, file)) > 0;)
        bytes.append(buffer, count);
    std::fclose(file);
    return bytes;
}

int run(int argc, char** argv) {
    if (argc < 3) return usage();
    for (const Kind& kind : kKinds) {
        if (std::string_view(kind.name) != argv[1]) continue;
        Report report;
        for (int i = 2; i < argc; ++i) kind.run(argv[i], report);
        std::printf("%d passed, %d failed\n", report.passed(), report.failed());
        return report.failed() == 0 ? 0 : 1;
    }
    return usage();
}

}  // namespace casement::conformance

int main(int argc, char** argv) {
    return casement::conformance::run(argc, argv);
}
