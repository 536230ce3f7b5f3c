// demo_bytes PACK EXPECTED CASES…: for every case, its canonical bytes, its facts, and what its answers
// derive, with the whole trace. Built natively and as WebAssembly; tests/suites compares the two outputs byte
// by byte.
#include <core/bundle/case.hpp>
#include <core/json/canonical.hpp>
#include <core/policy/checklist.hpp>

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

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

}  // namespace

int main(int count, char** arguments) {
    if (count < 4) {
        std::fprintf(stderr, "usage: demo_bytes PACK EXPECTED CASES…\n");
        return 2;
    }
    const auto pack = policy::read_pack(read(arguments[1]));
    if (!pack) return fail(pack.error());
    std::map<std::string, Json> answers, expected;
    each_line(read(arguments[2]), [&](const std::string& line) {
        const auto value = json::parse(line);
        if (!value) return;
        answers[json::get_string(*value, "case")] = json::get(*value, "answers");
        expected[json::get_string(*value, "case")] = json::get(*value, "expect");
    });
    int derived_cases = 0, status = 0;
    for (int i = 3; i < count; ++i) {
        each_line(read(arguments[i]), [&](const std::string& line) {
            const auto value = json::parse(line);
            const auto c = bundle::read_case(std::string_view(line), "case");
            if (!value || !c) {
                status = fail(value ? c.error() : value.error());
                return;
            }
            print("case", *value);
            const Json facts = bundle::facts(*c);
            print("facts", facts);
            const auto derived = policy::derive(*pack, answers[c->id], facts);
            if (!derived) {
                status = fail(placed(derived.error(), c->id));
                return;
            }
            print("derived", policy::to_json(*derived));
            const auto tried = policy::explain_outcome(*pack, answers[c->id], facts);
            if (tried) print("rules", policy::to_json(*tried));
            if (expected[c->id] != Json(derived->outcome)) {
                status = fail({"demo.expected", c->id, "The answers give " + derived->outcome,
                               "Mend web/demo/expected.jsonl"});
            }
            ++derived_cases;
        });
    }
    std::printf("%d cases\n", derived_cases);
    return status;
}
