// Keyrings and requests for enrolment against any bytes: what is read is written back and says the same.
#include <core/decision/enrolment.hpp>
#include <core/decision/verify.hpp>

#include <cstdint>
#include <cstdlib>

using namespace casement;

static void require(bool good) {
    if (!good) std::abort();
}

static void use(const decision::Keyring& keyring) {
    require(keyring.version >= 1 && keyring.keys.size() <= decision::kMaxKeyringKeys);
    require(keyring.expires_at > keyring.issued_at);
    const auto written = decision::keyring_statement(keyring);
    require(written.ok());
    const auto again = decision::read_keyring(*written);
    require(again.ok() && *decision::keyring_statement(*again) == *written);
    constexpr decision::KeyRole kAny[] = {decision::KeyRole::reviewer, decision::KeyRole::lead,
                                          decision::KeyRole::trainer, decision::KeyRole::publisher};
    for (const decision::KeyringEntry& key : keyring.keys) {
        require(keyring.find(key.key_id) == &key && !key.roles.empty());
        const auto before = decision::check_may_sign(keyring, key.key_id, kAny, key.valid_from - 1, 1);
        require(!before && before.error().code == "key.not_yet_valid");
        if (key.valid_until) {
            require(!decision::check_may_sign(keyring, key.key_id, kAny, *key.valid_until, 1));
        } else if (key.revoked) {
            const TimeMs late = std::max(key.revoked->at, key.valid_from);
            require(!decision::check_may_sign(keyring, key.key_id, kAny, late, 1));
        }
    }
    const Digest digest, other = [] {
        Digest one;
        one.bytes[0] = 1;
        return one;
    }();
    require(decision::check_succession(keyring, digest, keyring, digest).ok());
    require(!decision::check_succession(keyring, digest, keyring, other).ok());
    require(!decision::check_freshness(keyring, keyring.expires_at, 0).ok());
}

static void read_payload(std::string_view payload) {
    if (const auto keyring = decision::read_keyring(payload)) use(*keyring);
    if (const auto enrolment = decision::read_enrolment(payload)) {
        const auto written = decision::enrolment_statement(*enrolment);
        if (written) require(decision::read_enrolment(*written).ok());
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_payload(bytes);
    const auto envelope = decision::read_envelope(bytes, decision::kMaxKeyringBytes);
    if (envelope) read_payload(envelope->payload);
    decision::SignedLine line;
    line.bytes = bytes;
    line.signature = decision::SignatureVerdict::valid;
    // No bytes have the thumbprint of zeros: nothing is believed of a key that does not fit.
    (void)decision::check_keyring(line).ok();
    (void)decision::check_enrolment(line).ok();
    return 0;
}
