#include <cli/show.hpp>
#include <cli/terminal.hpp>

#include <fmt/format.h>

namespace casement::cli {
namespace {

void show_part(const bundle::Part& part) {
    fmt::print("  [{}] {}{}{}\n", visible(part.id), bundle::name(part.kind),
               part.language.empty() ? "" : ", " + visible(part.language),
               part.severity == 0 ? "" : fmt::format(", severity {}", part.severity));
    show_text(part.text, 4);
    if (!part.media_path.empty()) {
        const std::string size =
            part.width_px == 0 ? "" : fmt::format(", {} x {} px", part.width_px, part.height_px);
        fmt::print("    {} ({}{})\n", visible(part.media_path), visible(part.mediatype), size);
    }
    if (!part.alt.empty()) fmt::print("    shows: {}\n", visible(part.alt));
    for (const auto& translation : part.translations) {
        fmt::print("    in {}:\n", visible(translation.language));
        show_text(translation.text, 6);
    }
}

void show_surroundings(const bundle::Case& c) {
    if (!c.thread.empty()) fmt::print("thread\n");
    for (const auto& entry : c.thread) {
        fmt::print("  {} {} {}\n", entry.is_subject ? ">" : " ", visible(entry.author),
                   visible(entry.posted_at));
        show_text(entry.text, 6);
    }
    if (!c.reports.empty()) fmt::print("reports\n");
    for (const auto& report : c.reports) {
        fmt::print("  {} x {} by {} {}\n", report.count, visible(report.reason), visible(report.by),
                   visible(report.note));
    }
    if (!c.notices.empty()) fmt::print("notices\n");
    for (const auto& notice : c.notices) {
        fmt::print("  {} {}: {} claims {} {}\n", visible(notice.id), visible(notice.kind),
                   visible(notice.claimant), visible(notice.right), visible(notice.registration));
        show_text(notice.statement, 4);
    }
    if (!c.signals.empty()) fmt::print("signals\n");
    for (const auto& signal : c.signals) {
        fmt::print("  {} = {} ({})\n", visible(signal.name), visible(signal.value), visible(signal.source));
    }
    if (!c.events.empty()) fmt::print("events\n");
    for (const auto& event : c.events) {
        fmt::print("  {} {} {} {}\n", visible(event.at), visible(event.kind), visible(event.by),
                   visible(event.note));
    }
}

}  // namespace

void show_line(std::string_view label, std::string_view value) {
    if (!value.empty()) fmt::print("{:<12} {}\n", label, visible(value));
}

void show_text(std::string_view text, int indent) {
    if (text.empty()) return;
    const std::string shown = visible(text, true);
    for (std::size_t start = 0; start <= shown.size();) {
        const std::size_t end = std::min(shown.find('\n', start), shown.size());
        fmt::print("{:>{}}{}\n", "", indent, shown.substr(start, end - start));
        start = end + 1;
    }
}

void show_case(const bundle::Case& c) {
    fmt::print("{} {}\n", toned(Tone::strong, "case " + visible(c.id)), visible(c.title));
    show_line("received", format_rfc3339(c.received_at));
    if (c.due_at) show_line("due", format_rfc3339(*c.due_at));
    show_line("clock", c.clock);
    show_line("source",
              fmt::format("{} {} {}", bundle::name(c.source.kind), c.source.name, c.source.reference));
    show_line("area", bundle::name(c.area));
    show_line("market", c.market);
    show_line("language", c.language);
    if (c.reach > 0) show_line("reach", grouped(c.reach));
    if (c.severity_hint > 0) show_line("severity", std::to_string(c.severity_hint));
    show_line("policy", c.policy);
    show_line("subject",
              fmt::format("{} {} {}", bundle::name(c.subject.kind), c.subject.id, c.subject.place));
    const auto& author = c.subject.author;
    show_line("author", author.name + (author.handle.empty() ? "" : " " + author.handle));
    if (author.strikes > 0) show_line("strikes", std::to_string(author.strikes));
    if (!c.ask.empty()) fmt::print("ask\n");
    show_text(c.ask, 2);
    fmt::print("content\n");
    for (const auto& part : c.content) show_part(part);
    show_surroundings(c);
    std::string tags;
    for (const auto& tag : c.tags) tags += (tags.empty() ? "" : ", ") + tag;
    show_line("tags", tags);
}

}  // namespace casement::cli
