#include "platform/observe/metrics.hpp"

#include <doctest/doctest.h>

#include <array>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace clinic::observe;

TEST_CASE("figures are told in Prometheus' text format")
{
    Metrics metrics;
    metrics.counter("clinic_visits_total", "Visits\nbooked", {{"site", "a \"quoted\\ one\""}})
        .add(3);
    metrics.gauge("clinic_open", "Open connections").set(-2);
    metrics.gauge_from("clinic_lag_seconds", "Lag", {}, [] { return 0.25; });
    CHECK(metrics.text() == "# HELP clinic_lag_seconds Lag\n"
                            "# TYPE clinic_lag_seconds gauge\n"
                            "clinic_lag_seconds 0.25\n"
                            "# HELP clinic_open Open connections\n"
                            "# TYPE clinic_open gauge\n"
                            "clinic_open -2\n"
                            "# HELP clinic_visits_total Visits\\nbooked\n"
                            "# TYPE clinic_visits_total counter\n"
                            "clinic_visits_total{site=\"a \\\"quoted\\\\ one\\\"\"} 3\n");
}

TEST_CASE("a histogram counts at or below each bound, cumulatively")
{
    static constexpr std::array bounds{0.1, 1.0};
    Metrics metrics;
    auto& histogram = metrics.histogram("clinic_seconds", "Time", {{"route", "/x"}}, bounds);
    for (const double seconds : {0.05, 0.1, 0.5, 30.0}) histogram.observe(seconds);
    CHECK(histogram.count() == 4);
    CHECK(histogram.sum() == doctest::Approx(30.65));
    CHECK(metrics.text() == "# HELP clinic_seconds Time\n"
                            "# TYPE clinic_seconds histogram\n"
                            "clinic_seconds_bucket{route=\"/x\",le=\"0.1\"} 2\n"
                            "clinic_seconds_bucket{route=\"/x\",le=\"1\"} 3\n"
                            "clinic_seconds_bucket{route=\"/x\",le=\"+Inf\"} 4\n"
                            "clinic_seconds_sum{route=\"/x\"} 30.65\n"
                            "clinic_seconds_count{route=\"/x\"} 4\n");
}

TEST_CASE("the same name and labels give the same handle, and other labels another")
{
    Metrics metrics;
    auto& get = metrics.counter("clinic_requests_total", "Requests", {{"method", "GET"}});
    CHECK(&metrics.counter("clinic_requests_total", "Requests", {{"method", "GET"}}) == &get);
    CHECK(&metrics.counter("clinic_requests_total", "Requests", {{"method", "PUT"}}) != &get);
}

TEST_CASE("a name of two kinds, or one that Prometheus cannot read, is a programmer's mistake")
{
    Metrics metrics;
    metrics.counter("clinic_total", "x");
    CHECK_THROWS_AS(metrics.gauge("clinic_total", "x"), std::logic_error);
    CHECK_THROWS_AS(metrics.counter("clinic-total", "x"), std::logic_error);
    CHECK_THROWS_AS(metrics.counter("1clinic", "x"), std::logic_error);
    CHECK_THROWS_AS(metrics.counter("ok", "x", {{"a b", "c"}}), std::logic_error);
    CHECK_THROWS_AS(metrics.counter("ok", "x", {{"le", "1"}}), std::logic_error);
}

TEST_CASE("no count is lost between threads")
{
    Metrics metrics;
    auto& counter = metrics.counter("clinic_total", "x");
    auto& histogram = metrics.histogram("clinic_seconds", "x");
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 10'000; ++i) {
                    counter.add();
                    histogram.observe(0.001);
                }
                (void)metrics.text();
            });
        }
    }
    CHECK(counter.value() == 40'000);
    CHECK(histogram.count() == 40'000);
    CHECK(histogram.sum() == doctest::Approx(40.0));
}
