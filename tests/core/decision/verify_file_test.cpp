// Files of decisions: checkpoints bind all lines before them, omissions carry a chain over a gap, corrections
// take the place of earlier decisions, and times only go forward.
#include <core/decision/chains.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::decision;
using test::codes;
using test::Export;
using test::kDecided;
using Codes = std::vector<std::string>;

namespace {

Export three() {
    Export out;
    for (int i = 0; i < 3; ++i) out.decide();
    return out;
}

// The code of a checkpoint over three decisions that is changed in one thing.
template <class Change>
std::string sealed(Change change) {
    Export out = three();
    out.seal(change);
    return codes(out.lines).back();
}

// The code of a second decision, after a first one at kDecided.
template <class Change>
std::string second(Change change, const Context& context = test::file_context()) {
    Export out;
    out.decide();
    out.decide(change);
    Verifier verifier(context);
    return codes(verifier, out.lines).back();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verifying_checkpoints)

BOOST_AUTO_TEST_CASE(a_sealed_file_is_valid_to_its_end) {
    Export out = three();
    out.seal();
    Verifier verifier(test::file_context());
    for (const std::string& line : out.lines) {
        const LineReport report = verifier.check(test::own_line(line));
        BOOST_TEST((report.status == Status::valid));
    }
    BOOST_TEST(verifier.end_file() == 0u);

    // Going on behind it: the next checkpoint covers what came since.
    out.decide();
    out.seal();
    out.seal();  // over nothing
    BOOST_TEST((codes(out.lines) == Codes(7, "")));
}

BOOST_AUTO_TEST_CASE(what_no_checkpoint_covers_is_counted) {
    Export out = three();
    Verifier verifier(test::file_context());
    codes(verifier, out.lines);
    BOOST_TEST(verifier.end_file() == 3u);
    BOOST_TEST(verifier.end_file() == 0u);
    out.seal();
    Verifier other(test::file_context());
    codes(other, out.lines);
    out.decide();
    codes(other, {out.lines.back()});
    BOOST_TEST(other.end_file() == 1u);
}

BOOST_AUTO_TEST_CASE(a_chain_goes_on_in_the_next_file_and_a_checkpoint_does_not) {
    Export first = three();
    Verifier verifier(test::file_context());
    BOOST_TEST((codes(verifier, first.lines) == Codes(3, "")));
    BOOST_TEST(verifier.end_file() == 3u);
    Export next;
    next.tail = first.tail;
    next.decide();
    next.seal();
    BOOST_TEST((codes(verifier, next.lines) == Codes(2, "")));
    BOOST_TEST(verifier.end_file() == 0u);
}

BOOST_AUTO_TEST_CASE(each_thing_a_checkpoint_says_has_its_code) {
    BOOST_TEST(sealed([](Checkpoint&) {}) == "");
    BOOST_TEST(sealed([](Checkpoint& c) { c.count = 4; }) == "checkpoint.count");
    BOOST_TEST(sealed([](Checkpoint& c) { c.count = 0; }) == "checkpoint.count");
    BOOST_TEST(sealed([](Checkpoint& c) { c.last = test::sha256("x"); }) == "checkpoint.last");
    BOOST_TEST(sealed([](Checkpoint& c) { c.tails.begin()->second.seq = 4; }) == "checkpoint.keys");
    BOOST_TEST(sealed([](Checkpoint& c) { c.tails.begin()->second.digest = test::sha256("x"); }) ==
               "checkpoint.keys");
    BOOST_TEST(sealed([](Checkpoint& c) { c.tails.clear(); }) == "checkpoint.keys");
    BOOST_TEST(sealed([](Checkpoint& c) { c.tails["another"] = {1, test::sha256("x"), 0}; }) ==
               "checkpoint.keys");
    BOOST_TEST(sealed([](Checkpoint& c) { c.root = test::sha256("x"); }) == "checkpoint.root");
    BOOST_TEST(sealed([](Checkpoint& c) { c.root = test::sha256(""); }) == "checkpoint.root");
}

BOOST_AUTO_TEST_CASE(without_a_way_to_hash_a_root_is_not_called_good) {
    Export out = three();
    out.seal();
    Verifier verifier(test::world().context());
    BOOST_TEST(codes(verifier, out.lines).back() == "checkpoint.root");
}

BOOST_AUTO_TEST_CASE(lines_that_are_missing_doubled_or_moved_are_found) {
    Export out = three();
    out.seal();
    const auto& l = out.lines;
    BOOST_TEST((codes({l[0], l[1], l[3]}) == Codes{"", "", "checkpoint.count"}));
    BOOST_TEST((codes({l[1], l[2], l[3]}).back() == "checkpoint.count"));
    BOOST_TEST(
        (codes({l[0], l[1], l[2], l[2], l[3]}) == Codes{"", "", "", "sequence.repeat", "checkpoint.count"}));
    BOOST_TEST(
        (codes({l[0], l[2], l[1], l[3]}) == Codes{"", "sequence.gap", "sequence.repeat", "checkpoint.last"}));
    BOOST_TEST(
        (codes({l[1], l[0], l[2], l[3]}) == Codes{"sequence.gap", "sequence.repeat", "", "checkpoint.root"}));
    // A checkpoint twice: the second has nothing left to cover.
    BOOST_TEST(codes({l[0], l[1], l[2], l[3], l[3]}).back() == "checkpoint.count");
    // A line that is forged is bound by it all the same.
    Export other = three();
    other.decide([](Record& r) { r.rationale = "another"; });
    BOOST_TEST(
        (codes({l[0], l[1], other.lines[3], l[3]}) == Codes{"", "", "sequence.gap", "checkpoint.last"}));
}

BOOST_AUTO_TEST_CASE(a_checkpoint_is_signed_by_whom_it_names) {
    Export out = three();
    out.seal([](Checkpoint& c) { c.reviewer = test::Signer::named("other").reviewer(); });
    const std::string& line = out.lines.back();
    Verifier verifier(test::file_context());
    codes(verifier, {out.lines.begin(), out.lines.end() - 1});
    BOOST_TEST(verifier.check(out.signer.signed_line(line)).error->code == "key.mismatch");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(verifying_omissions)

BOOST_AUTO_TEST_CASE(they_carry_the_chain_over_what_is_left_out) {
    Export out;
    out.omit();
    out.decide();
    out.omit();
    out.omit();
    out.decide();
    out.seal();
    Verifier verifier(test::file_context());
    const LineReport first = verifier.check(test::own_line(out.lines[0]));
    BOOST_TEST((first.kind == LineKind::omission));
    BOOST_TEST((first.status == Status::valid));
    codes(verifier, {out.lines[1], out.lines[2], out.lines[3], out.lines[4]});
    const LineReport last = verifier.check(test::own_line(out.lines[5]));
    BOOST_REQUIRE_MESSAGE(!last.error, (last.error ? describe(*last.error) : ""));
    BOOST_TEST((last.kind == LineKind::checkpoint));
    BOOST_TEST(last.checkpoint->count == 5);
}

BOOST_AUTO_TEST_CASE(one_that_does_not_fit_has_the_codes_of_the_chain) {
    Export out;
    out.decide();
    Export other = out;
    out.omit();
    out.decide();
    const auto& l = out.lines;
    BOOST_TEST((codes({l[0], l[2]}) == Codes{"", "sequence.gap"}));
    BOOST_TEST((codes({l[1]}) == Codes{"sequence.gap"}));
    BOOST_TEST((codes({l[0], l[1], l[1]}) == Codes{"", "", "sequence.fork"}));
    other.tail.digest = test::sha256("x");
    other.omit();
    BOOST_TEST((codes({l[0], other.lines[1]}) == Codes{"", "chain.prev"}));
    // The decision behind it must be the one that it leads to.
    Export changed;
    changed.decide();
    changed.omit();
    changed.tail.digest = test::sha256("y");
    changed.decide();
    BOOST_TEST((codes(changed.lines) == Codes{"", "", "chain.prev"}));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(verifying_corrections)

BOOST_AUTO_TEST_CASE(a_correction_names_an_earlier_decision_on_its_case_and_a_reason) {
    const auto code = [](const Digest& digest, const char* reason) {
        return second([&](Record& r) { r.supersedes = Supersedes{digest, reason}; });
    };
    Export first;
    const Digest earlier = first.decide();
    BOOST_TEST(code(earlier, "I misread it.") == "");
    BOOST_TEST(code(earlier, "") == "supersedes.reason");
    BOOST_TEST(code(earlier, " \t\n") == "supersedes.reason");
    BOOST_TEST(code(test::sha256("elsewhere"), "why") == "supersedes.unknown");
}

BOOST_AUTO_TEST_CASE(a_decision_on_another_case_cannot_be_corrected) {
    Context context = test::file_context();
    const bundle::Case* const the_case = &test::world().the_case;
    context.find_case = [=](const std::string&, const Digest&) { return the_case; };
    Export out;
    const Digest earlier = out.decide();
    out.decide([&](Record& r) {
        r.case_digest = test::sha256("another case");
        r.supersedes = Supersedes{earlier, "why"};
    });
    Verifier verifier(context);
    BOOST_TEST((codes(verifier, out.lines) == Codes{"", "supersedes.case"}));
}

BOOST_AUTO_TEST_CASE(what_another_key_decided_can_be_corrected_and_what_comes_later_cannot) {
    Export reviewer;
    const Digest earlier = reviewer.decide();
    Export lead;
    lead.signer = test::Signer::named("lead");
    lead.decide([&](Record& r) { r.supersedes = Supersedes{earlier, "Policy was changed."}; });
    BOOST_TEST((codes({reviewer.lines[0], lead.lines[0]}) == Codes{"", ""}));
    BOOST_TEST((codes({lead.lines[0], reviewer.lines[0]}) == Codes{"supersedes.unknown", ""}));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(verifying_times)

BOOST_AUTO_TEST_CASE(time_goes_forward_along_a_chain) {
    const auto at = [](TimeMs decided) {
        return second([=](Record& r) { r.decided_at = decided, r.opened_at = decided - 1; });
    };
    BOOST_TEST(at(kDecided) == "");
    BOOST_TEST(at(kDecided - 1) == "time.backwards");
    // One that lies about its time does not lower the mark for those behind it.
    Export out;
    out.decide();
    for (int back = 2; back > 0; --back)
        out.decide([&](Record& r) { r.opened_at = r.decided_at = kDecided - back; });
    BOOST_TEST((codes(out.lines) == Codes{"", "time.backwards", "time.backwards"}));
    BOOST_TEST(second([](Record& r) { r.opened_at = r.decided_at + 1; }) == "time.order");
}

BOOST_AUTO_TEST_CASE(nothing_is_decided_in_the_future_or_before_its_bundle_was_made) {
    constexpr TimeMs kSlack = 5 * 60 * 1000;  // clocks differ
    const auto at = [](TimeMs decided, TimeMs now, TimeMs made) {
        Context context = test::file_context();
        context.now_ms = now;
        context.bundle_created_at = made;
        Export out;
        out.decide([=](Record& r) { r.opened_at = r.decided_at = decided; });
        Verifier verifier(context);
        return codes(verifier, out.lines).back();
    };
    constexpr TimeMs kFar = 1000ll * test::kDay;
    BOOST_TEST(at(kDecided + kSlack, kDecided, 0) == "");
    BOOST_TEST(at(kDecided + kSlack + 1, kDecided, 0) == "time.future");
    BOOST_TEST(at(kDecided - kSlack, kDecided + kFar, kDecided) == "");
    BOOST_TEST(at(kDecided - kSlack - 1, kDecided + kFar, kDecided) == "time.bundle");
}

BOOST_AUTO_TEST_SUITE_END()
