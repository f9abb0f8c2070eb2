#pragma once
// A string that nobody prints by accident: no stream, no formatter, no comparison; wiped when it
// goes.

#include <string>
#include <string_view>
#include <utility>

namespace clinic {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : text_(other.text_) { other.wipe(); }
    Secret& operator=(const Secret& other)
    {
        if (this != &other) {
            wipe();
            text_ = other.text_;
        }
        return *this;
    }
    ~Secret() { wipe(); }

    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] const std::string& reveal() const { return text_; }

private:
    void wipe() noexcept; // in secret.cpp, where the compiler cannot leave it out
    std::string text_;
};

} // namespace clinic
