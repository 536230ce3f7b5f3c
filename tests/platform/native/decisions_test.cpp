// Real signatures over real decisions: what verifies and what does not.
#include <core/decision/samples.hpp>
#include <platform/native/signed_line.hpp>

#include <boost/test/unit_test.hpp>

using namespace casement;
using namespace casement::native;

namespace {

std::string decisions(const PrivateKey& key, int count) {
    std::string file;
    std::optional<Digest> prev;
    for (int seq = 1; seq <= count; ++seq) {
        decision::Record record = test::sample_record(seq, prev);
        record.reviewer.key_id = key.public_key().key_id();
        record.reviewer.public_jwk = public_jwk(key.public_key());
        const std::string line = signed_envelope(*decision::statement(record), key);
        prev = sha256(line);
        file += line + "\n";
    }
    return file;
}

// The number of lines that are valid; a line that is not counts against the file.
int valid_lines(std::string_view file, const Vouched& keys, int& invalid) {
    decision::Verifier verifier(test::world().context());
    int valid = 0;
    for (std::size_t start = 0; start < file.size();) {
        const std::size_t end = std::min(file.find('\n', start), file.size());
        const auto report = verifier.check(sign_check(file.substr(start, end - start), keys));
        (report.status == decision::Status::valid ? valid : invalid) += 1;
        start = end + 1;
    }
    return valid;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(signed_decisions)

BOOST_AUTO_TEST_CASE(signed_lines_verify_with_the_key_in_them) {
    const PrivateKey key = *PrivateKey::generate();
    const std::string file = decisions(key, 3);
    int invalid = 0;
    BOOST_TEST(valid_lines(file, vouch_for(key.public_key()), invalid) == 3);
    BOOST_TEST(invalid == 0);
    const std::string line = file.substr(0, file.find('\n'));
    decision::Verifier verifier(test::world().context());
    BOOST_TEST((verifier.check(sign_check(line, {})).status == decision::Status::valid_unvouched));
}

BOOST_AUTO_TEST_CASE(a_line_signed_by_another_key_than_it_names_is_invalid) {
    const PrivateKey key = *PrivateKey::generate(), other = *PrivateKey::generate();
    decision::Record record = test::sample_record();
    record.reviewer.key_id = key.public_key().key_id();
    record.reviewer.public_jwk = public_jwk(key.public_key());
    const std::string line = signed_envelope(*decision::statement(record), other);
    decision::Verifier verifier(test::world().context());
    BOOST_TEST(verifier.check(sign_check(line, {})).error->code == "signature.invalid");
}

BOOST_AUTO_TEST_SUITE_END()
