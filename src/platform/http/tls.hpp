#pragma once
// TLS 1.2 and 1.3 by OpenSSL; the certificate can be read again while running.

#include <memory>
#include <mutex>
#include <string>

typedef struct ssl_st SSL;
typedef struct ssl_ctx_st SSL_CTX;

namespace clinic::http {

struct SslFree {
    void operator()(SSL*) const;
};
using SslHandle = std::unique_ptr<SSL, SslFree>;

class Tls {
public:
    /// Throws std::runtime_error naming the file that is not good.
    Tls(std::string certificate_file, std::string key_file);

    /// For an accepted socket, which must be non-blocking. Throws std::bad_alloc.
    [[nodiscard]] SslHandle session(int socket) const;

    /// As the constructor; on a throw the old certificate stays in use.
    void reload();

private:
    [[nodiscard]] std::shared_ptr<SSL_CTX> load() const;

    std::string certificate_file_;
    std::string key_file_;
    mutable std::mutex mutex_;
    std::shared_ptr<SSL_CTX> context_;
};

} // namespace clinic::http
