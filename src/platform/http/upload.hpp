#pragma once
// A form with a file, on its way in: fields are kept in memory within narrow limits, the file goes to a nameless,
// enciphered temporary file as it arrives. A row asks for it with the option http::upload(max_bytes).

#include "platform/crypto/scratch_file.hpp"
#include "platform/http/multipart.hpp"
#include "platform/schema/uploaded.hpp"

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clinic::http {

/// How many uploads may be under way at once, and where their bytes wait.
struct UploadRoom {
    std::filesystem::path folder;
    std::atomic<int> free_places = 64;
};

class Upload final : private FormSink {
public:
    /// `content_type` is the request's; `max_bytes` is the file's limit. The room must outlive it.
    Upload(std::string_view content_type, std::size_t max_bytes, UploadRoom& room);
    ~Upload() override;

    enum class Fault {
        none,
        busy,
        not_a_form,
        malformed,
        two_files,
        field_too_long,
        too_large,
        disk_full
    };

    /// The next bytes of the body. False when no more of them are wanted: fault() says why.
    [[nodiscard]] bool receive(std::string_view bytes);
    /// Once the body has ended.
    [[nodiscard]] Fault fault() const;
    /// Of fields and file, whatever the boundary was.
    [[nodiscard]] const std::string& digest();

    using Fields = std::vector<std::pair<std::string, std::string>>;
    [[nodiscard]] const Fields& fields() const { return fields_; }
    /// The name of the form's file field, and the file.
    [[nodiscard]] const std::string& file_field() const { return file_field_; }
    [[nodiscard]] const std::shared_ptr<const api::Uploaded>& file() const { return file_; }

    /// How much longer than its file a form may be.
    static constexpr std::size_t envelope = 96 * 1024;

private:
    bool begin(FormPart part) override;
    bool take(std::string_view bytes) override;
    void end() override {}
    bool begin_file(FormPart part);
    bool stop(Fault fault);

    std::size_t max_bytes_;
    UploadRoom& room_;
    bool has_place_;
    Fault fault_ = Fault::none;
    std::optional<FormReader> reader_;
    Fields fields_;
    std::size_t field_bytes_ = 0;
    bool in_file_ = false;
    std::string file_field_;
    std::shared_ptr<const api::Uploaded> file_;
    std::shared_ptr<crypto::ScratchFile> spool_;
    crypto::Digest digest_;
    std::string digest_text_;
};

} // namespace clinic::http
