#include "demo_pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <vector>
#include <zlib.h>

namespace clinic::demo {
namespace {

struct Colour {
    double red;
    double green;
    double blue;
};

Colour between(const Colour& a, const Colour& b, double share)
{
    const double rest = 1 - share;
    return {a.red * rest + b.red * share, a.green * rest + b.green * share,
        a.blue * rest + b.blue * share};
}

class Picture {
public:
    Picture(int width, int height) : width_(width), height_(height) {}

    /// `colour(x, y)` with both from 0 to 1; y grows downwards.
    template <class F> void paint(F colour)
    {
        rows_.clear();
        for (int row = 0; row < height_; ++row) {
            rows_.push_back('\0'); // PNG filter: none
            for (int column = 0; column < width_; ++column) {
                const Colour c = colour((column + 0.5) / width_, (row + 0.5) / height_);
                for (const double part : {c.red, c.green, c.blue}) {
                    rows_.push_back(static_cast<char>(std::clamp(part, 0.0, 255.0)));
                }
            }
        }
    }

    [[nodiscard]] std::string png() const
    {
        std::string head = number(width_) + number(height_);
        head.append({8, 2, 0, 0, 0}); // 8 bits, RGB
        return std::string("\x89PNG\r\n\x1a\n") + chunk("IHDR", head) + chunk("IDAT", packed()) +
               chunk("IEND", "");
    }

private:
    static std::string number(std::uint32_t value)
    {
        std::string bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<char>(value >> shift));
        return bytes;
    }
    static std::string number(int value) { return number(static_cast<std::uint32_t>(value)); }

    static std::string chunk(std::string_view type, std::string_view data)
    {
        const std::string body = std::string(type).append(data);
        const auto check = crc32(
            0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
        return number(static_cast<std::uint32_t>(data.size())) + body +
               number(static_cast<std::uint32_t>(check));
    }

    [[nodiscard]] std::string packed() const
    {
        auto size = compressBound(rows_.size());
        std::string out(size, '\0');
        const auto done = compress2(reinterpret_cast<Bytef*>(out.data()), &size,
            reinterpret_cast<const Bytef*>(rows_.data()), rows_.size(), Z_BEST_SPEED);
        if (done != Z_OK) throw std::logic_error("a demo picture could not be packed");
        out.resize(size);
        return out;
    }

    int width_;
    int height_;
    std::string rows_;
};

struct Season {
    Colour high;
    Colour low;
    Colour sun;
    Colour near_hill;
    Colour far_hill;
};
constexpr std::array<Season, 4> seasons{
    {{{126, 178, 214}, {246, 232, 205}, {255, 240, 190}, {44, 94, 70}, {140, 176, 158}},
        {{88, 140, 190}, {250, 222, 178}, {255, 226, 150}, {92, 120, 40}, {168, 186, 120}},
        {{108, 98, 140}, {248, 186, 130}, {255, 214, 140}, {120, 62, 36}, {196, 140, 110}},
        {{150, 172, 192}, {238, 240, 242}, {255, 252, 236}, {70, 92, 104}, {176, 192, 200}}}};

/// Where the hill of that layer (0 is the farthest) ends against the sky.
double ridge(double x, int layer, int number)
{
    const double shift = number * 1.7 + layer * 2.3;
    const double wave = std::sin(x * (4 + layer) + shift) +
                        0.4 * std::sin(x * (11 + 2 * layer) + 2 * shift);
    return 0.52 + 0.13 * layer + 0.06 * wave;
}

constexpr int layers = 4;

} // namespace

std::string landscape_png(int number)
{
    const auto& season = seasons.at(static_cast<std::size_t>(number) % seasons.size());
    const double sun_x = 0.2 + 0.6 * std::abs(std::sin(number * 2.1));
    Picture picture(960, 540);
    picture.paint([&](double x, double y) {
        for (int layer = layers - 1; layer >= 0; --layer) {
            if (y > ridge(x, layer, number)) {
                return between(season.far_hill, season.near_hill, layer / (layers - 1.0));
            }
        }
        const double far = std::hypot((x - sun_x) * 16 / 9, y - 0.3);
        if (far < 0.07) return season.sun;
        const auto sky = between(season.high, season.low, std::min(1.0, y / 0.6));
        return between(season.sun, sky, std::clamp((far - 0.07) / 0.25, 0.0, 1.0));
    });
    return picture.png();
}

std::string portrait_png(int number)
{
    constexpr std::array<std::array<Colour, 3>, 2> palettes{
        {{{{214, 226, 222}, {14, 90, 94}, {214, 168, 136}}},
            {{{238, 224, 208}, {122, 78, 159}, {156, 106, 78}}}}};
    const auto& [wall, shirt, skin] = palettes.at(static_cast<std::size_t>(number) % 2);
    const Colour hair = number % 2 == 0 ? Colour{70, 52, 40} : Colour{34, 28, 30};
    Picture picture(400, 400);
    picture.paint([&, &wall = wall, &shirt = shirt, &skin = skin](double x, double y) {
        const double face = std::hypot((x - 0.5) / 0.15, (y - 0.42) / 0.19);
        const double cap = std::hypot(
            (x - 0.5) / 0.19, (y - 0.36) / (number % 2 == 0 ? 0.19 : 0.25));
        const double shoulders = std::hypot((x - 0.5) / 0.36, (y - 1.02) / 0.36);
        if (face < 1 && !(cap < 1 && y < 0.34)) return skin;
        if (std::abs(x - 0.5) < 0.07 && y > 0.5 && y < 0.72) return skin;
        if (shoulders < 1) return shirt;
        if (cap < 1) return hair;
        return between(wall, {255, 255, 255}, 0.35 * (1 - y));
    });
    return picture.png();
}

} // namespace clinic::demo
