#include <core/json/json.hpp>
#include <core/json/text.hpp>

namespace casement::json {
namespace {

std::string byte_place(std::size_t offset) {
    return "byte " + std::to_string(offset);
}

// Builds the value from nlohmann's SAX events, and stops at the first thing the strict profile refuses.
// The member functions' names and signatures are nlohmann's.
class Builder {
  public:
    explicit Builder(int max_depth) : max_depth_(max_depth) {}

    Json& root() { return root_; }
    Error& error() { return error_; }

    bool null() { return add(nullptr); }
    bool boolean(bool value) { return add(value); }
    bool number_integer(Json::number_integer_t value) { return add(value); }
    bool number_unsigned(Json::number_unsigned_t value) { return add(value); }
    bool number_float(Json::number_float_t value, const std::string&) { return add(value); }
    bool string(std::string& value) { return add(std::move(value)); }
    bool binary(Json::binary_t&) { return false; }

    bool start_object(std::size_t) { return open(Json::value_t::object); }
    bool start_array(std::size_t) { return open(Json::value_t::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        auto [place, inserted] =
            open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(name), nullptr);
        slot_ = &place->second;
        keys_.back() = &place->first;
        if (inserted) return true;
        error_ = {"json.duplicate_key", pointer(), "the object has two members of this name",
                  "keep one of the two members"};
        return false;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& exception) {
        // nlohmann counts bytes from 1 and has read the offending one.
        const std::string at = byte_place(position == 0 ? 0 : position - 1);
        if (exception.id == 406) {
            error_ = {"json.number_range", value_pointer(), "the number is beyond the range of a double",
                      "write a number of at most 1.7976931348623157e308 in size, or a string"};
        } else if (std::string_view(exception.what()).find("surrogate") != std::string_view::npos) {
            error_ = {"json.surrogate", value_pointer(),
                      "the string has half of a surrogate pair (" + at + ")",
                      "write both halves, or the character itself"};
        } else {
            error_ = {"json.syntax", at, "the text is not JSON here", "correct it by RFC 8259"};
        }
        return false;
    }

  private:
    template <class Value>
    bool add(Value&& value) {
        if (open_.empty()) {
            root_ = Json(std::forward<Value>(value));
            return true;
        }
        if (slot_ != nullptr) {
            *std::exchange(slot_, nullptr) = Json(std::forward<Value>(value));
            return true;
        }
        open_.back()->get_ref<Json::array_t&>().emplace_back(std::forward<Value>(value));
        return true;
    }

    bool open(Json::value_t type) {
        if (open_.size() >= static_cast<std::size_t>(max_depth_)) {
            error_ = {"json.depth", value_pointer(),
                      "arrays and objects are nested deeper than " + std::to_string(max_depth_),
                      "make the document flatter"};
            return false;
        }
        Json* container = &root_;
        if (slot_ != nullptr) {
            container = std::exchange(slot_, nullptr);
        } else if (!open_.empty()) {
            container = &open_.back()->get_ref<Json::array_t&>().emplace_back(nullptr);
        }
        *container = Json(type);
        open_.push_back(container);
        keys_.push_back(nullptr);
        return true;
    }

    bool close() {
        open_.pop_back();
        keys_.pop_back();
        return true;
    }

    // The member whose key was read last in the innermost container, or the last element.
    std::string pointer() const {
        std::string text;
        for (std::size_t i = 0; i < open_.size(); ++i) {
            if (keys_[i] != nullptr) {
                append_pointer_token(text, *keys_[i]);
            } else if (open_[i]->is_array() && i + 1 < open_.size()) {
                append_pointer_token(text, std::to_string(open_[i]->size() - 1));
            }
        }
        return text;
    }

    // The value that is being read and was not added yet. Between two members there is none: then the
    // object's.
    std::string value_pointer() const {
        std::string text;
        for (std::size_t i = 0; i < open_.size(); ++i) {
            const bool innermost = i + 1 == open_.size();
            if (open_[i]->is_array()) {
                append_pointer_token(text, std::to_string(open_[i]->size() - (innermost ? 0 : 1)));
            } else if (keys_[i] != nullptr && (!innermost || slot_ != nullptr)) {
                append_pointer_token(text, *keys_[i]);
            }
        }
        return text;
    }

    int max_depth_;
    Json root_;
    Error error_;
    std::vector<Json*> open_;               // the containers around the current place, outermost first
    std::vector<const std::string*> keys_;  // the latest member name of each, null in arrays
    Json* slot_ = nullptr;                  // where a member's value goes; null inside an array
};

const Json kNull;

}  // namespace

Result<Json> parse(std::string_view text, const Limits& limits) {
    if (text.size() > limits.max_bytes) {
        return Error{"json.size", byte_place(limits.max_bytes),
                     "the document has " + std::to_string(text.size()) + " bytes, more than the limit of " +
                         std::to_string(limits.max_bytes),
                     "split the document"};
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        return Error{"json.encoding", byte_place(0), "the document begins with a byte-order mark",
                     "save it as UTF-8 without one"};
    }
    if (const std::size_t at = find_invalid_utf8(text); at != std::string_view::npos) {
        return Error{"json.encoding", byte_place(at), "the document is not UTF-8", "save it as UTF-8"};
    }
    // The library takes it for the end of the document, and would not look at what stands behind it.
    if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
        return Error{"json.syntax", byte_place(at), "the document holds a null byte",
                     "JSON spells it as \\u0000, within a string"};
    }
    Builder builder(limits.max_depth);
    if (!Json::sax_parse(text.data(), text.data() + text.size(), &builder)) return std::move(builder.error());
    return std::move(builder.root());
}

const Json& get(const Json& object, const char* key) {
    if (!object.is_object()) return kNull;
    const auto found = object.find(key);
    return found == object.end() ? kNull : *found;
}

std::string get_string(const Json& object, const char* key, std::string_view fallback) {
    const Json& value = get(object, key);
    return value.is_string() ? value.get_ref<const std::string&>() : std::string(fallback);
}

bool get_bool(const Json& object, const char* key, bool fallback) {
    const Json& value = get(object, key);
    return value.is_boolean() ? value.get<bool>() : fallback;
}

std::int64_t get_int(const Json& object, const char* key, std::int64_t fallback) {
    const Json& value = get(object, key);
    constexpr double kEdge = 9223372036854775808.0;  // 2^63
    if (value.is_number_float()) {
        // 3.0 is the integer 3 in JSON; 3.5 is none.
        const double number = value.get<double>();
        if (!(number >= -kEdge && number < kEdge)) return fallback;
        const auto whole = static_cast<std::int64_t>(number);
        return static_cast<double>(whole) == number ? whole : fallback;
    }
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX) return fallback;
    return value.is_number_integer() ? value.get<std::int64_t>() : fallback;
}

}  // namespace casement::json
