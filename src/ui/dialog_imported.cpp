// A file of decisions: how far its check is, then what was found, and each refused line with its reason.
#include <ui/panels.hpp>
#include <ui/widgets.hpp>
#include <ui/work_bar.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

using app::ImportState;

constexpr float kRow = 34;
constexpr std::int64_t kWorthARate = 1000;  // fewer lines say nothing about how fast it was

std::string summary_of(const ImportState& import) {
    const auto all = import.valid + import.unvouched + import.not_rederived + import.invalid;
    std::string text = import.name + ": " + std::to_string(all) +
                       (all == 1 ? " decision, " : " decisions, ") +
                       std::to_string(import.valid + import.unvouched) + " verified";
    if (import.unvouched > 0)
        text += " (" + std::to_string(import.unvouched) + " by a key that is not yours)";
    if (import.not_rederived > 0)
        text += ", " + std::to_string(import.not_rederived) + " not re-derived: their bundle is not open";
    text += ", " + std::to_string(import.invalid) + " refused";
    if (import.unsealed > 0)
        text += ". No checkpoint covers " + std::to_string(import.unsealed) +
                (import.unsealed == 1 ? " line" : " lines") + ": nobody vouches that none is missing";
    else if (import.checkpoints > 0)
        text += ". Sealed by a checkpoint";
    return text;
}

// "chain.prev 3 · digest.case 1"
std::string codes_of(const ImportState& import) {
    std::string text;
    for (const auto& code : import.codes)
        text += (text.empty() ? "" : " · ") + code.name + " " + std::to_string(code.count);
    return text;
}

void working(Ui& ui, Rect area, const ImportState& import) {
    const std::string title = "Checking " + import.name;
    const float bar = work_bar(ui, "import.work", {area.x, area.y}, area.w, title, import.work,
                               app::LongWork::verification);
    std::string text = title + "…";
    if (bar > 0)
        text = std::to_string(import.lines) + " decisions so far, " + std::to_string(import.invalid) +
               " refused";
    paragraph(ui, "import.checking", {area.x, area.y + (bar > 0 ? bar + 12 : 0)}, area.w, text, kBody,
              ui.theme[Colour::muted]);
}

void failure_row(Ui& ui, const ImportState::Failure& failure, std::size_t i, Rect row) {
    const std::string key = "import.row." + std::to_string(i);
    Node node;
    node.role = Role::row;
    node.row_index = static_cast<std::int32_t>(i) + 1;
    node.rect = row;
    ui.semantics.open(key, std::move(node));
    const std::string what = (failure.case_id.empty() ? "" : failure.case_id + " · ") + failure.error.message;
    const std::string texts[] = {
        std::to_string(failure.line), what,
        failure.error.code + (failure.error.place.empty() ? "" : " " + failure.error.place)};
    const float xs[] = {row.x, row.x + 72, row.x + row.w * 0.6f};
    const ImU32 inks[] = {ui.theme[Colour::muted], ui.theme[Colour::text], ui.theme[Colour::breach]};
    for (int c = 0; c < 3; ++c) {
        const float right = c < 2 ? xs[c + 1] : row.x + row.w;
        Node cell;
        cell.role = Role::gridcell;
        cell.name = texts[c];
        cell.rect = {xs[c], row.y, right - xs[c] - 8, row.h};
        ui.semantics.leaf(key + "." + std::to_string(c), std::move(cell));
        ui.text.draw(ui.list, {xs[c], row.y + 7}, texts[c], c == 1 ? kBody : kMono, inks[c],
                     right - xs[c] - 8);
    }
    ui.semantics.close();
    line_h(ui, row.x, row.y + row.h - 1, row.w);
}

void failure_list(Ui& ui, Rect list, const ImportState& import) {
    const auto& failures = import.failures;
    Node node;
    node.role = Role::grid;
    node.name = "Refused decisions";
    node.row_count = static_cast<std::int32_t>(failures.size());
    ScrollArea scroll(ui, "import.list", list, std::move(node));
    const auto first = static_cast<std::size_t>(std::max(0.f, scroll.offset() / kRow - 1));
    const auto last =
        std::min(failures.size(), static_cast<std::size_t>((scroll.offset() + list.h) / kRow) + 2);
    for (std::size_t i = first; i < last; ++i)
        failure_row(ui, failures[i], i,
                    {list.x, scroll.top() + static_cast<float>(i) * kRow, list.w - 8, kRow});
    scroll.close(static_cast<float>(failures.size()) * kRow);
}

}  // namespace

void dialog_imported(Ui& ui, Rect area) {
    if (!ui.state.ledger.import) return;
    const ImportState& import = *ui.state.ledger.import;
    if (!import.error.code.empty()) {
        paragraph(ui, "import.error", {area.x, area.y}, area.w, with_remedy(import.error), kBody,
                  ui.theme[Colour::breach]);
        return;
    }
    if (!import.done) return working(ui, area, import);
    float y = area.y;
    y += paragraph(ui, "import.summary", {area.x, y}, area.w, summary_of(import), kBody,
                   import.invalid > 0 ? ui.theme[Colour::breach] : ui.theme[Colour::ok]) +
         6;
    if (import.lines >= kWorthARate)
        y += paragraph(ui, "import.rate", {area.x, y}, area.w,
                       std::to_string(import.lines_per_s) + " decisions a second", kCaption,
                       ui.theme[Colour::muted]) +
             6;
    if (!import.kept.empty()) {
        const std::string take = "Take " + std::to_string(import.kept.size()) + " into the ledger";
        ButtonSpec keep;
        keep.key = "import.keep";
        keep.label = take;
        const float w = button_width(ui, keep);
        if (button(ui, {area.x, y + 4, w, kButtonHeight}, keep)) ui.ask(app::KeepImported{});
        y += kButtonHeight + 12;
        y += paragraph(
                 ui, "import.keep.about", {area.x, y}, area.w,
                 std::string("They are shown beside your own and on their cases; each stays its signer's.") +
                     (import.not_kept > 0 ? " For so many use casement merge: " +
                                                std::to_string(import.not_kept) + " are left out here."
                                          : ""),
                 kCaption, ui.theme[Colour::muted]) +
             6;
    }
    if (import.failures.empty()) {
        ui.view.dialog_used = y - area.y;
        return;
    }
    y +=
        paragraph(ui, "import.codes", {area.x, y}, area.w, codes_of(import), kMono, ui.theme[Colour::muted]) +
        6;
    const auto left = import.invalid - static_cast<std::int64_t>(import.failures.size());
    if (left > 0)
        y += paragraph(ui, "import.more", {area.x, y}, area.w,
                       "The first " + std::to_string(import.failures.size()) +
                           " are listed: casement verify lists them all",
                       kCaption, ui.theme[Colour::muted]) +
             6;
    failure_list(ui, {area.x, y, area.w, area.y + area.h - y}, import);
}

}  // namespace casement::ui
