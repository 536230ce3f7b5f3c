#include <cli/show.hpp>
#include <cli/terminal.hpp>

#include <fmt/format.h>

namespace casement::cli {

void show_descriptor(const bundle::Descriptor& descriptor, const Digest& digest) {
    fmt::print("{} {}\n", toned(Tone::strong, "bundle " + visible(descriptor.name)),
               visible(descriptor.title));
    show_line("digest", digest.text());
    show_line("purpose", bundle::name(descriptor.purpose));
    show_line("publisher", descriptor.publisher);
    if (descriptor.created_at) show_line("created", format_rfc3339(*descriptor.created_at));
    if (descriptor.expires_at) show_line("expires", format_rfc3339(*descriptor.expires_at));
    show_text(descriptor.description, 2);
    for (const auto& pin : descriptor.policies) {
        fmt::print("policy       {}@{} {}\n", visible(pin.id), visible(pin.version), pin.digest.text());
    }
    for (const auto& resource : descriptor.resources) {
        const std::string cases =
            resource.cases < 0 ? "" : fmt::format(", {} cases", grouped(resource.cases));
        fmt::print("  {} {}{}\n", visible(resource.path), size_text(resource.bytes), cases);
    }
}

void show_decision(const decision::Record& record) {
    fmt::print("{} on case {}\n", toned(Tone::strong, "decision " + visible(record.decision_id)),
               visible(record.case_id));
    show_line("reviewer", record.reviewer.alias + " " + record.reviewer.organisation + " key " +
                              record.reviewer.key_id + (record.reviewer.temporary ? " (temporary)" : ""));
    show_line("number", std::to_string(record.seq));
    show_line("decided", format_rfc3339(record.decided_at));
    show_line("opened", format_rfc3339(record.opened_at));
    show_line("active", format_span(record.active_ms));
    show_line("policy", record.policy_id + "@" + record.policy_version);
    for (const auto& [id, answer] : record.answers.items())
        show_line("  " + visible(id), answer.dump(-1, ' ', true));
    show_line("derived", record.outcome);
    show_line("final", record.final_outcome);
    if (record.override_) show_line("override", record.override_->reason);
    for (const auto& evidence : record.evidence) {
        fmt::print("evidence     {} {}..{} {}\n", visible(evidence.part), evidence.start, evidence.end,
                   visible(evidence.question));
    }
    if (!record.rationale.empty()) fmt::print("rationale\n");
    show_text(record.rationale, 2);
    if (!record.reply_body.empty())
        fmt::print("reply        {} {}\n", visible(record.reply_id), visible(record.reply_subject));
    show_text(record.reply_body, 2);
}

}  // namespace casement::cli
