#include "platform/observe/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <variant>

namespace clinic::observe {

namespace {

constexpr std::array latency{
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0};
constexpr std::array sizes{
    1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0, 2048.0, 4096.0};

bool is_name(std::string_view name, bool colon)
{
    const auto starts = [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (colon && c == ':');
    };
    return !name.empty() && starts(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return starts(c) || (c >= '0' && c <= '9'); });
}

std::string escaped(std::string_view text, bool quotes)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\') out += "\\\\";
        else if (c == '\n') out += "\\n";
        else if (c == '"' && quotes) out += "\\\"";
        else out += c;
    }
    return out;
}

/// `method="GET",status="200"`, without the braces.
std::string spelled(const Labels& labels)
{
    std::string out;
    for (const auto& [name, value] : labels) {
        if (!is_name(name, false) || name == "le")
            throw std::logic_error("not a label's name: " + name);
        if (!out.empty()) out += ',';
        out += fmt::format("{}=\"{}\"", name, escaped(value, true));
    }
    return out;
}

std::string number(double value)
{
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
    return fmt::format("{}", value);
}

struct Callback {
    std::function<double()> read;
};
using Instrument = std::variant<std::unique_ptr<Counter>, std::unique_ptr<Gauge>,
    std::unique_ptr<Histogram>, std::unique_ptr<Callback>>;

struct Family {
    std::string help;
    std::string_view type;
    std::map<std::string, Instrument> instruments; // by their labels
};

/// Writes one family's lines.
class Writer {
public:
    Writer(std::string& out, const std::string& name) : out_(out), name_(name) {}

    void operator()(const std::unique_ptr<Counter>& counter) const { line("", counter->value()); }
    void operator()(const std::unique_ptr<Gauge>& gauge) const { line("", gauge->value()); }
    void operator()(const std::unique_ptr<Callback>& callback) const
    {
        line("", number(callback->read()));
    }
    void operator()(const std::unique_ptr<Histogram>& histogram) const
    {
        // Added up here, so that the count agrees with the buckets whatever happens meanwhile.
        std::uint64_t count = 0;
        const auto bounds = histogram->bounds();
        for (std::size_t i = 0; i <= bounds.size(); ++i) {
            count += histogram->in_bucket(i);
            const auto bound = i < bounds.size() ? number(bounds[i]) : "+Inf";
            line("_bucket", count, fmt::format("le=\"{}\"", bound));
        }
        line("_sum", number(histogram->sum()));
        line("_count", count);
    }

    std::string_view labels;

private:
    template <class Number>
    void line(std::string_view suffix, const Number& value, std::string_view more = "") const
    {
        out_ += fmt::format("{}{}", name_, suffix);
        const auto comma = labels.empty() || more.empty() ? "" : ",";
        if (!labels.empty() || !more.empty())
            out_ += fmt::format("{{{}{}{}}}", labels, comma, more);
        out_ += fmt::format(" {}\n", value);
    }

    std::string& out_;
    const std::string& name_;
};

}

std::span<const double> latency_buckets()
{
    return latency;
}
std::span<const double> size_buckets()
{
    return sizes;
}

Histogram::Histogram(std::span<const double> bounds)
    : bounds_(bounds), buckets_(std::make_unique<std::atomic<std::uint64_t>[]>(bounds.size() + 1))
{
}

void Histogram::observe(double value)
{
    const auto bucket = std::ranges::lower_bound(bounds_, value) - bounds_.begin();
    buckets_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
    sum_millionths_.fetch_add(std::llround(value * 1e6), std::memory_order_relaxed);
}

std::uint64_t Histogram::in_bucket(std::size_t index) const
{
    return buckets_[index].load(std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const
{
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i <= bounds_.size(); ++i) sum += in_bucket(i);
    return sum;
}

double Histogram::sum() const
{
    return static_cast<double>(sum_millionths_.load(std::memory_order_relaxed)) / 1e6;
}

struct Metrics::State {
    mutable std::mutex mutex; // for registration and text(); counting takes no lock
    std::map<std::string, Family> families;

    /// The instrument of that name and labels, made on first use.
    template <class T, class... Args>
    T& find_or_make(std::string_view type, const std::string& name, const std::string& help,
        const Labels& labels, Args&&... args)
    {
        if (!is_name(name, true)) throw std::logic_error("not a metric's name: " + name);
        const auto key = spelled(labels);
        const std::lock_guard lock(mutex);
        auto& family = families.try_emplace(name, Family{help, type, {}}).first->second;
        auto& instruments = family.instruments;
        auto found = instruments.find(key);
        if (family.type == type && found == instruments.end()) {
            auto made = std::make_unique<T>(std::forward<Args>(args)...);
            found = instruments.emplace(key, std::move(made)).first;
        }
        const auto* instrument =
            family.type == type ? std::get_if<std::unique_ptr<T>>(&found->second) : nullptr;
        if (!instrument) throw std::logic_error("a metric of another kind has this name: " + name);
        return **instrument;
    }
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

Counter& Metrics::counter(const std::string& name, const std::string& help, const Labels& labels)
{
    return state_->find_or_make<Counter>("counter", name, help, labels);
}

Gauge& Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels)
{
    return state_->find_or_make<Gauge>("gauge", name, help, labels);
}

Histogram& Metrics::histogram(const std::string& name, const std::string& help,
    const Labels& labels, std::span<const double> bounds)
{
    return state_->find_or_make<Histogram>("histogram", name, help, labels, bounds);
}

void Metrics::gauge_from(const std::string& name, const std::string& help, const Labels& labels,
    std::function<double()> read)
{
    state_->find_or_make<Callback>("gauge", name, help, labels).read = std::move(read);
}

std::uint64_t Metrics::sum_of(
    const std::string& name, const std::pair<std::string, std::string>& label) const
{
    const std::lock_guard lock(state_->mutex);
    const auto family = state_->families.find(name);
    if (family == state_->families.end()) return 0;
    const auto wanted = label.first.empty() ? std::string() : spelled({label});
    std::uint64_t sum = 0;
    for (const auto& [labels, instrument] : family->second.instruments) {
        const auto* counter = std::get_if<std::unique_ptr<Counter>>(&instrument);
        if (counter != nullptr && labels.contains(wanted)) sum += (*counter)->value();
    }
    return sum;
}

std::vector<std::pair<double, std::uint64_t>> Metrics::buckets_of(const std::string& name) const
{
    const std::lock_guard lock(state_->mutex);
    std::vector<std::pair<double, std::uint64_t>> sums;
    const auto family = state_->families.find(name);
    if (family == state_->families.end()) return sums;
    for (const auto& [labels, instrument] : family->second.instruments) {
        const auto* histogram = std::get_if<std::unique_ptr<Histogram>>(&instrument);
        if (histogram == nullptr) continue;
        const auto bounds = (*histogram)->bounds();
        if (sums.empty()) {
            for (const double bound : bounds) sums.emplace_back(bound, 0);
            sums.emplace_back(std::numeric_limits<double>::infinity(), 0);
        }
        for (std::size_t i = 0; i <= bounds.size(); ++i)
            sums[i].second += (*histogram)->in_bucket(i);
    }
    return sums;
}

std::string Metrics::text() const
{
    const std::lock_guard lock(state_->mutex);
    std::string out;
    for (const auto& [name, family] : state_->families) {
        out += fmt::format(
            "# HELP {} {}\n# TYPE {} {}\n", name, escaped(family.help, false), name, family.type);
        Writer writer(out, name);
        for (const auto& [labels, instrument] : family.instruments) {
            writer.labels = labels;
            std::visit(writer, instrument);
        }
    }
    return out;
}

}
