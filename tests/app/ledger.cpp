// What was signed: corrections, exports that seal themselves, and what happens when the storage fails.
#include "world.hpp"

#include <core/decision/merkle.hpp>
#include <core/decision/verify.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::app;
using test::Session;

namespace {

// The case that is open, or the first; signing opens the next one.
void decide(Session& s) {
    if (!s.state.review.open) s.give(StepCase{1});
    s.give(ChooseOption{1});
    s.give(SignAndNext{});
    s.give(SignNow{});
    s.now += 60'000;
}

std::vector<std::string> lines_of(const std::string& bytes) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto end = bytes.find('\n', at);
        lines.push_back(bytes.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

// The lines as casement verify sees them, with signatures taken for good.
std::vector<decision::LineReport> verify(const std::string& bytes) {
    decision::Context context;
    context.merkle_root = [](std::vector<Digest> leaves) {
        return decision::merkle_root(std::move(leaves), test::sha256);
    };
    decision::Verifier verifier(context);
    std::vector<decision::LineReport> reports;
    const auto lines = lines_of(bytes);
    for (const std::string& text : lines) {
        decision::SignedLine line;
        line.bytes = text;
        line.digest = test::sha256(text);
        line.leaf = test::sha256(decision::merkle_leaf(text));
        line.signature = decision::SignatureVerdict::valid;
        line.key_thumbprint = test::sha256(decision::thumbprint_input(test::kOwnX));
        reports.push_back(verifier.check(line));
    }
    BOOST_TEST(verifier.end_file() == 0u);  // sealed
    return reports;
}

std::string export_of(Session& s, ExportScope scope, ExportForm form) {
    s.downloads.clear();
    s.give(SetExport{scope, form});
    s.give(ExportDecisions{});
    BOOST_REQUIRE(s.downloads.size() == 1u);
    return s.downloads.begin()->second;
}

decision::Record record_of(const std::string& line) {
    return *decision::read_statement(decision::read_envelope(line)->payload);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ledger)

BOOST_AUTO_TEST_CASE(an_export_is_sealed_by_a_checkpoint_that_verifies) {
    Session s;
    s.open();
    decide(s), decide(s), decide(s);
    const auto reports = verify(export_of(s, ExportScope::all, ExportForm::envelopes));
    BOOST_REQUIRE(reports.size() == 4u);
    for (const auto& report : reports) BOOST_TEST(!report.error.has_value());
    BOOST_TEST((reports.back().kind == decision::LineKind::checkpoint));
    BOOST_TEST(reports.back().checkpoint->count == 3);
}

BOOST_AUTO_TEST_CASE(what_was_exported_is_remembered_and_left_out_with_an_omission) {
    Session s;
    s.open();
    decide(s), decide(s);
    BOOST_TEST(unexported_count(s.state) == 2u);
    export_of(s, ExportScope::all, ExportForm::envelopes);
    BOOST_TEST(unexported_count(s.state) == 0u);
    decide(s);
    BOOST_TEST(unexported_count(s.state) == 1u);
    const auto reports = verify(export_of(s, ExportScope::unexported, ExportForm::envelopes));
    BOOST_REQUIRE(reports.size() == 3u);
    BOOST_TEST((reports[0].kind == decision::LineKind::omission));
    for (const auto& report : reports) BOOST_TEST(!report.error.has_value());
    BOOST_TEST(reports[1].record->seq == 3);
    BOOST_TEST(reports.back().checkpoint->filter == "decisions that were in no export before");
    BOOST_TEST(unexported_count(s.state) == 0u);
}

BOOST_AUTO_TEST_CASE(a_correction_is_a_decision_of_its_own_and_both_remain) {
    Session s;
    s.open();
    decide(s);
    s.give(OpenCase{0});
    BOOST_REQUIRE(s.state.review.already_decided.has_value());
    s.give(ShowDialog{Dialog::correct});
    s.give(StartCorrection{});
    BOOST_TEST(s.state.form.error.code == "correction.reason");
    s.give(Arrival{FieldEdited{"correction_reason", "The link was overlooked"}});
    s.give(StartCorrection{});
    BOOST_TEST(!s.state.review.already_decided.has_value());
    s.give(SignAndNext{});
    s.give(SignNow{});
    BOOST_REQUIRE(s.envelopes.size() == 2u);
    const auto correction = record_of(s.envelopes[1]);
    BOOST_REQUIRE(correction.supersedes.has_value());
    BOOST_TEST((correction.supersedes->digest == test::sha256(s.envelopes[0])));
    BOOST_TEST(correction.supersedes->reason == "The link was overlooked");
    BOOST_TEST(correction.decision_id.size() == record_of(s.envelopes[0]).decision_id.size());
    BOOST_TEST(s.state.ledger.superseded.size() == 1u);
    for (const auto& report : verify(export_of(s, ExportScope::all, ExportForm::envelopes)))
        BOOST_TEST(!report.error.has_value());
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_does_not_make_a_decision_older_than_the_last) {
    Session s;
    s.open();
    decide(s);
    s.now -= 10ll * 86'400'000;
    decide(s);
    BOOST_TEST(record_of(s.envelopes[1]).decided_at >= record_of(s.envelopes[0]).decided_at);
}

BOOST_AUTO_TEST_CASE(the_table_keeps_formulas_from_spreadsheets) {
    Session s;
    s.open();
    decide(s);
    s.state.ledger.entries[0].title = "=HYPERLINK(\"x\",\"y\")";
    const std::string table = export_of(s, ExportScope::all, ExportForm::table);
    BOOST_TEST(table.find("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"") != std::string::npos);
    BOOST_TEST(table.starts_with("number,decided_at,case,"));
}

BOOST_AUTO_TEST_CASE(sigstore_bundles_carry_the_same_envelope) {
    Session s;
    s.open();
    decide(s);
    const auto bundle = json::parse(lines_of(export_of(s, ExportScope::all, ExportForm::sigstore)).at(0));
    BOOST_TEST(json::get(*bundle, "dsseEnvelope") == *json::parse(s.envelopes[0]));
}

BOOST_AUTO_TEST_CASE(a_full_disk_stops_signing_and_leaves_an_export_that_works) {
    Session s;
    s.open();
    decide(s);
    s.disk_full = true;
    s.give(StepCase{1});
    s.give(ChooseOption{1});
    BOOST_TEST((s.state.save.phase == SaveState::Phase::failed));
    BOOST_TEST(sign_obstacle(s.state).starts_with("Saving failed"));
    s.downloads.clear();
    s.give(ExportRescue{});
    BOOST_REQUIRE(s.downloads.size() == 1u);
    const auto rescue = json::parse(s.downloads.begin()->second);
    BOOST_TEST(json::get(*rescue, "decisions").size() == 1u);
    BOOST_TEST(json::get(*rescue, "drafts").size() >= 1u);
    s.disk_full = false;
    s.give(RetrySave{});
    BOOST_TEST(sign_obstacle(s.state) == "");
}

BOOST_AUTO_TEST_SUITE_END()
