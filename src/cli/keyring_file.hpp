// A keyring as a file: one envelope, with or without a line feed at its end.
#pragma once

#include <core/decision/enrolment.hpp>
#include <core/decision/keyring.hpp>
#include <platform/native/signed_line.hpp>

#include <string>

namespace casement::cli {

struct KeyringFile {
    decision::Keyring keyring;
    Digest digest;         // of the envelope
    bool vouched = false;  // signed with one of the publishers' keys
};

// Errors: file.*, those of decision::check_keyring; the place starts with the path.
Result<KeyringFile> read_keyring_file(const std::string& path, const native::Vouched& publishers);

// Signs and writes. Errors: file.write, envelope.size, json.*.
Result<void> write_keyring_file(const std::string& path, const decision::Keyring& keyring,
                                const native::PrivateKey& key);

// A request for enrolment, as the console exports it. Errors: file.*, those of decision::check_enrolment.
Result<decision::Enrolment> read_enrolment_file(const std::string& path);

}  // namespace casement::cli
