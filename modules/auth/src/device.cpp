#include "device.hpp"

#include <algorithm>
#include <array>

namespace clinic::auth {
namespace {

struct Sign {
    std::string_view token; ///< in the User-Agent
    std::string_view name;
};

// The order matters: each browser also claims to be those behind it.
constexpr std::array browsers{
    Sign{"Edg/", "Edge"},
    Sign{"EdgA/", "Edge"},
    Sign{"OPR/", "Opera"},
    Sign{"SamsungBrowser/", "Samsung Internet"},
    Sign{"Firefox/", "Firefox"},
    Sign{"FxiOS/", "Firefox"},
    Sign{"CriOS/", "Chrome"},
    Sign{"Chrome/", "Chrome"},
    Sign{"Chromium/", "Chrome"},
    Sign{"Safari/", "Safari"},
};
constexpr std::array systems{
    Sign{"iPhone", "iPhone"},
    Sign{"iPad", "iPad"},
    Sign{"Android", "Android"},
    Sign{"Windows", "Windows"},
    Sign{"CrOS", "ChromeOS"},
    Sign{"Mac OS X", "macOS"},
    Sign{"Linux", "Linux"},
};

template <std::size_t N>
std::string_view named(const std::array<Sign, N>& signs, std::string_view agent)
{
    const auto found = std::ranges::find_if(
        signs, [&](const Sign& sign) { return agent.contains(sign.token); });
    return found == signs.end() ? std::string_view() : found->name;
}

bool is_product_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

} // namespace

std::string device_of(std::string_view user_agent)
{
    const auto browser = named(browsers, user_agent);
    if (browser.empty()) {
        const auto end = std::ranges::find_if_not(user_agent, is_product_letter);
        const auto length = static_cast<std::size_t>(end - user_agent.begin());
        return std::string(user_agent.substr(0, std::min<std::size_t>(length, 60)));
    }
    const auto system = named(systems, user_agent);
    return system.empty() ? std::string(browser)
                          : std::string(browser) + ", " + std::string(system);
}

} // namespace clinic::auth
