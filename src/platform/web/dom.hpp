// Fields and documents: real DOM over the canvas. web/js/dom.js and web/js/document.js are the other half.
#pragma once

#include <app/ports.hpp>

namespace casement::web {

class Overlays final : public app::DomPort {
  public:
    void field(const app::Field& field) override;
    void document(std::string_view name, std::uint32_t revision, std::string_view json) override;
    void show(std::string_view name, app::Rect rect, bool visible) override;
    void holes(const std::vector<app::Rect>& rects) override;
    void theme(std::string_view css_variables_json) override;

  private:
    std::vector<app::Rect> holes_;
};

}  // namespace casement::web

extern "C" {
// flags: 1 multiline, 2 read only, 4 spellcheck, 8 invalid, 16 secret.
void web_dom_field(const char* name, int name_bytes, const char* label, int label_bytes,
                   const char* placeholder, int placeholder_bytes, const char* value, int value_bytes,
                   const char* description, int description_bytes, unsigned revision, int flags,
                   int max_length, float size_px);
void web_dom_document(const char* name, int name_bytes, unsigned revision, const char* json, int json_bytes);
void web_dom_show(const char* name, int name_bytes, float x, float y, float w, float h, int visible);
void web_dom_holes(const float* xywh, int rects);
void web_dom_theme(const char* json, int bytes);
void web_dom_read_selection();
}
