#pragma once
// Figures for operators, in Prometheus text format 0.0.4. Register once and keep the handle:
// counting is one relaxed atomic addition, with no lock and no look-up.
//
//   auto& batches = metrics.counter("clinic_db_batches_total", "Durable commits");
//   batches.add();
//
//   const Labels route = {{"route", "/api/visits"}};
//   auto& latency = metrics.histogram("clinic_http_seconds", "Time to answer", route);
//   latency.observe(0.0031);

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace clinic::observe {

using Labels = std::vector<std::pair<std::string, std::string>>;

/// Only grows.
class Counter {
public:
    void add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    alignas(64) std::atomic<std::uint64_t> value_{0};
};

class Gauge {
public:
    void set(std::int64_t n) { value_.store(n, std::memory_order_relaxed); }
    void add(std::int64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    alignas(64) std::atomic<std::int64_t> value_{0};
};

/// 0.5 ms to 10 s, in seconds.
[[nodiscard]] std::span<const double> latency_buckets();
/// 1, 2, 4 … 4096: batch sizes, row counts.
[[nodiscard]] std::span<const double> size_buckets();

/// Counts observations at or below each bound, and their sum (kept to the millionth).
class Histogram {
public:
    explicit Histogram(std::span<const double> bounds); ///< ascending; must outlive the histogram
    void observe(double value);
    [[nodiscard]] std::uint64_t count() const;
    [[nodiscard]] double sum() const;
    [[nodiscard]] std::span<const double> bounds() const { return bounds_; }
    /// Of one bucket alone, not cumulative; index bounds().size() is what lies above all bounds.
    [[nodiscard]] std::uint64_t in_bucket(std::size_t index) const;

private:
    std::span<const double> bounds_;
    std::unique_ptr<std::atomic<std::uint64_t>[]> buckets_;
    std::atomic<std::int64_t> sum_millionths_{0};
};

class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// The handle lives as long as this object; the same name and labels give the same handle.
    /// Throws std::logic_error on a name or label that Prometheus does not allow, or a name already
    /// used for another kind.
    Counter& counter(const std::string& name, const std::string& help, const Labels& labels = {});
    Gauge& gauge(const std::string& name, const std::string& help, const Labels& labels = {});
    Histogram& histogram(const std::string& name, const std::string& help,
        const Labels& labels = {}, std::span<const double> bounds = latency_buckets());
    /// Asked at every text(), from any thread; what it looks at must outlive this object or the
    /// last text().
    void gauge_from(const std::string& name, const std::string& help, const Labels& labels,
        std::function<double()> read);

    /// The counters of that name that carry the label, added up: 0 when there are none.
    [[nodiscard]] std::uint64_t sum_of(
        const std::string& name, const std::pair<std::string, std::string>& label = {}) const;
    /// The histograms of that name, added up: (bound, answers in this bucket alone); the last bound
    /// is infinity. Empty when there are none. They must have the same bounds.
    [[nodiscard]] std::vector<std::pair<double, std::uint64_t>> buckets_of(
        const std::string& name) const;

    /// Content-Type: text/plain; version=0.0.4; charset=utf-8
    [[nodiscard]] std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace clinic::observe
