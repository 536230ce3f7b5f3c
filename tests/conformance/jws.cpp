#include "jws.hpp"

#include "jwk.hpp"

#include <core/base/base64.hpp>

namespace casement::conformance {
namespace {

struct Signature {
    Json header;  // protected and unprotected
    std::string signed_bytes, signature;
};

Error bad_form(const char* message) {
    return {"jws.form", "", message, ""};
}

Error bad_header(const char* message) {
    return {"jws.header", "", message, ""};
}

Result<std::string> decode(std::string_view part) {
    auto bytes = base64url_decode(part);
    if (bytes) return bytes;
    return Error{"jws.base64url", "", "a part is not base64url", ""};
}

Result<Json> read_header(std::string_view part) {
    CASEMENT_TRY(const std::string text, decode(part));
    const auto header = json::parse(text);
    if (!header || !header->is_object()) return bad_header("the header is not a JSON object");
    return *header;
}

Result<Signature> read_signature(const Json& protected_part, const Json& open_header,
                                 const std::string& payload, const Json& signature) {
    if ((!protected_part.is_string() && !protected_part.is_null()) || !signature.is_string()) {
        return bad_form("protected and signature are texts");
    }
    Signature out;
    std::string head;
    out.header = Json::object();
    if (protected_part.is_string()) {
        head = protected_part.get<std::string>();
        CASEMENT_TRY(out.header, read_header(head));
    }
    if (!open_header.is_null() && !open_header.is_object()) return bad_form("header is an object");
    if (open_header.is_object()) {
        for (const auto& [name, value] : open_header.items()) {
            if (name == "crit") return bad_header("crit is not protected");
            if (!out.header.emplace(name, value).second) return bad_header("a header parameter stands twice");
        }
    }
    // The extensions that must be understood: none is.
    if (out.header.contains("crit")) return bad_header("crit names an extension that is not known");
    CASEMENT_TRY(out.signature, decode(signature.get_ref<const std::string&>()));
    out.signed_bytes = head + "." + payload;
    return out;
}

Result<std::vector<Signature>> read_compact(const std::string& text) {
    const std::size_t first = text.find('.');
    const std::size_t second = first == std::string::npos ? first : text.find('.', first + 1);
    if (second == std::string::npos || text.find('.', second + 1) != std::string::npos) {
        return bad_form("there are not three parts");
    }
    const std::string payload = text.substr(first + 1, second - first - 1);
    CASEMENT_CHECK(decode(payload));
    CASEMENT_TRY(Signature one,
                 read_signature(text.substr(0, first), nullptr, payload, text.substr(second + 1)));
    return std::vector<Signature>{std::move(one)};
}

Result<std::vector<Signature>> read_object(const Json& jws) {
    const Json& payload = json::get(jws, "payload");
    if (!payload.is_string()) return bad_form("there is no payload");
    const std::string& text = payload.get_ref<const std::string&>();
    CASEMENT_CHECK(decode(text));
    const Json& many = json::get(jws, "signatures");
    const bool flat = jws.contains("signature");
    if (flat == many.is_array()) return bad_form("there is not one of signature and signatures");
    std::vector<Signature> out;
    for (const Json& one : flat ? Json::array({jws}) : many) {
        CASEMENT_TRY(Signature signature,
                     read_signature(json::get(one, "protected"), json::get(one, "header"), text,
                                    json::get(one, "signature")));
        out.push_back(std::move(signature));
    }
    if (out.empty()) return bad_form("there are no signatures");
    return out;
}

Result<std::vector<Signature>> read_jws(const Json& jws) {
    if (jws.is_object()) return read_object(jws);
    if (!jws.is_string()) return bad_form("it is neither text nor object");
    const std::string& text = jws.get_ref<const std::string&>();
    if (!text.starts_with('{')) return read_compact(text);
    CASEMENT_TRY(const Json object, json::parse(text));
    return read_object(object);
}

// A `kid` chooses; without one, each key is tried.
Result<void> verify_one(const Signature& one, const std::vector<Json>& keys) {
    const Json& algorithm = json::get(one.header, "alg");
    if (!algorithm.is_string()) return bad_header("there is no alg");
    const Json& wanted = json::get(one.header, "kid");
    Result<void> out = Error{"jws.kid", "", "there is no key with this kid", ""};
    for (const Json& key : keys) {
        const Json& id = json::get(key, "kid");
        if (!wanted.is_null() && !id.is_null() && id != wanted) continue;
        out = verify_with(key, algorithm.get<std::string>(), one.signed_bytes, one.signature);
        if (out) break;
    }
    return out;
}

}  // namespace

Result<void> verify_jws(const Json& jws, const std::vector<Json>& keys) {
    CASEMENT_CHECK(check_key_set(keys));
    CASEMENT_TRY(const std::vector<Signature> signatures, read_jws(jws));
    Result<void> out;
    for (const Signature& one : signatures) {
        out = verify_one(one, keys);
        if (out) break;
    }
    return out;
}

}  // namespace casement::conformance
