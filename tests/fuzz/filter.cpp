// The filter language against any bytes: what parses has a text that reads back as itself, every error points
// into the text, what is found is what the rows say one by one, and completing and clicking stay in bounds.
// The first byte is where the caret stands.
#include <core/review/filter_complete.hpp>
#include <core/review/filter_parse.hpp>
#include <core/review/filter_run.hpp>
#include <core/review/filter_text.hpp>

#include <cstdint>
#include <cstdlib>

using namespace casement;
using namespace casement::review;

static void require(bool good) {
    if (!good) std::abort();
}

static const Columns& queue() {
    static const Columns columns = [] {
        Columns made;
        for (int i = 0; i < 70; ++i) {
            bundle::CaseRow row;
            row.id = "C-" + std::to_string(i);
            row.title = i % 2 ? "Counterfeit shoes" : "Élection \"ad\" (copy)";
            row.market = i % 3 ? "DE" : "";
            row.author = i % 5 ? "@ana" : "b c";
            row.tags = {i % 4 ? "spam" : "two words", "a\"b\\c"};
            row.due_at = i % 7 * 3'600'000;
            row.severity_hint = i % 5;
            row.area = static_cast<bundle::Area>(i % 4);
            require(made.append(row).ok());
        }
        return made;
    }();
    return columns;
}

static void points_into(const std::optional<FilterProblem>& problem, std::string_view text) {
    if (!problem) return;
    require(problem->code.starts_with("filter.") && !problem->message.empty() && !problem->remedy.empty());
    require(problem->bytes.begin <= problem->bytes.end && problem->bytes.end <= text.size());
    require(problem->characters.begin <= problem->characters.end);
}

static void use(const Filter& filter) {
    const std::string text = filter_text(filter);
    // Quotes and names make a text longer than the one that was typed.
    if (text.size() <= kMostFilterBytes) {
        const auto again = read_filter(text);
        require(again.ok() && *again == filter && filter_text(*again) == text);
    }
    const FilterContext context{10'000'000, "@ana"};
    const Bitmap rows = evaluate(queue(), filter, context);
    FilterRunner runner;
    (void)runner.run(queue(), {}, context);
    require(runner.run(queue(), filter, context) == rows);
    Filter opposite;
    Node group;
    group.children = filter.root.children;
    group.negated = true;
    opposite.root.children.push_back(group);
    require(rows.count() + evaluate(queue(), opposite, context).count() == queue().size());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t caret = data[0] == 255 ? text.size() : data[0];

    const ParsedFilter typed = parse_filter(text, caret);
    points_into(typed.error, text);
    points_into(typed.pending, text);
    require(!typed.error || typed.filter.empty());
    use(typed.filter);

    const Completions completions = complete_filter(queue(), text, caret, 5);
    require(completions.list.size() <= 5);
    require(completions.replaces.begin <= completions.replaces.end &&
            completions.replaces.end <= text.size());

    if (const auto filter = read_filter(text)) {
        require(parse_filter(text).filter == *filter);
        use(*filter);
        for (const Field field : {Field::area, Field::tag, Field::author, Field::severity}) {
            const char* value = field == Field::area ? "ip" : field == Field::severity ? "3" : "two words";
            const auto clicked = toggle_facet(text, field, value);
            require(clicked.ok());
            // The longest filters have no room for one more term.
            if (const auto there = read_filter(*clicked)) {
                const bool was = facet_state(*filter, field, value) == FacetState::wanted;
                if (!was) require(facet_state(*there, field, value) == FacetState::wanted);
            }
        }
    }
    return 0;
}
