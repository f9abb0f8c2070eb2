#pragma once
// An OpenID provider on a free port of 127.0.0.1, which speaks discovery, JWKS and the code exchange with PKCE over real
// HTTP, and lies when told.

#include "platform/crypto/bytes.hpp"
#include "platform/http/server.hpp"
#include "platform/http/uri.hpp"
#include "signer.hpp"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace clinic::test {

/// A key of the provider's, with its JWK and its JWS signatures.
class ProviderKey {
public:
    explicit ProviderKey(std::string algorithm, std::string kid)
        : algorithm_(std::move(algorithm)), kid_(std::move(kid)), key_(made(), EVP_PKEY_free)
    {
    }
    [[nodiscard]] const std::string& algorithm() const { return algorithm_; }
    [[nodiscard]] const std::string& kid() const { return kid_; }

    [[nodiscard]] std::string jwk() const
    {
        if (algorithm_ == "RS256") {
            return fmt::format(R"({{"kty":"RSA","use":"sig","kid":"{}","n":"{}","e":"{}"}})", kid_,
                number(OSSL_PKEY_PARAM_RSA_N), number(OSSL_PKEY_PARAM_RSA_E));
        }
        const auto point = octets();
        if (algorithm_ == "EdDSA") {
            return fmt::format(R"({{"kty":"OKP","crv":"Ed25519","kid":"{}","x":"{}"}})", kid_,
                crypto::base64url(point));
        }
        return fmt::format(R"({{"kty":"EC","crv":"P-256","kid":"{}","x":"{}","y":"{}"}})", kid_,
            crypto::base64url(point.substr(1, 32)), crypto::base64url(point.substr(33)));
    }
    [[nodiscard]] std::string sign(std::string_view text) const
    {
        auto signature = signed_by(
            key_.get(), algorithm_ == "EdDSA" ? nullptr : EVP_sha256(), text);
        return algorithm_ == "ES256" ? raw_of(signature) : signature;
    }

private:
    [[nodiscard]] EVP_PKEY* made() const
    {
        if (algorithm_ == "RS256") return EVP_RSA_gen(2048);
        if (algorithm_ == "ES256") return EVP_EC_gen("P-256");
        return EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
    }
    [[nodiscard]] std::string number(const char* name) const
    {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(key_.get(), name, &value);
        std::string bytes(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
        BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
        BN_free(value);
        return crypto::base64url(bytes);
    }
    [[nodiscard]] std::string octets() const
    {
        std::string bytes(65, '\0');
        std::size_t size = 0;
        EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY,
            reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), &size);
        bytes.resize(size);
        return bytes;
    }
    static std::string raw_of(const std::string& der)
    {
        const auto* at = reinterpret_cast<const unsigned char*>(der.data());
        const std::unique_ptr<ECDSA_SIG, void (*)(ECDSA_SIG*)> signature(
            d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free);
        std::string bytes(64, '\0');
        auto* out = reinterpret_cast<unsigned char*>(bytes.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + 32, 32);
        return bytes;
    }

    std::string algorithm_;
    std::string kid_;
    std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
};

class OpenIdServer {
public:
    explicit OpenIdServer(std::string algorithm = "ES256")
        : key(std::move(algorithm), "k1"),
          server_(
              {.address = "127.0.0.1", .threads = 1},
              [this](http::Request request, http::Respond respond) { respond(answer(request)); },
              [](const http::Request&) { return http::BodyPlan{}; }, {})
    {
        server_.start();
        issuer = fmt::format("http://127.0.0.1:{}", server_.port());
    }
    ~OpenIdServer() { server_.stop(); }

    ProviderKey key;
    std::string issuer;
    // What it lies about; set between requests.
    std::string claimed_issuer{}; ///< in the token
    std::string document_issuer{}; ///< in the discovery document
    std::string audience = R"("monoclinic-test")";
    std::string nonce{}; ///< empty: the one it was given
    std::string email = "zoe@test.example";
    std::string verified = "true";
    bool email_in_token = true; ///< else at the UserInfo endpoint alone
    std::string userinfo_subject = "u1";
    std::int64_t now = 0;
    std::int64_t lives = 300;
    std::string more_claims{};
    std::string header_algorithm{}; ///< empty: the key's own
    bool publishes_key = true;
    std::atomic<bool> answers = true; ///< to discovery
    std::mutex door; ///< held by a test: discovery waits for it
    bool spoils_signature = false;
    std::atomic<int> key_reads = 0;
    std::atomic<int> discoveries = 0;

    /// The person agrees: what comes back beside `state`. Takes the address that the clinic sent the browser to.
    std::string agree(const std::string& url)
    {
        const auto pairs = http::query_pairs(url.substr(url.find('?') + 1)).value();
        const std::lock_guard lock(mutex_);
        asked_.clear();
        for (const auto& [name, value] : pairs) asked_[name] = value;
        code_ = crypto::random_token();
        return code_;
    }
    std::string asked(const std::string& name)
    {
        const std::lock_guard lock(mutex_);
        return asked_[name];
    }

private:
    http::Response answer(const http::Request& request)
    {
        const bool discovery = request.path == "/.well-known/openid-configuration";
        if (discovery) {
            ++discoveries;
            const std::lock_guard waiting(door);
        }
        const std::lock_guard lock(mutex_);
        http::Response response;
        response.set("content-type", "application/json");
        if (discovery && !answers) {
            response.status = 503;
        } else if (discovery) {
            response.body = fmt::format(
                R"({{"issuer":"{}","authorization_endpoint":"{}/authorize","token_endpoint":"{}/token","jwks_uri":"{}/jwks","userinfo_endpoint":"{}/me"}})",
                document_issuer.empty() ? issuer : document_issuer, issuer, issuer, issuer, issuer);
        } else if (request.path == "/me" && request.header("authorization") == "Bearer x") {
            response.body = fmt::format(R"({{"sub":"{}","email":"{}","email_verified":{}}})",
                userinfo_subject, email, verified);
        } else if (request.path == "/jwks") {
            ++key_reads;
            response.body = R"({"keys":[{"kty":"oct","k":"AAAA"})" +
                            (publishes_key ? "," + key.jwk() : "") + "]}";
        } else if (request.path == "/token") {
            response = token(request);
        } else {
            response.status = 404;
        }
        return response;
    }
    http::Response token(const http::Request& request)
    {
        std::map<std::string, std::string> form;
        const auto pairs =
            http::query_pairs(request.body).value(); // named: it must outlive the loop
        for (const auto& [name, value] : pairs) form[name] = value;
        http::Response response;
        response.set("content-type", "application/json");
        const auto challenge = crypto::base64url(crypto::sha256(form["code_verifier"]));
        const bool good = request.method == http::Method::post && !code_.empty() &&
                          form["code"] == code_ && form["grant_type"] == "authorization_code" &&
                          form["redirect_uri"] == asked_["redirect_uri"] &&
                          form["client_id"] == asked_["client_id"] &&
                          challenge == asked_["code_challenge"] &&
                          request.header("authorization") ==
                              "Basic " + crypto::base64("monoclinic-test:s%2Bcret");
        if (!good) {
            response.status = 400;
            response.body = R"({"error":"invalid_grant"})";
            return response;
        }
        code_.clear();
        response.body = fmt::format(
            R"({{"access_token":"x","token_type":"Bearer","id_token":"{}"}})", id_token());
        return response;
    }
    std::string id_token()
    {
        const auto header = fmt::format(R"({{"alg":"{}","kid":"{}"}})",
            header_algorithm.empty() ? key.algorithm() : header_algorithm, key.kid());
        const auto claims = fmt::format(
            R"({{"iss":"{}","aud":{},"sub":"u1","iat":{},"exp":{},"nonce":"{}"{}{}}})",
            claimed_issuer.empty() ? issuer : claimed_issuer, audience, now, now + lives,
            nonce.empty() ? asked_["nonce"] : nonce,
            email_in_token ? fmt::format(R"(,"email":"{}","email_verified":{})", email, verified)
                           : "",
            more_claims);
        const auto text = crypto::base64url(header) + '.' + crypto::base64url(claims);
        auto signature = key.sign(text);
        if (spoils_signature) signature[10] = static_cast<char>(signature[10] ^ 1);
        return text + '.' + crypto::base64url(signature);
    }

    std::mutex mutex_;
    std::map<std::string, std::string> asked_;
    std::string code_;
    http::Server server_;
};

} // namespace clinic::test
