#include <cli/terminal.hpp>

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace casement::cli {
namespace {

bool wants_colour(int fd) {
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    if (no_color && *no_color) return false;
    return ::isatty(fd) && !(term && std::string_view(term) == "dumb");
}

void print_finding(const char* word, Tone tone, const Error& error) {
    std::string line =
        fmt::format("casement: {} {}", toned(tone, word, true), toned(Tone::strong, error.code, true));
    if (!error.place.empty()) line += " at " + visible(error.place);
    line += ": " + visible(error.message);
    if (!error.remedy.empty()) line += "\n  " + visible(error.remedy);
    fmt::print(stderr, "{}\n", line);
}

std::int64_t now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string toned(Tone tone, std::string_view text, bool on_error) {
    static const bool out = wants_colour(STDOUT_FILENO);
    static const bool err = wants_colour(STDERR_FILENO);
    if (tone == Tone::plain || !(on_error ? err : out)) return std::string(text);
    const char* code = tone == Tone::good    ? "32"
                       : tone == Tone::bad   ? "31"
                       : tone == Tone::warn  ? "33"
                       : tone == Tone::faint ? "2"
                                             : "1";
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

void print_error(const Error& error) {
    print_finding("error", Tone::bad, error);
}
void print_warning(const Error& error) {
    print_finding("warning", Tone::warn, error);
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number < 0 ? -number : number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
    return number < 0 ? "-" + digits : digits;
}

std::string size_text(std::int64_t bytes) {
    if (bytes < 1024) return fmt::format("{} bytes", bytes);
    if (bytes < 1024 * 1024) return fmt::format("{:.1f} KiB", static_cast<double>(bytes) / 1024);
    return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1024 * 1024));
}

Progress::Progress(std::string label) : label_(std::move(label)), on_(::isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::show(std::int64_t done, std::int64_t total) {
    if (!on_) return;
    const std::int64_t now = now_ms();
    if (now - last_ms_ < 100) return;
    last_ms_ = now;
    shown_ = true;
    if (total > 0)
        fmt::print(stderr, "\r\x1b[K{} {} %", label_, done * 100 / total);
    else
        fmt::print(stderr, "\r\x1b[K{} {}", label_, grouped(done));
    std::fflush(stderr);
}

}  // namespace casement::cli
