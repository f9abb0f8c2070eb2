#include "commands.hpp"

#include <cstdio>
#include <exception>
#include <fmt/format.h>

int main(int argc, char** argv)
{
    try {
        return clinic::run_command(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "monoclinic: {}\n", error.what());
        return 1;
    }
}
