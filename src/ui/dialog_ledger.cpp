// Dialogs about what was signed: which decisions leave in which form, and correcting one of them.
#include <ui/panels.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {
namespace {

using app::ExportForm;
using app::ExportScope;

const char* about(ExportForm form) {
    switch (form) {
        case ExportForm::envelopes:
            return "Every decision with its signature, sealed by a checkpoint that binds them all: what is missing or "
                   "changed is found. This is the form to hand in.";
        case ExportForm::table:
            return "For reading in a spreadsheet. It carries no signatures.";
        case ExportForm::sigstore:
            return "The same signatures as Sigstore bundles v0.3, one a line, for tools that read those.";
        case ExportForm::jws:
            return "Your own decisions as JSON Web Signatures (EdDSA), one a line, signed once more for tools that read "
                   "those.";
    }
    return "";
}

}  // namespace

void dialog_export(Ui& ui, Rect area) {
    const auto& state = ui.state;
    const auto scope = state.form.scope;
    const auto form = state.form.form;
    float y = area.y;
    ui.text.draw(ui.list, {area.x, y}, "Which decisions", kCaptionMedium, ui.theme[Colour::muted]);
    y += 22;
    const auto which = [&](const char* name, ExportScope one) {
        return Segment{name, app::SetExport{one, form}, scope == one};
    };
    segments(ui, "export.scope", "Which decisions", {area.x, y},
             {which("All", ExportScope::all), which("This bundle's", ExportScope::bundle),
              which("Not exported yet", ExportScope::unexported)});
    y += 48;
    ui.text.draw(ui.list, {area.x, y}, "In which form", kCaptionMedium, ui.theme[Colour::muted]);
    y += 22;
    const auto how = [&](const char* name, ExportForm one) {
        return Segment{name, app::SetExport{scope, one}, form == one};
    };
    segments(ui, "export.form", "In which form", {area.x, y},
             {how("Signed", ExportForm::envelopes), how("Table", ExportForm::table),
              how("Sigstore", ExportForm::sigstore), how("JWS", ExportForm::jws)});
    y += 44;
    y += paragraph(ui, "export.about", {area.x, y}, area.w, about(form), kBody, ui.theme[Colour::muted]) + 12;
    const std::string count = std::to_string(state.ledger.entries.size()) + " signed here, " +
                              std::to_string(app::unexported_count(state)) + " in no export yet";
    y += paragraph(ui, "export.count", {area.x, y}, area.w, count, kCaption, ui.theme[Colour::muted]) + 14;
    ButtonSpec go;
    go.key = "export.go";
    go.label = "Export";
    go.look = ButtonLook::primary;
    if (button(ui, {area.x, y, 120, kButtonHeight}, go)) ui.ask(app::ExportDecisions{});
    ends_with_button(ui, area, y);
}

void dialog_correct(Ui& ui, Rect area) {
    const auto& state = ui.state;
    float y = area.y;
    y +=
        paragraph(
            ui, "correct.about", {area.x, y}, area.w,
            "A signed decision is never changed. A correction is another decision on the same case that names "
            "this one and says why; both stay in the ledger.",
            kBody, ui.theme[Colour::muted]) +
        12;
    app::Field reason;
    reason.name = "correction_reason";
    reason.label = "Why it is corrected";
    reason.placeholder = "What was overlooked, or what has come to light";
    reason.value = state.form.reason;
    reason.multiline = true;
    reason.max_length = 1000;
    field(ui, {area.x, y, area.w, 90}, reason);
    y += 102;
    y += form_error(ui, area, y);
    ButtonSpec begin;
    begin.key = "correct.begin";
    begin.label = "Begin the correction";
    begin.look = ButtonLook::primary;
    if (button(ui, {area.x, y, 190, kButtonHeight}, begin)) ui.ask(app::StartCorrection{});
    ends_with_button(ui, area, y);
}

}  // namespace casement::ui
