// Typed reading of a JSON document that came from outside, with precise errors and without exceptions.
//
// A Fields stands on one object. Its getters check the type and the range and remember the first failure of
// the whole document in the Reading; after a failure they give fallbacks, so a reader is straight-line code
// that asks once at its end. Places are JSON pointers, built only when something is wrong. A null member is
// not a value: it is of the wrong type.
#pragma once

#include <core/base/digest.hpp>
#include <core/base/time.hpp>
#include <core/json/json.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace casement::json {

// One reading of one document: the code that a wrong type or range gets ("case.schema"), and the first
// failure.
struct Reading {
    std::string code;
    std::optional<Error> failure;

    bool ok() const { return !failure; }
};

enum class Need { optional, required };

class Fields {
  public:
    Fields(const Json& value, Reading& reading);  // the root

    bool has(const char* key) const;
    const Json& value() const { return *value_; }
    std::string pointer(const char* key = nullptr) const;

    // Records a failure at a member (or at the object itself). Only the first one of a reading is kept.
    void fail(const char* key, std::string message, std::string remedy = {},
              const char* code = nullptr) const;

    // The same for an error within the member, whose place is a pointer from there on.
    void fail_within(const char* key, const Error& inner, const char* code) const;

    std::string text(const char* key, Need need = Need::optional, std::size_t min_bytes = 0) const;
    bool boolean(const char* key, bool fallback = false) const;
    std::int64_t integer(const char* key, std::int64_t least, std::int64_t most, std::int64_t fallback,
                         Need need = Need::optional) const;
    // The index of the member's text in `names`; a text that is none of them fails and names them all.
    std::size_t one_of(const char* key, std::span<const char* const> names, std::size_t fallback,
                       Need need = Need::optional) const;
    std::optional<Digest> digest(const char* key, Need need = Need::optional) const;
    std::optional<TimeMs> time(const char* key, Need need, const char* code) const;
    std::vector<std::string> texts(const char* key, Need need = Need::optional) const;

    // Calls read(Fields) for the object, or for each element, each of which must be an object.
    template <class Read>
    bool object(const char* key, Read read, Need need = Need::optional) const {
        const Json* found = child(key, need, Json::value_t::object);
        if (found) read(Fields(*found, *this, key, kNoIndex));
        return found != nullptr;
    }
    template <class Read>
    void each(const char* key, Read read, Need need = Need::optional, std::size_t least = 0,
              std::size_t most = kNoIndex, const char* limit_code = nullptr) const {
        const Json* found = array(key, need, least, most, limit_code);
        for (std::size_t i = 0; found && i < found->size() && reading_->ok(); ++i) {
            Fields element((*found)[i], *this, key, i);
            if (element.check_object()) read(element);
        }
    }

    static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

  private:
    Fields(const Json& value, const Fields& parent, const char* key, std::size_t index);
    const Json* child(const char* key, Need need, Json::value_t type) const;
    const Json* array(const char* key, Need need, std::size_t least, std::size_t most,
                      const char* limit_code) const;
    bool check_object() const;

    const Json* value_;
    Reading* reading_;
    const Fields* parent_ = nullptr;
    const char* key_ = nullptr;
    std::size_t index_ = kNoIndex;
};

// An integer, or a number without a fraction within what a double holds exactly (1.0 is 1, as in JSON
// Schema).
std::optional<std::int64_t> as_integer(const Json& value);

}  // namespace casement::json
