// The button that says which pack is meant, with the packs at hand below it.
#include <ui/icons.hpp>
#include <ui/pack_menu.hpp>
#include <ui/widgets.hpp>

#include <algorithm>

namespace casement::ui {

void pack_menu(Ui& ui, const std::string& key, const std::string& prefix, Rect rect,
               const std::string& chosen, const std::function<app::Command(const std::string&)>& choose) {
    const app::PackEntry* now = nullptr;
    std::vector<MenuItem> items;
    for (const app::PackEntry& entry : ui.state.library.packs) {
        if (entry.name() == chosen) now = &entry;
        const char* from = entry.source == app::PackEntry::Source::bundle ? " · of the bundle"
                           : entry.source == app::PackEntry::Source::file ? " · from a file"
                                                                          : "";
        items.push_back(
            {entry.title + " " + entry.version + from, choose(entry.name()), entry.name() == chosen});
    }
    ButtonSpec spec;
    const std::string title = now ? now->title + " " + now->version : "No pack";
    const std::string label = prefix.empty() ? title : prefix + " " + title;
    spec.key = key;
    spec.label = label;
    spec.icon = kIconChevronDown;
    spec.disabled = items.empty();
    spec.expanded = ui.view.menu_key == key ? 1 : 0;
    const std::string name = (prefix.empty() ? "Policy pack" : prefix) + ": " + title;
    spec.name = name;
    if (button(ui, rect, spec)) open_menu(ui, key, rect, std::move(items));
}

}  // namespace casement::ui
