// The test vector of DSSE's protocol.md: its encoding by the core, its signature (ECDSA over P-256) by
// OpenSSL.
#include "openssl.hpp"
#include "suite.hpp"

#include <core/base/base64.hpp>
#include <core/decision/envelope.hpp>
#include <core/json/json.hpp>

namespace casement::conformance {

void run_dsse_example(const std::string& path, Report& report) {
    const Result<Json> file = json::parse(read_file(path));
    if (!file) return report.fail(path, describe(file.error()));
    const std::string body = json::get_string(*file, "SERIALIZED_BODY");
    const std::string type = json::get_string(*file, "PAYLOAD_TYPE");
    const Json& envelope = json::get(*file, "envelope");
    const Json& signatures = json::get(envelope, "signatures");
    if (!signatures.is_array() || signatures.size() != 1)
        return report.fail(path, "there is not one signature");

    const std::string encoded = decision::pae(type, body);
    report.check(encoded == json::get_string(*file, "PAE"), "PAE", "got " + encoded);
    const auto payload = base64_decode(json::get_string(envelope, "payload"));
    report.check(payload && *payload == body, "payload", "is not the body");
    report.check(json::get_string(envelope, "payloadType") == type, "payloadType", "is not the type");

    const KeyPtr key = ec_key("prime256v1", from_decimal(json::get_string(*file, "X"), 32),
                              from_decimal(json::get_string(*file, "Y"), 32));
    const auto signature = base64_decode(json::get_string(signatures[0], "sig"));
    const auto der = signature ? der_from_p1363(*signature, 32) : std::nullopt;
    if (!key || !der) return report.fail(path, "the key or the signature cannot be read");
    report.check(verify_ecdsa(*key, "SHA-256", encoded, *der), "signature", "does not verify");
    report.check(!verify_ecdsa(*key, "SHA-256", decision::pae(type, body + " "), *der), "signature",
                 "verifies for another payload");
}

}  // namespace casement::conformance
