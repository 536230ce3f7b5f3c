#include <ui/documents.hpp>

namespace casement::ui {

void document(Ui& ui, const std::string& name, const std::string& label, Rect rect, std::uint32_t revision,
              const std::function<Json()>& make) {
    std::uint32_t& shown = ui.view.documents.try_emplace(name, ~0u).first->second;
    if (shown != revision) {
        shown = revision;
        ui.dom.document(name, revision, make().dump());
    }
    Node slot;
    slot.role = Role::slot;
    slot.name = label;
    slot.rect = rect;
    ui.semantics.leaf("slot:" + name, std::move(slot));
    ui.dom.show(name, rect, true);
}

}  // namespace casement::ui
