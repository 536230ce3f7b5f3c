// What the rest of Dear ImGui asks of parts that are left out: tables and columns, and the reading of
// settings. The console lays out its own rows; imgui_tables.cpp would be a thirtieth of the program that is
// never reached. The audited build has it, because ImGui's debug windows need it.
#include <imgui.h>
#include <imgui_internal.h>

namespace ImGui {

void EndTable() {}
void TableEndRow(ImGuiTable*) {}
void TableSettingsAddSettingsHandler() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TablePushBackgroundChannel() {}
void TablePopBackgroundChannel() {}
void TablePushColumnChannel(int) {}
void TablePopColumnChannel() {}
void PushColumnsBackground() {}
void PopColumnsBackground() {}
void EndColumns() {}

}  // namespace ImGui

// ImGui reads window settings with sscanf; the console keeps none, and sscanf brings all of the C library's
// scanning.
extern "C" int casement_no_scan(const char*, const char*, ...) {
    return 0;
}
