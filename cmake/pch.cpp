// Gives the precompiled header a target to belong to; the header's list is in clinic.cmake.
