#include <core/json/schema.hpp>
#include <core/policy/diff_samples.hpp>

#include <algorithm>

using namespace casement;
using namespace casement::policy;
using namespace casement::test;

BOOST_AUTO_TEST_SUITE(reporting_what_changed)

BOOST_AUTO_TEST_CASE(the_words_of_the_pack_on_its_changes_stand_beside_the_section) {
    const PackDiff found = diff(pack_of(test::sample_pack()), pack_of(other_pack()));
    const auto section = std::find_if(found.items.begin(), found.items.end(),
                                      [](const DiffItem& item) { return item.kind == DiffKind::section; });
    BOOST_REQUIRE((section != found.items.end()));
    BOOST_TEST(section->note == "Threats by anyone count.");
    BOOST_TEST(!worth_a_line(*section, *field(*section, "changes")));
    BOOST_TEST(worth_a_line(*section, *field(*section, "rule")));
}

BOOST_AUTO_TEST_CASE(groups_put_each_item_beside_what_it_is_part_of) {
    const PackDiff found = diff(pack_of(test::sample_pack()), pack_of(other_pack()));
    const auto groups = grouped(found);
    std::vector<std::string> titles;
    std::size_t items = 0;
    for (const DiffGroup& group : groups) {
        titles.push_back(group.title);
        for (const DiffHead& head : group.heads) {
            items += (head.item != nullptr) + head.inner.size();
            for (const DiffItem* inner : head.inner) BOOST_TEST(inner->parent == head.id);
        }
    }
    const std::vector<std::string> expected = {
        "Pack", "Sections", "Questions", "Outcomes", "Clocks", "Actions and strikes", "Replies"};
    BOOST_TEST(titles == expected, boost::test_tools::per_element());
    BOOST_TEST(items == found.items.size());
    const DiffHead& target = groups[2].heads[0];  // only an option of it is gone
    BOOST_TEST(target.id == "target");
    BOOST_TEST(target.label == "Is somebody targeted?");
    BOOST_TEST(!target.item);
    BOOST_TEST(target.inner.size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_json_fits_its_schema_and_is_the_same_each_time) {
    const auto schema = json::Schema::compile(*json::parse(text_of("docs/schemas/diff.schema.json")));
    BOOST_REQUIRE_MESSAGE(schema.ok(), (schema.ok() ? "" : describe(schema.error())));
    const Pack a = pack_of(test::sample_pack()), b = pack_of(other_pack());
    for (const DiffScope scope : {DiffScope::all, DiffScope::outcome, DiffScope::words}) {
        for (const PackDiff& found : {diff(a, b, scope), diff(b, a, scope), diff(a, a, scope)}) {
            const Json document = to_json(found);
            for (const Error& error : schema->validate(document)) BOOST_ERROR(describe(error));
        }
    }
    BOOST_TEST(to_json(diff(a, b)) == to_json(diff(pack_of(test::sample_pack()), pack_of(other_pack()))));
    Json broken = to_json(diff(a, b));
    broken["items"][0]["change"] = "better";
    BOOST_TEST(!schema->validate(broken).empty());
}

BOOST_AUTO_TEST_CASE(markdown_marks_words_and_lets_no_text_of_a_pack_be_markup) {
    Json pack = test::sample_pack();
    pack["sections"][0]["rule"] =
        "No threats *at all*, no <b>bold</b> ones\nand no [links](x) or &amp; `code`.";
    pack["sections"][0]["title"] = "Threats | <script>";
    const std::string text = to_markdown(from_sample(pack));
    BOOST_TEST(text.find("# Sample: 2026.11 → 2026.11") == 0u);
    BOOST_TEST(text.find("No threats<ins> \\*at all\\*, no &lt;b>bold&lt;/b> ones and no [links]\\(x) or "
                         "&amp;amp; \\`code\\`</ins>.") != std::string::npos);
    BOOST_TEST(text.find("<script>") == std::string::npos);
    BOOST_TEST(text.find("\n## Sections\n") != std::string::npos);
    BOOST_TEST(text.find("| Sections |  |  | 1 |  |") != std::string::npos);
    BOOST_TEST(to_markdown(from_sample(test::sample_pack())).find("Nothing differs.") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
