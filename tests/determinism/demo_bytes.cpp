// demo_bytes PACKS… -- EXPECTED… -- CASES…: for every case, its canonical bytes, its facts, and what its
// answers derive, with the whole trace; for every test of every pack, the digest of all that. Built natively
// and as WebAssembly; tests/suites compares the two outputs byte by byte.
#include "support/sha256.hpp"

#include <core/bundle/case.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/checklist.hpp>

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace casement;

namespace {

std::string read(const char* path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

template <class Each>
void each_line(const std::string& bytes, Each each) {
    std::istringstream lines(bytes);
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty()) each(line);
    }
}

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    return 1;
}

void print(const char* what, const Json& value) {
    const auto bytes = json::canonical(value);
    std::printf("%s %s\n", what, bytes ? bytes->c_str() : describe(bytes.error()).c_str());
}

// What a test of a pack derives, with the trace of every rule that was tried.
bool print_tests(const policy::Pack& pack) {
    for (const policy::PackTest& test : pack.tests) {
        const auto derived = policy::derive(pack, test.answers, test.facts);
        const auto tried = policy::explain_outcome(pack, test.answers, test.facts);
        if (!derived || !tried)
            return fail(placed(derived ? tried.error() : derived.error(), test.name)), false;
        std::string trace;
        for (const policy::Tried& rule : *tried)
            trace += *json::canonical(
                {{"id", rule.id}, {"holds", rule.holds}, {"trace", json::to_json(rule.trace)}});
        std::printf("%s %s %s %s\n", pack.name().c_str(), derived->outcome.c_str(),
                    json::canonical(policy::to_json(*derived))->c_str(), test::sha256(trace).hex().c_str());
    }
    return true;
}

struct Input {
    std::map<std::string, policy::Pack> packs;  // by name
    std::map<std::string, Json> answers, expected;
    std::vector<const char*> cases;
};

bool read_input(int count, char** arguments, Input& input) {
    int part = 0;
    for (int i = 1; i < count; ++i) {
        if (std::string_view(arguments[i]) == "--") {
            ++part;
        } else if (part == 0) {
            auto pack = policy::read_pack(read(arguments[i]));
            if (!pack) return fail(placed(pack.error(), arguments[i])), false;
            input.packs.emplace(pack->name(), *std::move(pack));
        } else if (part == 1) {
            each_line(read(arguments[i]), [&](const std::string& line) {
                const auto value = json::parse(line);
                if (!value) return;
                input.answers[json::get_string(*value, "case")] = json::get(*value, "answers");
                input.expected[json::get_string(*value, "case")] = json::get(*value, "expect");
            });
        } else {
            input.cases.push_back(arguments[i]);
        }
    }
    return part == 2;
}

}  // namespace

int main(int count, char** arguments) {
    Input input;
    if (!read_input(count, arguments, input)) {
        std::fprintf(stderr, "usage: demo_bytes PACKS… -- EXPECTED… -- CASES…\n");
        return 2;
    }
    for (const auto& [name, pack] : input.packs) {
        if (!print_tests(pack)) return 1;
    }
    int derived_cases = 0, status = 0;
    for (const char* path : input.cases) {
        each_line(read(path), [&](const std::string& line) {
            const auto value = json::parse(line);
            const auto c = bundle::read_case(std::string_view(line), "case");
            if (!value || !c) {
                status = fail(value ? c.error() : value.error());
                return;
            }
            print("case", *value);
            const Json facts = bundle::facts(*c);
            print("facts", facts);
            const auto pack = input.packs.find(c->policy);
            if (pack == input.packs.end()) {
                status = fail({"demo.pack", c->id, "There is no pack " + c->policy, ""});
                return;
            }
            const auto derived = policy::derive(pack->second, input.answers[c->id], facts);
            if (!derived) {
                status = fail(placed(derived.error(), c->id));
                return;
            }
            print("derived", policy::to_json(*derived));
            const auto tried = policy::explain_outcome(pack->second, input.answers[c->id], facts);
            if (tried) print("rules", policy::to_json(*tried));
            if (input.expected[c->id] != Json(derived->outcome)) {
                status = fail({"demo.expected", c->id, "The answers give " + derived->outcome,
                               "Mend the expected answers in web/demo"});
            }
            ++derived_cases;
        });
    }
    std::printf("%d cases\n", derived_cases);
    return status;
}
