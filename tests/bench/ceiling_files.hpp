#pragma once
// What the bare server does with files: sealed in chunks by the product's cipher, durable before the answer, and back again.

#include <filesystem>
#include <string>
#include <string_view>

/// Files of one folder under a key that lives as long as the process.
class Files {
public:
    explicit Files(std::filesystem::path folder);

    /// The name of the file that now holds the bytes, durably.
    [[nodiscard]] std::string put(std::string_view bytes) const;
    /// Throws when there is none of that name, or when it is not what was written.
    [[nodiscard]] std::string get(std::string_view name) const;

private:
    std::filesystem::path folder_;
    std::string key_;
};
