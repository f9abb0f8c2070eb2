#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace clinic {

struct Clinic;

/// Once at the start and then every hour, forgets what need not be kept: answers of Idempotency-Keys older than a day,
/// files that a crash left without a row. Looks for new key files every few seconds.
class Housekeeper {
public:
    explicit Housekeeper(Clinic& clinic);
    ~Housekeeper();
    Housekeeper(const Housekeeper&) = delete;
    Housekeeper& operator=(const Housekeeper&) = delete;

private:
    void work();
    void tidy();
    void look_for_keys();
    void seal_anew();

    Clinic& clinic_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool ending_ = false;
    bool sealed_anew_ = false; ///< the keys of files, under the newest sealing key
    std::thread thread_;
};

} // namespace clinic
