#pragma once
// Averages rows of a large picture into a small one as they come.

#include "picture.hpp"

#include <algorithm>
#include <span>

namespace clinic::documents {

class Shrinker {
public:
    /// Keeps the proportions; never enlarges.
    Shrinker(int width, int height, int longest) : in_width_(width), in_height_(height)
    {
        const auto side = std::max(width, height);
        const auto scaled = [&](int length) {
            const auto wanted =
                side <= longest ? length : static_cast<int>(std::int64_t{length} * longest / side);
            return std::max(1, wanted);
        };
        out_.width = scaled(width);
        out_.height = scaled(height);
        sums_.resize(static_cast<std::size_t>(out_.width) * 4);
        counts_.resize(static_cast<std::size_t>(out_.width));
        out_.pixels.reserve(sums_.size() * static_cast<std::size_t>(out_.height));
    }

    /// The next row: four bytes a pixel.
    void add(std::span<const std::uint8_t> row)
    {
        for (int x = 0; x < in_width_; ++x) {
            const auto to = static_cast<std::size_t>(std::int64_t{x} * out_.width / in_width_);
            const auto from = static_cast<std::size_t>(x) * 4;
            const std::uint64_t opacity = row[from + 3];
            // Colours weigh by their opacity: what is unseen must not tint what is seen.
            for (std::size_t i = 0; i < 3; ++i) sums_[to * 4 + i] += row[from + i] * opacity;
            sums_[to * 4 + 3] += opacity;
            ++counts_[to];
        }
        ++rows_;
        if (std::int64_t{rows_} * out_.height / in_height_ > done_) emit();
    }

    [[nodiscard]] Picture take() { return std::move(out_); }

private:
    void emit()
    {
        for (std::size_t x = 0; x < counts_.size(); ++x) {
            const auto opacity = sums_[x * 4 + 3];
            for (std::size_t i = 0; i < 3; ++i) {
                out_.pixels.push_back(
                    opacity == 0 ? 255 : static_cast<std::uint8_t>(sums_[x * 4 + i] / opacity));
            }
            const auto average = static_cast<std::uint8_t>(
                opacity / std::max<std::uint64_t>(counts_[x], 1));
            out_.opaque = out_.opaque && average == 255;
            out_.pixels.push_back(average);
        }
        std::ranges::fill(sums_, 0);
        std::ranges::fill(counts_, 0);
        ++done_;
    }

    int in_width_;
    int in_height_;
    int rows_ = 0;
    int done_ = 0;
    Picture out_;
    std::vector<std::uint64_t> sums_;
    std::vector<std::uint64_t> counts_;
};

} // namespace clinic::documents
