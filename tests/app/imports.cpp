// Checking a file of decisions, without a screen.
#include "world.hpp"

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::app;
using test::Session;

namespace {

void pick(Session& s, const std::string& bytes) {
    s.files["file:1"] = bytes;
    s.give(ImportFile{});
    const auto& pick = std::get<PickFile>(s.seen.back().any);
    BOOST_TEST(pick.keep);  // its bytes do not come through here
    s.give(Arrival{
        FilePicked{pick.ticket, "export.jsonl", "", "file:1", static_cast<std::int64_t>(bytes.size())}});
}

std::size_t stopped(const Session& s) {
    std::size_t count = 0;
    for (const Effect& effect : s.seen) count += std::holds_alternative<StopDesk>(effect.any);
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_file_of_decisions)

BOOST_AUTO_TEST_CASE(is_checked_at_the_desk_and_its_failures_are_listed) {
    Session s;
    s.open();
    s.give(OpenCase{0});
    s.decide_keep();
    s.give(SignNow{});
    pick(s, s.envelopes.front() + "\nno decision\n");
    BOOST_TEST((s.state.dialog == Dialog::imported));
    const auto& import = s.state.ledger.import;
    BOOST_REQUIRE(import.has_value());
    BOOST_TEST(import->done);
    BOOST_TEST(import->lines == 2);
    BOOST_TEST(import->invalid == 2);  // this world's signatures are no signatures
    BOOST_REQUIRE(import->failures.size() == 2u);
    BOOST_TEST(import->failures[0].case_id == "C-1");
    BOOST_TEST(import->failures[0].error.code == "signature.invalid");
    BOOST_TEST(import->failures[1].line == 2);
    BOOST_TEST(import->failures[1].error.code == "json.syntax");
    BOOST_REQUIRE(import->codes.size() == 2u);
    BOOST_TEST(import->codes[0].name == "json.syntax");
    BOOST_TEST(s.said.back() == "2 decisions checked, 2 refused");
}

BOOST_AUTO_TEST_CASE(tells_how_far_it_is_and_can_be_stopped) {
    Session s;
    s.desk_waits = true;
    pick(s, "x\n");
    const auto& import = s.state.ledger.import;
    s.give(Arrival{DeskProgress{import->work.ticket, 500, 2000, R"({"lines":12,"invalid":3})"}});
    BOOST_TEST(import->work.done == 500);
    BOOST_TEST(import->lines == 12);
    BOOST_TEST(import->invalid == 3);
    s.give(StopWork{LongWork::verification});
    BOOST_TEST(import->error.code == "desk.stopped");
    BOOST_TEST(!import->done);
    BOOST_TEST(stopped(s) == 1u);
}

BOOST_AUTO_TEST_CASE(is_given_up_when_its_dialog_is_closed) {
    Session s;
    s.desk_waits = true;
    pick(s, "x\n");
    s.give(ShowDialog{Dialog::none});
    BOOST_TEST(stopped(s) == 1u);
    BOOST_TEST(s.state.ledger.import->work.ticket == 0u);
    s.give(ShowDialog{Dialog::none});
    BOOST_TEST(stopped(s) == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
