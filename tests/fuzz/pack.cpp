// The policy pack reader against any bytes; what is read can be walked, derived from and linted, and ends.
#include <core/policy/lint.hpp>

#include <cstdint>
#include <cstdlib>

using namespace casement;

static void require(bool good) {
    if (!good) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto pack = policy::read_pack(bytes);
    if (!pack) {
        require(!pack.error().code.empty() && !pack.error().message.empty());
        return 0;
    }
    if (size > 16'384 || pack->questions.size() > 40) return 0;  // enough to find what there is, and quick
    if (const auto walked = policy::walk(*pack, Json::object(), Json::object())) {
        require(walked->current <= walked->steps.size());
        require(policy::visible_answers(*pack, *walked, Json::object()).empty());
    }
    for (const policy::PackTest& test : pack->tests) {
        const auto derived = policy::derive(*pack, test.answers, test.facts);
        if (derived) require(pack->outcome(derived->outcome) != nullptr);
    }
    require(policy::lint(bytes, 200).tests_passed <= pack->tests.size());
    return 0;
}
