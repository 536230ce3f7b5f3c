// What is written to the terminal, and how: colour only where it is wanted, foreign text never raw.
#pragma once

#include <core/base/error.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace casement::cli {

// Foreign text made safe to print: control characters, bidirectional controls, invisible characters and what
// is not UTF-8 are shown as escapes such as \u{202E}. With `keep_lines`, line feeds stay.
std::string visible(std::string_view text, bool keep_lines = false);

enum class Tone { plain, good, bad, warn, faint, strong };

// The text in a colour, when standard output (or standard error) is a terminal and NO_COLOR is not set.
std::string toned(Tone tone, std::string_view text, bool on_error = false);

// "casement: code at place: message" and the remedy on a line of its own, to standard error.
void print_error(const Error& error);
void print_warning(const Error& error);

// "17,849"
std::string grouped(std::int64_t number);

// "1.2 MiB"
std::string size_text(std::int64_t bytes);

// A line on standard error that is written over, only on a terminal; removed when the Progress goes.
class Progress {
  public:
    explicit Progress(std::string label);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::int64_t done, std::int64_t total = 0);  // total 0: not known

  private:
    std::string label_;
    bool on_ = false, shown_ = false;
    std::int64_t last_ms_ = 0;
};

}  // namespace casement::cli
