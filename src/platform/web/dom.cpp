#include <platform/web/backend.hpp>
#include <platform/web/dom.hpp>
#include <platform/web/gate.hpp>

#include <emscripten/emscripten.h>

namespace casement::web {
namespace {

int bytes_of(std::string_view text) {
    return static_cast<int>(text.size());
}

}  // namespace

void Overlays::field(const app::Field& field) {
    const int flags = (field.multiline ? 1 : 0) | (field.read_only ? 2 : 0) | (field.spellcheck ? 4 : 0) |
                      (field.invalid ? 8 : 0) | (field.secret ? 16 : 0);
    web_dom_field(field.name.data(), bytes_of(field.name), field.label.data(), bytes_of(field.label),
                  field.placeholder.data(), bytes_of(field.placeholder), field.value.data(),
                  bytes_of(field.value), field.description.data(), bytes_of(field.description),
                  field.revision, flags, field.max_length, field.size_px);
}

void Overlays::document(std::string_view name, std::uint32_t revision, std::string_view json) {
    web_dom_document(name.data(), bytes_of(name), revision, json.data(), bytes_of(json));
}

void Overlays::show(std::string_view name, app::Rect rect, bool visible) {
    web_dom_show(name.data(), bytes_of(name), rect.x, rect.y, rect.w, rect.h, visible);
}

void Overlays::holes(const std::vector<app::Rect>& rects) {
    if (rects == holes_) return;
    holes_ = rects;
    static_assert(sizeof(app::Rect) == 4 * sizeof(float));
    web_dom_holes(reinterpret_cast<const float*>(holes_.data()), static_cast<int>(holes_.size()));
}

void Overlays::theme(std::string_view css_variables_json) {
    web_dom_theme(css_variables_json.data(), bytes_of(css_variables_json));
}

}  // namespace casement::web

using namespace casement;

extern "C" {

EMSCRIPTEN_KEEPALIVE void web_on_clear_colour(float r, float g, float b) {
    web::set_clear_colour(r, g, b);
}

// Takes name, value.
EMSCRIPTEN_KEEPALIVE void web_on_field_edited() {
    app::FieldEdited edited;
    edited.name = web::take();
    edited.value = web::take();
    web::arrive(std::move(edited));
}

EMSCRIPTEN_KEEPALIVE void web_on_field_left() {
    web::arrive(app::FieldLeft{web::take()});
}

// Takes document, action, argument.
EMSCRIPTEN_KEEPALIVE void web_on_document_action() {
    app::DocumentAction action;
    action.document = web::take();
    action.action = web::take();
    action.argument = web::take();
    web::arrive(std::move(action));
}

EMSCRIPTEN_KEEPALIVE void web_on_selected(double start, double end) {
    web::arrive(app::Selected{web::take(), static_cast<std::int64_t>(start), static_cast<std::int64_t>(end)});
}

}  // extern "C"
