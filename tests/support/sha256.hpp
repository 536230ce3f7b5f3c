// SHA-256 for tests in both worlds: OpenSSL natively, node's crypto module under WebAssembly.
#pragma once

#include <core/base/digest.hpp>

namespace casement::test {
Digest sha256(std::string_view bytes);
}
