// Deep links: "#/b/<bundle>/c/<case>", each part percent-encoded. <bundle> is the server's id of a bundle, or
// its address where it is not one of the server's list.
#pragma once

#include <string>
#include <string_view>

namespace casement::app {

struct Route {
    std::string bundle, case_id;  // empty: not named
    bool operator==(const Route&) const = default;
};

Route read_route(std::string_view hash);  // anything else is the empty route
std::string write_route(const Route& route);

}  // namespace casement::app
