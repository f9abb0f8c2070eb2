#include "platform/http/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <csignal>
#include <new>
#include <stdexcept>
#include <string_view>

namespace clinic::http {
namespace {

/// Forward secrecy and authenticated encryption only (BSI TR-02102-2, Mozilla "intermediate" less CBC).
constexpr const char* tls12_ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                                      "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                                      "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

/// RFC 7301: of what the client offers we speak "http/1.1"; with none of it, go on without a choice.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size,
    const unsigned char* in, unsigned int in_size, void*)
{
    constexpr std::string_view ours = "http/1.1";
    for (unsigned int i = 0; i < in_size; i += in[i] + 1u) {
        const std::string_view offered(reinterpret_cast<const char*>(in + i + 1), in[i]);
        if (offered != ours) continue;
        *out = in + i + 1;
        *out_size = in[i];
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_NOACK;
}

[[noreturn]] void fail(const std::string& what)
{
    const unsigned long code = ERR_get_error();
    const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    ERR_clear_error();
    throw std::runtime_error(what + (reason ? std::string(": ") + reason : std::string()));
}

} // namespace

void SslFree::operator()(SSL* ssl) const
{
    SSL_free(ssl);
}

Tls::Tls(std::string certificate_file, std::string key_file)
    : certificate_file_(std::move(certificate_file)),
      key_file_(std::move(key_file)),
      context_(load())
{
    // OpenSSL writes with write(2), which has no MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);
}

std::shared_ptr<SSL_CTX> Tls::load() const
{
    ERR_clear_error();
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!context) fail("OpenSSL could not start");
    SSL_CTX* raw = context.get();
    SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(raw, tls12_ciphers);
    SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                 SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                 SSL_OP_PRIORITIZE_CHACHA);
    // Idle connections keep no record buffers (about 34 KB each otherwise).
    SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                              SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    constexpr unsigned char session_context[] = "monoclinic";
    SSL_CTX_set_session_id_context(raw, session_context, sizeof session_context - 1);
    SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
    if (SSL_CTX_use_certificate_chain_file(raw, certificate_file_.c_str()) != 1) {
        fail("the TLS certificate " + certificate_file_ + " cannot be used");
    }
    if (SSL_CTX_use_PrivateKey_file(raw, key_file_.c_str(), SSL_FILETYPE_PEM) != 1) {
        fail("the TLS key " + key_file_ + " cannot be used");
    }
    if (SSL_CTX_check_private_key(raw) != 1) {
        fail("the TLS key " + key_file_ + " does not belong to " + certificate_file_);
    }
    return context;
}

void Tls::reload()
{
    auto fresh = load();
    const std::lock_guard lock(mutex_);
    context_ = std::move(fresh);
}

SslHandle Tls::session(int socket) const
{
    std::shared_ptr<SSL_CTX> context;
    {
        const std::lock_guard lock(mutex_);
        context = context_;
    }
    SslHandle ssl(SSL_new(context.get())); // holds its own reference to the context
    if (!ssl || SSL_set_fd(ssl.get(), socket) != 1) throw std::bad_alloc();
    SSL_set_accept_state(ssl.get());
    return ssl;
}

} // namespace clinic::http
