#include <app/route.hpp>

namespace casement::app {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
            hex_digit(text[i + 2]) >= 0) {
            out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string encode(std::string_view text) {
    constexpr std::string_view kPlain = "-._~";
    constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           kPlain.find(c) != std::string_view::npos;
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

}  // namespace

Route read_route(std::string_view hash) {
    Route route;
    if (hash.starts_with('#')) hash.remove_prefix(1);
    std::string_view rest = hash;
    const auto next = [&]() {
        if (!rest.starts_with('/')) return std::string_view{};
        rest.remove_prefix(1);
        const auto end = std::min(rest.find('/'), rest.size());
        const auto segment = rest.substr(0, end);
        rest.remove_prefix(end);
        return segment;
    };
    if (next() != "b") return route;
    route.bundle = decode(next());
    if (next() == "c") route.case_id = decode(next());
    return route;
}

std::string write_route(const Route& route) {
    if (route.bundle.empty()) return "#/";
    std::string hash = "#/b/" + encode(route.bundle);
    if (!route.case_id.empty()) hash += "/c/" + encode(route.case_id);
    return hash;
}

}  // namespace casement::app
