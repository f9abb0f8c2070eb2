#pragma once
// Where the sources are, for tests that look at files of the tree.

#include <filesystem>

namespace clinic::test {

[[nodiscard]] std::filesystem::path source_folder();

} // namespace clinic::test
