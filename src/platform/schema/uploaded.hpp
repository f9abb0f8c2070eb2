#pragma once
// A file that came with a form, as a field of a request type: api::field("file", &AddDocument::file, "The file").

#include "platform/core/byte_source.hpp"
#include "platform/schema/schema.hpp"

#include <memory>
#include <string>

namespace clinic::api {

struct Uploaded {
    std::string name; ///< as the client calls it: for display alone, never a path
    std::string claimed_type; ///< what the client says it is: not to be believed
    std::shared_ptr<const ByteSource> bytes;
};

/// The member of a request type; never null when the request was read.
using UploadedFile = std::shared_ptr<const Uploaded>;

template <> struct Type<UploadedFile> {
    static void read(const In& in, UploadedFile& value, Report& report, const Limits&)
    {
        value = in.file();
        if (!value) report_not_a_file(report);
    }
    static std::string describe(Describer&, const Limits&)
    {
        return R"({"type":"string","format":"binary"})";
    }
};

} // namespace clinic::api
