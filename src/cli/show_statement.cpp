#include <cli/show.hpp>
#include <cli/terminal.hpp>
#include <core/decision/acknowledgement.hpp>
#include <core/decision/checkpoint.hpp>
#include <core/decision/enrolment.hpp>
#include <core/decision/keyring.hpp>
#include <core/decision/publication.hpp>

#include <fmt/format.h>

namespace casement::cli {
namespace {

void show_title(const std::string& title) {
    fmt::print("{}\n", toned(Tone::strong, title));
}

void show_reviewer(const char* label, const decision::Reviewer& who) {
    show_line(label, who.alias + (who.organisation.empty() ? "" : " (" + who.organisation + ")") + " key " +
                         who.key_id + (who.temporary ? " (temporary)" : ""));
}

Result<void> show_checkpoint(const std::string& payload) {
    CASEMENT_TRY(const auto checkpoint, decision::read_checkpoint(payload));
    show_title("checkpoint over " + std::to_string(checkpoint.count) + " lines");
    show_reviewer("made by", checkpoint.reviewer);
    show_line("made", format_rfc3339(checkpoint.made_at));
    show_line("root", checkpoint.root.text());
    if (!checkpoint.filter.empty()) show_line("filter", checkpoint.filter);
    for (const auto& [key_id, tail] : checkpoint.tails)
        show_line("key", key_id + " up to number " + std::to_string(tail.seq));
    return {};
}

Result<void> show_omission(const std::string& payload) {
    CASEMENT_TRY(const auto omission, decision::read_omission(payload));
    show_title("numbers " + std::to_string(omission.from) + " to " + std::to_string(omission.to) +
               " are left out");
    show_reviewer("key", omission.reviewer);
    return {};
}

Result<void> show_enrolment(const std::string& payload) {
    CASEMENT_TRY(const auto enrolment, decision::read_enrolment(payload));
    show_title("request to enrol a key");
    show_reviewer("reviewer", enrolment.reviewer);
    show_line("made", format_rfc3339(enrolment.made_at));
    return {};
}

Result<void> show_acknowledgement(const std::string& payload) {
    CASEMENT_TRY(const auto read, decision::read_acknowledgement(payload));
    show_title("policy read: " + visible(read.pack) + "@" + visible(read.version));
    show_reviewer("reviewer", read.reviewer);
    show_line("read", format_rfc3339(read.at));
    return {};
}

Result<void> show_keyring(const std::string& payload) {
    CASEMENT_TRY(const auto keyring, decision::read_keyring(payload));
    show_title("keyring version " + std::to_string(keyring.version));
    show_line("publisher", keyring.publisher + " key " + keyring.key_id);
    show_line("expires", format_rfc3339(keyring.expires_at));
    for (const auto& key : keyring.keys) {
        show_line("key", key.key_id + " " + key.alias +
                             (key.organisation.empty() ? "" : " (" + key.organisation + ")") +
                             (key.revoked ? ", revoked from " + format_rfc3339(key.revoked->at) : ""));
    }
    return {};
}

Result<void> show_publication(const std::string& payload) {
    CASEMENT_TRY(const auto publication, decision::read_publication(payload));
    show_title("publisher's signature on a bundle");
    show_line("publisher", publication.publisher + " key " + publication.key_id);
    show_line("descriptor", publication.descriptor.text());
    return {};
}

}  // namespace

Result<void> show_statement(const decision::Envelope& envelope) {
    const std::string& payload = envelope.payload;
    using Show = Result<void> (*)(const std::string&);
    const std::pair<const char*, Show> kinds[] = {{decision::kCheckpointType, show_checkpoint},
                                                  {decision::kOmissionType, show_omission},
                                                  {decision::kEnrolmentType, show_enrolment},
                                                  {decision::kAcknowledgementType, show_acknowledgement},
                                                  {decision::kBundlePredicateType, show_publication},
                                                  {decision::kKeyringType, show_keyring}};
    auto record = decision::read_statement(payload);
    if (record) return show_decision(*record), Result<void>();
    if (record.error().code != "payload.predicate_type") return std::move(record).error();
    for (const auto& [type, show] : kinds) {
        Result<void> shown = show(payload);
        if (shown || shown.error().code != "payload.predicate_type") return shown;
    }
    return std::move(record).error();
}

}  // namespace casement::cli
