#include "platform/core/secret.hpp"

#include <string.h> // explicit_bzero

namespace clinic {

void Secret::wipe() noexcept
{
    explicit_bzero(text_.data(), text_.size());
    text_.clear();
}

}
