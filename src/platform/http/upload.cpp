#include "platform/http/upload.hpp"

#include "platform/core/text.hpp"

#include <system_error>

namespace clinic::http {
namespace {

constexpr FormLimits limits{};

} // namespace

Upload::Upload(std::string_view content_type, std::size_t max_bytes, UploadRoom& room)
    : max_bytes_(max_bytes), room_(room), has_place_(room.free_places.fetch_sub(1) > 0)
{
    const auto boundary = boundary_of(content_type);
    if (boundary) reader_.emplace(*boundary, limits);
    if (!has_place_) fault_ = Fault::busy;
    else if (!boundary) fault_ = Fault::not_a_form;
}

Upload::~Upload()
{
    room_.free_places.fetch_add(1);
}

bool Upload::receive(std::string_view bytes)
{
    if (fault_ != Fault::none) return false;
    try {
        const auto wrong = reader_->feed(bytes, *this);
        // What was unwanted has said why itself.
        return !wrong || (fault_ == Fault::none ? stop(Fault::malformed) : false);
    } catch (const std::system_error& error) {
        if (error.code() == std::errc::no_space_on_device) return stop(Fault::disk_full);
        throw;
    }
}

Upload::Fault Upload::fault() const
{
    if (fault_ != Fault::none) return fault_;
    for (const auto& [name, value] : fields_) {
        if (!text::is_utf8(value)) return Fault::malformed; // all text in the house is UTF-8
    }
    return reader_->finished() ? Fault::none : Fault::malformed;
}

bool Upload::begin(FormPart part)
{
    in_file_ = part.file_name.has_value();
    digest_.add("\n" + part.name + "\n" + part.file_name.value_or("") + "\n");
    if (in_file_) return begin_file(std::move(part));
    fields_.emplace_back(std::move(part.name), "");
    return true;
}

bool Upload::begin_file(FormPart part)
{
    if (file_) return stop(Fault::two_files);
    spool_ = std::make_shared<crypto::ScratchFile>(room_.folder);
    file_field_ = std::move(part.name);
    file_ = std::make_shared<api::Uploaded>(
        api::Uploaded{*std::move(part.file_name), std::move(part.type), spool_});
    return true;
}

bool Upload::take(std::string_view bytes)
{
    digest_.add(bytes);
    if (in_file_) {
        if (bytes.size() > max_bytes_ - spool_->size()) return stop(Fault::too_large);
        spool_->append(bytes);
        return true;
    }
    auto& value = fields_.back().second;
    field_bytes_ += bytes.size();
    if (value.size() + bytes.size() > limits.field || field_bytes_ > limits.fields)
        return stop(Fault::field_too_long);
    value += bytes;
    return true;
}

bool Upload::stop(Fault fault)
{
    fault_ = fault;
    return false;
}

const std::string& Upload::digest()
{
    if (digest_text_.empty()) digest_text_ = digest_.finish();
    return digest_text_;
}

} // namespace clinic::http
