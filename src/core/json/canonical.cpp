#include <core/base/sorted.hpp>
#include <core/json/canonical.hpp>
#include <core/json/text.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace casement::json {
namespace {

bool bytes_order_as_utf16(const Json::object_t& object) {
    for (const auto& [key, value] : object) {
        for (const char c : key) {
            if (static_cast<std::uint8_t>(c) >= 0xEE) return false;
        }
    }
    return true;
}

class Writer {
  public:
    std::string out;
    Error error;

    bool write(const Json& value) {
        switch (value.type()) {
            case Json::value_t::null:
                out += "null";
                return true;
            case Json::value_t::boolean:
                out += value.get<bool>() ? "true" : "false";
                return true;
            case Json::value_t::number_integer:
                return integer(value.get<std::int64_t>());
            case Json::value_t::number_unsigned: {
                const auto number = value.get<std::uint64_t>();
                if (number > INT64_MAX) return floating(static_cast<double>(number));
                return integer(static_cast<std::int64_t>(number));
            }
            case Json::value_t::number_float:
                return floating(value.get<double>());
            case Json::value_t::string:
                return string(value.get_ref<const std::string&>());
            case Json::value_t::array:
                return array(value.get_ref<const Json::array_t&>());
            case Json::value_t::object:
                return object(value.get_ref<const Json::object_t&>());
            default:
                return fail("json.syntax", "the value has no JSON form");
        }
    }

  private:
    bool fail(const char* code, const char* message) {
        error = {code, "", message, ""};
        return false;
    }

    // An integer that a double cannot hold is written as the double nearest to it: what any reader would get.
    bool integer(std::int64_t value) {
        constexpr std::int64_t kExact = std::int64_t{1} << 53;
        if (value > kExact || value < -kExact) return floating(static_cast<double>(value));
        char buffer[24];
        out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
        return true;
    }

    bool floating(double value) {
        if (!std::isfinite(value)) return fail("json.number_range", "the number is not finite");
        out += number_text(value);
        return true;
    }

    bool string(const std::string& text) {
        if (find_invalid_utf8(text) != std::string_view::npos)
            return fail("json.encoding", "the string is not UTF-8");
        quote(text);
        return true;
    }

    void quote(std::string_view text) {
        constexpr char kDigits[] = "0123456789abcdef";
        out += '"';
        std::size_t from = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (static_cast<std::uint8_t>(c) >= 0x20 && c != '"' && c != '\\') continue;
            out += text.substr(from, i - from);
            from = i + 1;
            out += '\\';
            switch (c) {
                case '\b':
                    out += 'b';
                    break;
                case '\t':
                    out += 't';
                    break;
                case '\n':
                    out += 'n';
                    break;
                case '\f':
                    out += 'f';
                    break;
                case '\r':
                    out += 'r';
                    break;
                case '"':
                case '\\':
                    out += c;
                    break;
                default:
                    out += "u00";
                    out += kDigits[c >> 4];
                    out += kDigits[c & 15];
            }
        }
        out += text.substr(from);
        out += '"';
    }

    bool array(const Json::array_t& elements) {
        out += '[';
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (i != 0) out += ',';
            if (!write(elements[i])) return outward(std::to_string(i));
        }
        out += ']';
        return true;
    }

    bool object(const Json::object_t& members) {
        out += '{';
        bool good = true;
        if (bytes_order_as_utf16(members)) {
            bool first = true;
            for (const auto& [key, value] : members) {
                if (!(good = member(key, value, std::exchange(first, false)))) break;
            }
        } else {
            std::vector<const Json::object_t::value_type*> sorted;
            sorted.reserve(members.size());
            for (const auto& entry : members) sorted.push_back(&entry);
            heap_sort(sorted, [](const auto* a, const auto* b) { return utf16_less(a->first, b->first); });
            for (const auto* entry : sorted) {
                if (!(good = member(entry->first, entry->second, entry == sorted.front()))) break;
            }
        }
        out += '}';
        return good;
    }

    bool member(const std::string& key, const Json& value, bool first) {
        if (!first) out += ',';
        if (!string(key)) return false;
        out += ':';
        return write(value) || outward(key);
    }

    // Builds the place of a failure on the way out, so that success costs nothing.
    bool outward(std::string_view token) {
        std::string outer;
        append_pointer_token(outer, token);
        error.place = outer + error.place;
        return false;
    }
};

}  // namespace

Result<std::string> canonical(const Json& value) {
    Writer writer;
    if (!writer.write(value)) return std::move(writer.error);
    return std::move(writer.out);
}

}  // namespace casement::json
