#pragma once
// A bounded pool of threads for slow work (PDF, mail, hashing): never more than `threads` at once,
// never more than `queue_limit` waiting; what does not fit is refused at once, so that the caller
// can say 503.

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <string>

namespace clinic {

class Workers {
public:
    using Job = std::move_only_function<void()>;

    struct Options {
        std::string name = "worker"; ///< of the threads, as `top -H` shows it (15 characters)
        int threads = 2;
        std::size_t queue_limit = 256;
        int nice = 0; ///< 1 to 19: gives way to the threads that answer requests
        /// What a job threw; called on the worker. Without it, a throwing job ends the program.
        std::function<void(std::exception_ptr)> on_error{};
    };

    explicit Workers(Options options);
    ~Workers(); ///< stop()
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False when the queue is full or the pool is stopping: the job was not taken and never runs.
    [[nodiscard]] bool submit(Job job);
    /// Runs all that was taken, then joins. Safe to call twice; not from a worker.
    void stop();

    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] int busy() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace clinic
