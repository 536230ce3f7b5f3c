#include "support/sha256.hpp"

#include <emscripten.h>

// clang-format off
EM_JS(void, node_sha256, (const char* bytes, unsigned size, unsigned char* out), {
    const crypto = require('crypto');
    HEAPU8.set(crypto.createHash('sha256').update(HEAPU8.subarray(bytes, bytes + size)).digest(), out);
});
// clang-format on

namespace casement::test {
Digest sha256(std::string_view bytes) {
    Digest digest;
    node_sha256(bytes.data(), static_cast<unsigned>(bytes.size()), digest.bytes.data());
    return digest;
}
}  // namespace casement::test
