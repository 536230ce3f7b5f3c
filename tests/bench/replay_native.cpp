// replay_native OLD NEW [COUNT]: how many past decisions a second of one core's time are read, and replayed.
// The decisions are made by chance, so hardly any two are equal. Prints `bench NAME decisions_per_second=…`.
#include <core/policy/replay_totals.hpp>
#include <platform/native/crypto.hpp>
#include <platform/native/files.hpp>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <support/made_decisions.hpp>

using namespace casement;

namespace {

policy::Pack read_pack(const char* path) {
    const auto bytes = native::read_file(path, 8 << 20);
    auto pack = bytes ? policy::read_pack(*bytes) : Result<policy::Pack>(bytes.error());
    if (!pack) {
        std::fprintf(stderr, "%s\n", describe(pack.error()).c_str());
        std::exit(2);
    }
    return std::move(*pack);
}

template <class Work>
void measure(const char* what, std::size_t count, Work work) {
    const std::clock_t start = std::clock();  // of this program alone: the machine may be busy
    work();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("bench %s decisions_per_second=%.0f microseconds=%.2f\n", what,
                static_cast<double>(count) / seconds, seconds * 1e6 / static_cast<double>(count));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::fprintf(stderr, "usage: replay_native OLD NEW [COUNT]\n"), 2;
    const policy::Pack before = read_pack(argv[1]), after = read_pack(argv[2]);
    const std::size_t count = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 100'000;
    policy::Replay replay(&before, after);
    const auto names = replay.facts_read();
    std::vector<std::string> lines;
    std::vector<decision::Record> records;
    std::vector<Json> facts;
    test::MadeDecisions made(before, native::sha256("pack"), 1, native::sha256);
    for (std::size_t i = 0; i < count; ++i) {
        made.next();
        lines.push_back(made.decision_line);
        records.push_back(made.record);
        facts.push_back(Json::object());
        for (const auto& [name, value] : made.facts.items()) {
            if (!names || names->count(name) != 0) facts.back()[name] = value;
        }
    }
    std::vector<policy::ReplayFacts> prepared(count);
    std::size_t good = 0;
    measure("replay_read_envelope", count, [&] {
        for (const std::string& line : lines) good += decision::read_envelope(line).ok();
    });
    measure("replay_read", count, [&] {
        for (const std::string& line : lines) {
            const auto envelope = decision::read_envelope(line);
            good += envelope && decision::read_statement(envelope->payload).ok();
        }
    });
    measure("replay_facts", count, [&] {
        for (std::size_t i = 0; i < count; ++i) prepared[i] = replay.facts(facts[i]);
    });
    policy::ReplayTotals totals(after);
    for (const char* what : {"replay_first", "replay_again"}) {
        measure(what, count, [&] {
            for (std::size_t i = 0; i < count; ++i) {
                const decision::Record& r = records[i];
                const policy::Past past{r.answers, &prepared[i], r.outcome, r.final_outcome};
                totals.add(replay, past, replay.replay(past), r.case_id, "", r.violates);
            }
        });
    }
    std::printf("%zu of %zu would change, %zu need an answer, %zu could not be read\n", totals.changed() / 2,
                count, totals.of(policy::ReplayKind::needs_answer) / 2, 2 * count - good);
    return 0;
}
