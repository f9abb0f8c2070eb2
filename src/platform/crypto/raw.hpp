#pragma once
// Our strings of bytes, as libsodium wants to see them. For the sources of this folder.

#include <string>
#include <string_view>

namespace clinic::crypto {

inline const unsigned char* raw(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* raw(std::string& bytes)
{
    return reinterpret_cast<unsigned char*>(bytes.data());
}

}
