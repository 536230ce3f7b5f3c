#include "support/sha256.hpp"

#include <openssl/sha.h>

namespace casement::test {
Digest sha256(std::string_view bytes) {
    Digest digest;
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.bytes.data());
    return digest;
}
}  // namespace casement::test
