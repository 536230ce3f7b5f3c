#include <core/json/fields.hpp>
#include <core/json/text.hpp>

#include <cmath>

namespace casement::json {
namespace {

const char* type_name(Json::value_t type) {
    switch (type) {
        case Json::value_t::object:
            return "an object";
        case Json::value_t::array:
            return "an array";
        case Json::value_t::string:
            return "a string";
        case Json::value_t::boolean:
            return "true or false";
        case Json::value_t::null:
            return "null";
        default:
            return "a number";
    }
}

std::string must_be(const char* what, const Json& value) {
    return std::string("must be ") + what + ", is " + type_name(value.type());
}

}  // namespace

std::optional<std::int64_t> as_integer(const Json& value) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (value.is_number_unsigned()) {
        const auto n = value.get<std::uint64_t>();
        if (n > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
        return static_cast<std::int64_t>(n);
    }
    if (value.is_number_integer()) return value.get<std::int64_t>();
    if (!value.is_number_float()) return std::nullopt;
    const double x = value.get<double>();
    if (!(std::fabs(x) <= kExact) || x != std::trunc(x)) return std::nullopt;
    return static_cast<std::int64_t>(x);
}

Fields::Fields(const Json& value, Reading& reading) : value_(&value), reading_(&reading) {
    check_object();
}

Fields::Fields(const Json& value, const Fields& parent, const char* key, std::size_t index)
    : value_(&value), reading_(parent.reading_), parent_(&parent), key_(key), index_(index) {}

bool Fields::check_object() const {
    if (value_->is_object()) return true;
    fail(nullptr, must_be("an object", *value_));
    return false;
}

bool Fields::has(const char* key) const {
    return value_->is_object() && value_->contains(key);
}

std::string Fields::pointer(const char* key) const {
    std::string out = parent_ ? parent_->pointer(key_) : std::string();
    if (index_ != kNoIndex) out += "/" + std::to_string(index_);
    if (key) append_pointer_token(out, key);
    return out;
}

void Fields::fail(const char* key, std::string message, std::string remedy, const char* code) const {
    if (reading_->failure) return;
    std::string what = key ? "\"" + std::string(key) + "\" " + message : std::move(message);
    reading_->failure = Error{code ? code : reading_->code, pointer(key), std::move(what), std::move(remedy)};
}

void Fields::fail_within(const char* key, const Error& inner, const char* code) const {
    if (!reading_->failure)
        reading_->failure = Error{code, pointer(key) + inner.place, inner.message, inner.remedy};
}

const Json* Fields::child(const char* key, Need need, Json::value_t type) const {
    if (!reading_->ok() || !value_->is_object()) return nullptr;
    const auto at = value_->find(key);
    if (at == value_->end()) {
        if (need == Need::required)
            fail(key, "is missing", std::string("add it; it must be ") + type_name(type));
        return nullptr;
    }
    const bool number = type == Json::value_t::number_integer && at->is_number();
    if (at->type() != type && !number) {
        fail(key, must_be(type_name(type), *at), at->is_null() ? "leave the member out instead of null" : "");
        return nullptr;
    }
    return &*at;
}

const Json* Fields::array(const char* key, Need need, std::size_t least, std::size_t most,
                          const char* limit_code) const {
    const Json* found = child(key, need, Json::value_t::array);
    if (!found) return nullptr;
    if (found->size() < least) {
        fail(key, "must have at least " + std::to_string(least) + " element" + (least == 1 ? "" : "s"));
        return nullptr;
    }
    if (found->size() > most) {
        fail(key, "has " + std::to_string(found->size()) + " elements, more than " + std::to_string(most), {},
             limit_code);
        return nullptr;
    }
    return found;
}

std::string Fields::text(const char* key, Need need, std::size_t min_bytes) const {
    const Json* found = child(key, need, Json::value_t::string);
    if (!found) return {};
    const auto& text = found->get_ref<const std::string&>();
    if (text.size() < min_bytes) fail(key, "must not be empty");
    return text;
}

bool Fields::boolean(const char* key, bool fallback) const {
    const Json* found = child(key, Need::optional, Json::value_t::boolean);
    return found ? found->get<bool>() : fallback;
}

std::int64_t Fields::integer(const char* key, std::int64_t least, std::int64_t most, std::int64_t fallback,
                             Need need) const {
    const Json* found = child(key, need, Json::value_t::number_integer);
    if (!found) return fallback;
    const auto n = as_integer(*found);
    if (!n || *n < least || *n > most) {
        fail(key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return fallback;
    }
    return *n;
}

std::size_t Fields::one_of(const char* key, std::span<const char* const> names, std::size_t fallback,
                           Need need) const {
    const Json* found = child(key, need, Json::value_t::string);
    if (!found) return fallback;
    const auto& text = found->get_ref<const std::string&>();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (text == names[i]) return i;
    }
    std::string all;
    for (const char* name : names) all += (all.empty() ? "" : ", ") + std::string(name);
    fail(key, "is not one of the known words", "use one of " + all);
    return fallback;
}

std::optional<Digest> Fields::digest(const char* key, Need need) const {
    const Json* found = child(key, need, Json::value_t::string);
    if (!found) return std::nullopt;
    auto digest = Digest::from_text(found->get_ref<const std::string&>());
    if (digest) return *digest;
    fail(key, digest.error().message, digest.error().remedy);
    return std::nullopt;
}

std::optional<TimeMs> Fields::time(const char* key, Need need, const char* code) const {
    const Json* found = child(key, need, Json::value_t::string);
    if (!found) return std::nullopt;
    const auto time = parse_rfc3339(found->get_ref<const std::string&>());
    if (time) return *time;
    fail(key, "is not a point in time: " + time.error().message, "write it as 2026-11-21T09:12:00Z", code);
    return std::nullopt;
}

std::vector<std::string> Fields::texts(const char* key, Need need) const {
    std::vector<std::string> out;
    const Json* found = child(key, need, Json::value_t::array);
    if (!found) return out;
    out.reserve(found->size());
    for (std::size_t i = 0; i < found->size(); ++i) {
        if (!(*found)[i].is_string()) {
            Fields element((*found)[i], *this, key, i);
            element.fail(nullptr, must_be("a string", (*found)[i]));
            return out;
        }
        out.push_back((*found)[i].get<std::string>());
    }
    return out;
}

}  // namespace casement::json
