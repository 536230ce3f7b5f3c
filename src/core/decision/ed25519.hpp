// Which 32 bytes may stand as somebody's Ed25519 public key. OpenSSL, Chromium and Firefox ask only that they
// decode to a point; a decision must also not be able to change under its signature.
#pragma once

#include <string_view>

namespace casement::decision {

// True for the one encoding of a point (RFC 8032, section 5.1.3: y below 2^255 - 19) that is not of small
// order. Under a key of small order one signature fits many messages. Whether the bytes are on the curve is
// not asked: no signature verifies when they are not.
bool is_sound_ed25519_key(std::string_view raw32);

}  // namespace casement::decision
