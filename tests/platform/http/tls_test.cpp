#include "platform/http/client.hpp"

#include <doctest/doctest.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

using namespace clinic::http;
using namespace clinic::http::testing;

namespace {

/// A self-signed certificate and its key, in a folder of their own.
class TestCertificate {
public:
    TestCertificate()
        : folder_(std::filesystem::temp_directory_path() /
                  ("tls_test_" + std::to_string(::getpid()) + "_" + std::to_string(++made)))
    {
        std::filesystem::create_directories(folder_);
    }
    ~TestCertificate() { std::filesystem::remove_all(folder_); }

    void write(const std::string& name) const
    {
        const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
            EVP_EC_gen("P-256"), EVP_PKEY_free);
        const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), X509_free);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
        X509_set_pubkey(certificate.get(), key.get());
        X509_NAME* subject = X509_get_subject_name(certificate.get());
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
            reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
        X509_set_issuer_name(certificate.get(), subject);
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        save(certificate_file(), [&](FILE* file) { PEM_write_X509(file, certificate.get()); });
        save(key_file(), [&](FILE* file) {
            PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    }
    [[nodiscard]] std::string certificate_file() const { return folder_ / "certificate.pem"; }
    [[nodiscard]] std::string key_file() const { return folder_ / "key.pem"; }

private:
    template <class Write> static void save(const std::string& path, Write write)
    {
        FILE* file = std::fopen(path.c_str(), "w");
        write(file);
        std::fclose(file);
    }
    static inline int made = 0;
    std::filesystem::path folder_;
};

ServerOptions secured(const TestCertificate& certificate)
{
    ServerOptions options;
    options.tls_certificate = certificate.certificate_file();
    options.tls_key = certificate.key_file();
    return options;
}

} // namespace

TEST_CASE("over TLS everything works as without, and says HSTS")
{
    TestCertificate certificate;
    certificate.write("first.test");
    const std::string large(300'000, 'z');
    const Running running(
        [&](Request request, Respond respond) {
            if (request.path != "/large") return echo(std::move(request), std::move(respond));
            Response response;
            response.body = large;
            respond(std::move(response));
        },
        secured(certificate));
    const auto wire = running.connect(true);
    CHECK(wire->protocol() == "TLSv1.3");
    const auto answer = wire->ask(post("/secret", "body"));
    REQUIRE(answer);
    CHECK(answer->body == "/secret||body|127.0.0.1");
    CHECK(answer->header("Strict-Transport-Security").starts_with("max-age="));
    CHECK(wire->ask(get("/large"))->body == large);
    wire->send(get("/1") +
               get("/2")); // two requests in one record: the second is in OpenSSL's buffer only
    CHECK(wire->answer()->body == "/1|||127.0.0.1");
    CHECK(wire->answer()->body == "/2|||127.0.0.1");
}

TEST_CASE("a new certificate serves new connections, and the old ones go on")
{
    TestCertificate certificate;
    certificate.write("first.test");
    Running running(echo, secured(certificate));
    const auto before = running.connect(true);
    CHECK(before->peer_certificate_name() == "first.test");

    certificate.write("second.test");
    running.server.reload_certificate();
    const auto after = running.connect(true);
    CHECK(after->peer_certificate_name() == "second.test");
    CHECK(after->ask(get("/"))->status == 200);
    CHECK(before->ask(get("/"))->status == 200);

    std::ofstream(certificate.certificate_file()) << "not a certificate";
    CHECK_THROWS_AS(running.server.reload_certificate(), std::runtime_error);
    CHECK(running.connect(true)->peer_certificate_name() == "second.test");
}

TEST_CASE("a certificate that cannot be used stops the start, naming the file")
{
    ServerOptions options;
    options.tls_certificate = "/nowhere/certificate.pem";
    options.tls_key = "/nowhere/key.pem";
    Server server(options, echo, one_kilobyte, {});
    CHECK_THROWS_WITH_AS(
        server.start(), doctest::Contains("/nowhere/certificate.pem"), std::runtime_error);
}

TEST_CASE("a client that never finishes its handshake is closed")
{
    TestCertificate certificate;
    certificate.write("first.test");
    auto options = secured(certificate);
    options.deadlines.handshake = 100ms;
    const Running running(echo, options);
    const auto silent = running.connect();
    CHECK(silent->closed(2000ms));
    const auto plain = running.connect();
    plain->send(get("/plain-text-on-a-tls-port"));
    CHECK_FALSE(plain->answer());
}
