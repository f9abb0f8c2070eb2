#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace clinic {

struct Clinic;

/// Once at the start and then every hour, forgets what need not be kept: answers of Idempotency-Keys older than a day,
/// files without a row. Every few seconds it looks for new key files, and for what the waiting list does by time alone.
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
    void tend_visits();
    void seal_anew();

    Clinic& clinic_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool ending_ = false;
    /// Two for each new sealing key: at once, and with the next tidying for what was under way meanwhile.
    int sealings_due_ = 2;
    std::thread thread_;
};

} // namespace clinic
