#pragma once
// Certificates for tests of TLS.

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace clinic::test {

/// A self-signed certificate for 127.0.0.1 and its key, in a folder of their own.
class TestCertificate {
public:
    TestCertificate()
        : folder_(std::filesystem::temp_directory_path() /
                  ("monoclinic-certificate-" + std::to_string(::getpid()) + "_" +
                      std::to_string(++made)))
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
        extend(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
        extend(certificate.get(), NID_subject_alt_name, "IP:127.0.0.1");
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        save(certificate_file(), [&](FILE* file) { PEM_write_X509(file, certificate.get()); });
        save(key_file(), [&](FILE* file) {
            PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    }
    [[nodiscard]] std::string certificate_file() const { return folder_ / "certificate.pem"; }
    [[nodiscard]] std::string key_file() const { return folder_ / "key.pem"; }

private:
    static void extend(X509* certificate, int kind, const char* value)
    {
        const std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> extension(
            X509V3_EXT_conf_nid(nullptr, nullptr, kind, value), X509_EXTENSION_free);
        X509_add_ext(certificate, extension.get(), -1);
    }
    template <class Write> static void save(const std::string& path, Write write)
    {
        FILE* file = std::fopen(path.c_str(), "w");
        write(file);
        std::fclose(file);
    }
    static inline int made = 0;
    std::filesystem::path folder_;
};

} // namespace clinic::test
