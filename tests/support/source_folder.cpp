#include "support/source_folder.hpp"

namespace clinic::test {

std::filesystem::path source_folder()
{
    return CLINIC_SOURCE_DIR;
}

} // namespace clinic::test
