// What the rest of Dear ImGui asks of parts that are left out: tables and columns, and the reading of
// settings. The console lays out its own rows; imgui_tables.cpp would be a thirtieth of the program that is
// never reached. The audited build has it, because ImGui's debug windows need it.
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdarg>
#include <cstdlib>

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

// ImGui uses sscanf for whole numbers only: the version of the shading language, and window settings that the
// console does not keep. The C library's would bring all of its scanning, of fractions too.
extern "C" int casement_scan(const char* text, const char* format, ...) {
    va_list numbers;
    va_start(numbers, format);
    int found = 0;
    while (*format != 0) {
        if (format[0] == '%' && format[1] == 'd') {
            char* end = nullptr;
            const long number = std::strtol(text, &end, 10);
            if (end == text) break;
            *va_arg(numbers, int*) = static_cast<int>(number);
            ++found;
            text = end;
            format += 2;
        } else if (*format++ != *text++) {
            break;
        }
    }
    va_end(numbers);
    return found;
}
