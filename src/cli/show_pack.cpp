#include <cli/show.hpp>
#include <cli/terminal.hpp>

#include <fmt/format.h>

namespace casement::cli {
namespace {

std::string joined(const std::vector<std::string>& all) {
    std::string out;
    for (const std::string& one : all) out += (out.empty() ? "" : ", ") + one;
    return out;
}

void show_section(const policy::Section& section) {
    fmt::print("\n{} {}\n", toned(Tone::strong, visible(section.id)), visible(section.title));
    show_text(section.rule, 2);
    for (const auto& definition : section.definitions)
        fmt::print("  {}: {}\n", visible(definition.term), visible(definition.text));
    for (const auto& exception : section.exceptions)
        fmt::print("  except {}: {}\n", visible(exception.title), visible(exception.text));
    for (const auto& example : section.examples)
        fmt::print("  example, {}: {}\n", visible(example.verdict), visible(example.text));
}

void show_question(const policy::Question& question) {
    fmt::print("  {} ({}{}) {}\n", toned(Tone::strong, visible(question.id)), policy::name(question.kind),
               question.required ? "" : ", may be left out", visible(question.text));
    for (const auto& option : question.options) {
        fmt::print("      {}: {}{}{}\n", visible(option.id), visible(option.label),
                   option.needs_evidence ? ", needs evidence" : "",
                   option.needs_note ? ", needs a note" : "");
    }
    if (!question.always)
        fmt::print("      asked when {}\n", visible(question.ask_when.source().dump(-1, ' ', true)));
}

}  // namespace

void show_pack(const policy::Pack& pack) {
    fmt::print("{} {}\n", toned(Tone::strong, "policy " + visible(pack.id) + "@" + visible(pack.version)),
               visible(pack.title));
    show_line("effective", pack.effective);
    show_line("supersedes", pack.supersedes);
    show_line("area", pack.area);
    show_text(pack.summary, 2);
    for (const auto& section : pack.sections) show_section(section);
    fmt::print("\nquestions\n");
    for (const auto& question : pack.questions) show_question(question);
    fmt::print("\noutcomes, the first that fits\n");
    for (const auto& outcome : pack.outcomes) {
        fmt::print("  {} ({}, severity {}) {}\n", toned(Tone::strong, visible(outcome.id)),
                   policy::name(outcome.effect), outcome.severity, visible(outcome.label));
        fmt::print("      when {}\n", visible(outcome.when.source().dump(-1, ' ', true)));
        if (!outcome.actions.empty()) fmt::print("      actions {}\n", visible(joined(outcome.actions)));
        if (!outcome.violates.empty()) fmt::print("      violates {}\n", visible(joined(outcome.violates)));
    }
    fmt::print("\n{} clocks, {} actions, {} replies, {} tests\n", pack.clocks.size(), pack.actions.size(),
               pack.replies.size(), pack.tests.size());
}

}  // namespace casement::cli
