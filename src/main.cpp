// Wiring only: the browser as the platform, the console on top of it.
#include <platform/web/platform.hpp>
#include <ui/console.hpp>

int main() {
    // Both live as long as the page: the platform's events arrive after main has returned.
    static const auto platform = casement::web::make_web_platform();
    static casement::ui::Console console(*platform);
    platform->start(console);
    console.start();
    return 0;
}
