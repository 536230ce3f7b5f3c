// What tests/bench/rules.mjs times of the core: a pack's rules on rows of answers, one at a time and many at
// once. In the browser JavaScript calls the functions below; natively main() at the end times them itself.
#include <core/policy/batch.hpp>
#include <core/policy/evaluation.hpp>
#include <core/policy/whole_walk.hpp>

#include <algorithm>
#include <cstdlib>
#include <memory>

using namespace casement;
using namespace casement::policy;

namespace {

// Everything that is timed writes here: of each row the visible questions, a byte each, and the outcome.
struct Bench {
    Pack pack;
    std::optional<WholeWalk> whole;
    std::optional<Batch> batch;
    std::vector<Json> answers, facts;
    std::vector<Word> held;  // of each row the words of all slots
    std::optional<Batch::Rows> rows;
    Batch::Results results;
    std::vector<Word> given;
    WholeWalk::Walk walk;
    std::vector<std::uint8_t> visible;
    std::vector<std::uint16_t> outcomes;

    const Program& program() const { return *pack.program; }
    std::size_t size() const { return answers.size(); }

    void decide(std::size_t row, const Word* words) {
        whole->run(words, walk);
        std::copy(walk.visible.begin(), walk.visible.end(), visible.data() + row * pack.questions.size());
        outcomes[row] = static_cast<std::uint16_t>(walk.outcome);
    }

    void fill() {
        rows.emplace(*batch, size());
        for (std::size_t i = 0; i < size(); ++i) rows->put(i, held.data() + i * program().slot_count);
    }
};

std::unique_ptr<Bench> bench;

}  // namespace

#define CASEMENT_CALLED extern "C" __attribute__((used, visibility("default")))

CASEMENT_CALLED char* bench_bytes(std::size_t size) {
    return static_cast<char*>(std::malloc(size));
}

// The pack and the rows, [{"answers", "case"}]. 0 when the pack does not compile into tests.
CASEMENT_CALLED int bench_open(const char* pack, std::size_t pack_size, const char* rows,
                               std::size_t rows_size) {
    auto read = read_pack({pack, pack_size});
    auto parsed = json::parse({rows, rows_size}, {std::size_t{256} << 20, 64});
    if (!read.ok() || !parsed.ok() || !(*read).program->exact) return 0;
    bench = std::make_unique<Bench>();
    bench->pack = std::move(*read);
    bench->batch = Batch::compile(bench->pack);
    bench->whole = WholeWalk::compile(bench->pack);
    if (!bench->batch || !bench->whole) return 0;
    const std::size_t slots = bench->program().slot_count;
    for (const Json& row : *parsed) {
        bench->answers.push_back(row["answers"]);
        bench->facts.push_back(row["case"]);
        bench->held.resize(bench->held.size() + slots);
        Word* const words = bench->held.data() + bench->held.size() - slots;
        bench->program().hold_answers(bench->pack, row["answers"], words);
        if (!bench->program().hold_facts(row["case"], words)) return 0;
    }
    bench->given = bench->program().open;
    bench->given.resize(slots);
    bench->visible.resize(bench->size() * bench->pack.questions.size());
    bench->outcomes.resize(bench->size());
    bench->fill();
    return 1;
}

CASEMENT_CALLED std::uint8_t* bench_visible() {
    return bench->visible.data();
}
CASEMENT_CALLED std::uint16_t* bench_outcomes() {
    return bench->outcomes.data();
}
// Where JavaScript writes the words of one row's answers; all stand open.
CASEMENT_CALLED Word* bench_given() {
    return bench->given.data();
}

// One row whose answers JavaScript has just written. Its facts are held since the case was opened.
CASEMENT_CALLED void bench_one(std::size_t row) {
    const std::size_t slots = bench->program().slot_count, questions = bench->pack.questions.size();
    const Word* const held = bench->held.data() + row * slots;
    std::copy(held + questions, held + slots, bench->given.data() + questions);
    bench->decide(row, bench->given.data());
    std::copy(bench->program().open.begin(), bench->program().open.end(), bench->given.begin());
}

// Every row, one after another, from the words that are held.
CASEMENT_CALLED void bench_held() {
    const std::size_t slots = bench->program().slot_count;
    for (std::size_t i = 0; i < bench->size(); ++i) bench->decide(i, bench->held.data() + i * slots);
}

// Every row at once, from columns that are held; and the same with the columns filled first.
CASEMENT_CALLED void bench_batch() {
    bench->batch->run(*bench->rows, bench->results);
}
CASEMENT_CALLED void bench_fill_and_batch() {
    bench->fill();
    bench_batch();
}

// Clears the results, or fills them from those of a batch: not timed.
CASEMENT_CALLED void bench_clear() {
    std::fill(bench->visible.begin(), bench->visible.end(), std::uint8_t{0xEE});
    std::fill(bench->outcomes.begin(), bench->outcomes.end(), std::uint16_t{0xEEEE});
}
CASEMENT_CALLED void bench_spread() {
    const std::size_t questions = bench->pack.questions.size();
    for (std::size_t i = 0; i < bench->size(); ++i) {
        const std::uint16_t outcome = bench->results.outcomes[i];
        bench->outcomes[i] =
            outcome == Batch::kNone ? static_cast<std::uint16_t>(bench->pack.outcomes.size()) : outcome;
        for (std::size_t q = 0; q < questions; ++q)
            bench->visible[i * questions + q] = bench->results.visible(i, q) ? 1 : 0;
    }
}

#ifndef __EMSCRIPTEN__
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>

namespace {

std::string read_file(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

double seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;  // of this process, not of the wall
}

// Rows a second, the median of seven.
template <class Work>
long rate(const Work& work) {
    std::vector<double> rates;
    for (int round = 0; round < 8; ++round) {
        const double start = seconds();
        double spent = 0;
        std::size_t rows = 0;
        for (; spent < 0.2; spent = seconds() - start, rows += bench->size()) work();
        if (round > 0) rates.push_back(static_cast<double>(rows) / spent);
    }
    std::sort(rates.begin(), rates.end());
    return static_cast<long>(rates[rates.size() / 2]);
}

// From answers as JSON, everything made anew, as when a decision is derived.
void evaluate_all() {
    for (std::size_t i = 0; i < bench->size(); ++i) {
        Evaluation evaluation(bench->pack, bench->facts[i]);
        if (!evaluation.set_answers(bench->answers[i])) std::abort();
        const auto outcome = evaluation.outcome();
        const std::size_t none = bench->pack.outcomes.size();
        if (!outcome || outcome->value_or(none) != bench->outcomes[i]) std::abort();
    }
}

}  // namespace

// rules PACK ROWS: rates as JSON
int main(int count, char** arguments) {
    if (count != 3) return 2;
    const std::string pack = read_file(arguments[1]), rows = read_file(arguments[2]);
    if (bench_open(pack.data(), pack.size(), rows.data(), rows.size()) == 0) return 1;
    bench_held();
    const auto visible = bench->visible;
    const auto outcomes = bench->outcomes;
    bench_clear();
    bench_batch();
    bench_spread();
    if (visible != bench->visible || outcomes != bench->outcomes) return 1;
    std::printf("{\"held\": %ld, \"batch\": %ld, \"fill_and_batch\": %ld, \"evaluation\": %ld}\n",
                rate(bench_held), rate(bench_batch), rate(bench_fill_and_batch), rate(evaluate_all));
    return 0;
}
#endif
