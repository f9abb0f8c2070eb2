#pragma once
// Owners for libcurl's handles. For the sources of this folder.

#include <curl/curl.h>

#include <memory>
#include <new>
#include <string>

namespace clinic::net {

using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

/// Throws std::bad_alloc when there is no memory for one.
[[nodiscard]] inline Curl new_curl()
{
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    Curl curl(initialised == CURLE_OK ? curl_easy_init() : nullptr, &curl_easy_cleanup);
    if (!curl) throw std::bad_alloc();
    return curl;
}

class CurlList {
public:
    void add(const std::string& line)
    {
        auto* grown = curl_slist_append(list_.get(), line.c_str());
        if (!grown) throw std::bad_alloc();
        (void)list_.release();
        list_.reset(grown);
    }
    [[nodiscard]] curl_slist* get() const { return list_.get(); }

private:
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> list_{
        nullptr, &curl_slist_free_all};
};

}
