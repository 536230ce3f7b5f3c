// Envelopes, decisions and publications against any bytes: what is read is written back as the same bytes.
#include <core/decision/publication.hpp>

#include <cstdint>
#include <cstdlib>

using namespace casement;

static void require(bool good) {
    if (!good) std::abort();
}

static void read_payload(std::string_view payload) {
    if (const auto record = decision::read_statement(payload)) {
        const auto written = decision::statement(*record);
        if (written) require(decision::read_statement(*written).ok());
    }
    if (const auto publication = decision::read_publication(payload)) {
        require(decision::publication_statement(*publication).ok());
    }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read_payload(bytes);
    const auto envelope = decision::read_envelope(bytes);
    if (envelope) {
        require(decision::envelope_line(*envelope) == bytes);
        require(envelope->signature.size() == 64);
        read_payload(envelope->payload);
        (void)decision::signing_key_x(*envelope).ok();
    }
    decision::SignedLine line;
    line.bytes = bytes;
    line.signature = decision::SignatureVerdict::valid;
    const auto report = decision::Verifier(decision::Context{}).check(line);
    require(report.error.has_value() == (report.status == decision::Status::invalid));
    return 0;
}
