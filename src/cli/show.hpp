// Readable text of the things Casement reads; foreign text is made visible.
#pragma once

#include <core/bundle/case.hpp>
#include <core/bundle/descriptor.hpp>
#include <core/decision/envelope.hpp>
#include <core/decision/record.hpp>
#include <core/policy/pack.hpp>

namespace casement::cli {

void show_case(const bundle::Case& c);
void show_pack(const policy::Pack& pack);
void show_descriptor(const bundle::Descriptor& descriptor, const Digest& digest);
// A decision, and whatever else is signed: keyring, enrolment, checkpoint, omission, acknowledgement,
// publication. Errors: those of the reader of that kind.
Result<void> show_statement(const decision::Envelope& envelope);
void show_decision(const decision::Record& record);

// "label   value", left out where the value is empty; and a text block, indented.
void show_line(std::string_view label, std::string_view value);
void show_text(std::string_view text, int indent);

}  // namespace casement::cli
