// How long a patient search takes, through the router with everything but the network, at 10,000 and at
// 1,000,000 patients (or as many as the arguments say). Not a test: it only tells numbers. SQLite in the
// temporary folder, or PostgreSQL when MONOCLINIC_BENCH_POSTGRES names an empty database: then one size at a
// time, `search_bench 10000 0`.

#include "clinic.hpp"

#include "platform/core/embedded.hpp"
#include "platform/core/text.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/migrate.hpp"

#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <map>
#include <random>

using namespace clinic;
using std::chrono::steady_clock;

namespace {

// The commonest names of France, commonest first, as INSEE counts them; the rest is made of syllables.
constexpr std::array<std::string_view, 40> family_names{"Martin", "Bernard", "Thomas", "Petit",
    "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon", "Michel", "Lefebvre",
    "Leroy", "Roux", "David", "Bertrand", "Morel", "Fournier", "Girard", "Bonnet", "Dupont",
    "Lambert", "Fontaine", "Rousseau", "Vincent", "Müller", "Lefèvre", "Faure", "André", "Mercier",
    "Blanc", "Guérin", "Boyer", "Garnier", "Chevalier", "François", "Legrand", "Gauthier",
    "García"};
constexpr std::array<std::string_view, 40> first_names{"Marie", "Jean", "Pierre", "Michel", "André",
    "Jeanne", "Philippe", "Alain", "Bernard", "Jacques", "Nathalie", "Isabelle", "Sylvie",
    "Catherine", "Nicolas", "Christophe", "Françoise", "Jean-Pierre", "Martine", "Léa", "Chloé",
    "Camille", "Manon", "Lucas", "Hugo", "Emma", "Louise", "Jules", "Zoé", "Inès", "Gaël", "Loïc",
    "Marie-Claire", "Maël", "Noé", "Aïcha", "Mohamed", "Xavier", "Yann", "Wendy"};
constexpr std::array<std::string_view, 48> syllables{"ba", "bel", "bon", "bou", "cha", "che", "cor",
    "da", "del", "des", "du", "fa", "fer", "ga", "gan", "gi", "gui", "ha", "ja", "ker", "la", "lan",
    "le", "lo", "ma", "mar", "mé", "mon", "na", "ni", "pas", "per", "pi", "qué", "ra", "ren", "ri",
    "ros", "sa", "ser", "son", "ta", "tel", "ti", "tou", "va", "ver", "vi"};

class Crowd {
public:
    patients::NewPatient next()
    {
        patients::NewPatient one;
        one.birth_name = family_name();
        if (chance(10)) one.birth_name += '-' + family_name();
        one.first_name = skewed(first_names);
        if (chance(25)) one.used_name = family_name();
        one.birth_date = LocalDate::of(1930, 1, 1).plus_days(static_cast<int>(below(34'000)));
        if (!chance(10)) one.phone = fmt::format("0{}{:08}", 6 + below(2), below(100'000'000));
        return one;
    }
    std::size_t below(std::size_t n) { return random_() % n; }

private:
    bool chance(std::size_t percent) { return below(100) < percent; }
    /// Rank r about as often as 1 / (r + 3).
    template <class Names> std::string skewed(const Names& names)
    {
        const auto n = static_cast<double>(names.size());
        const double u = static_cast<double>(below(1'000'000)) / 1e6;
        const auto rank = static_cast<std::size_t>(3.0 * (std::pow((n + 3) / 3.0, u) - 1));
        return std::string(names[std::min(rank, names.size() - 1)]);
    }
    std::string family_name()
    {
        if (chance(25)) return skewed(family_names);
        std::string name;
        const auto length = 2 + below(3);
        for (std::size_t i = 0; i < length; ++i) name += syllables[below(syllables.size())];
        name.front() = static_cast<char>(name.front() - 'a' + 'A');
        return name;
    }
    std::mt19937_64 random_{20'260'601};
};

struct Times {
    std::vector<double> wall; ///< milliseconds
    std::vector<double>
        cpu; ///< of this thread alone: what it costs, whatever else the machine does

    void add(const Times& other)
    {
        wall.insert(wall.end(), other.wall.begin(), other.wall.end());
        cpu.insert(cpu.end(), other.cpu.begin(), other.cpu.end());
    }
};
using Figures = std::map<std::string, Times>; ///< by kind of query

double cpu_milliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double percentile(std::vector<double> values, double p)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(p * static_cast<double>(values.size() - 1))];
}

class Bench {
public:
    explicit Bench(std::size_t patients)
        : folder_(std::filesystem::temp_directory_path() /
                  fmt::format("monoclinic-search-bench-{}-{}", getpid(), patients))
    {
        std::filesystem::create_directories(folder_);
        config_.server.data = folder_.string();
        config_.auth.second_factor = "optional";
        config_.limits.per_address_per_minute = 100'000'000;
        config_.limits.per_user_per_minute = 100'000'000;
        const char* server = std::getenv("MONOCLINIC_BENCH_POSTGRES");
        db::Options options;
        options.url = server != nullptr ? server : "sqlite:" + (folder_ / "clinic.db").string();
        options.sync_full = false;
        database_ = db::Database::open(options);
        db::migrate(*database_, embedded_migrations(), Clock{}.now());
        clinic_ = std::make_unique<Clinic>(config_, *database_, metrics_);
        clinic_->start();
        fill(patients);
        sign_in();
    }
    ~Bench()
    {
        clinic_.reset();
        database_.reset();
        std::filesystem::remove_all(folder_);
    }

    Figures measure(int rounds)
    {
        Figures figures;
        for (int round = -rounds / 10; round < rounds; ++round) {
            const auto& one = sample_[crowd_.below(sample_.size())];
            for (const auto& [kind, typed] : queries(one)) {
                const auto took = time(typed);
                if (round < 0) continue; // warming up
                figures[kind].add(took);
            }
        }
        return figures;
    }

private:
    void fill(std::size_t patients)
    {
        const auto start = steady_clock::now();
        for (std::size_t done = 0; done < patients;) {
            std::vector<patients::NewPatient> batch(std::min<std::size_t>(20'000, patients - done));
            for (auto& one : batch) one = crowd_.next();
            for (std::size_t i = 0; i < batch.size(); i += 100) sample_.push_back(batch[i]);
            (void)clinic_->patients.add(batch);
            done += batch.size();
        }
        const std::chrono::duration<double> took = steady_clock::now() - start;
        std::error_code none;
        const auto bytes = std::filesystem::file_size(folder_ / "clinic.db", none);
        fmt::print("{} patients written in {:.1f} s, {} MB\n", patients, took.count(),
            none ? 0 : bytes / 1'000'000);
    }

    void sign_in()
    {
        const auto made = clinic_->auth.create_user({.email = "desk@bench.example",
            .first_name = "Desk",
            .last_name = "Bench",
            .roles = {Role::receptionist},
            .password_hash = crypto::hash_password("correct horse battery", {8, 1})});
        if (!made) throw std::runtime_error("no account");
        http::Request request;
        request.method = http::Method::post;
        request.path = "/api/auth/login";
        request.headers.emplace_back("content-type", "application/json");
        request.body = R"({"email":"desk@bench.example","password":"correct horse battery"})";
        const auto answer = ask(std::move(request));
        const auto at = answer.body.find("\"access_token\":\"") + 16;
        token_ = "Bearer " + answer.body.substr(at, answer.body.find('"', at) - at);
    }

    http::Response ask(http::Request request)
    {
        request.address = "127.0.0.1";
        std::promise<http::Response> promise;
        auto answer = promise.get_future();
        clinic_->router.handle(std::move(request),
            [&](http::Response response) { promise.set_value(std::move(response)); });
        return answer.get();
    }

    Times time(const std::string& typed)
    {
        http::Request request;
        request.method = http::Method::get;
        request.path = "/api/patients";
        request.query = "q=";
        for (const unsigned char c : typed) request.query += fmt::format("%{:02X}", c);
        request.headers.emplace_back("authorization", token_);
        const auto cpu = cpu_milliseconds();
        const auto start = steady_clock::now();
        const auto answer = ask(std::move(request));
        const std::chrono::duration<double, std::milli> took = steady_clock::now() - start;
        if (answer.status != 200)
            throw std::runtime_error("answered " + std::to_string(answer.status));
        return {{took.count()}, {cpu_milliseconds() - cpu}};
    }

    /// What a receptionist may type to find this person, complete or half-way.
    std::vector<std::pair<std::string, std::string>> queries(const patients::NewPatient& one)
    {
        const auto name = text::folded(one.used_name.value_or(one.birth_name));
        const auto first = text::folded(one.first_name);
        const auto phone = one.phone.value_or("0612345678");
        const auto born = *one.birth_date;
        return {{"two letters", name.substr(0, 2)}, {"three letters", name.substr(0, 3)},
            {"name", name}, {"first name", first},
            {"half name, half first name", name.substr(0, 4) + ' ' + first.substr(0, 3)},
            {"first name and name", first + ' ' + name},
            {"common name, one letter", "martin " + first.substr(0, 1)},
            {"common name, rare first name", "martin wend"},
            {"part inside a name", name.substr(1, 4)}, {"telephone, half", phone.substr(0, 6)},
            {"telephone", phone},
            {"birth date", fmt::format("{:02}/{:02}/{}", born.day(), born.month(), born.year())},
            {"name and birth date", name.substr(0, 3) + ' ' + born.text()},
            {"nobody", name.substr(0, 3) + "xq " + first}, {"everyone", ""}};
    }

    std::filesystem::path folder_;
    config::Config config_;
    observe::Metrics metrics_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<Clinic> clinic_;
    Crowd crowd_;
    std::vector<patients::NewPatient> sample_;
    std::string token_;
};

std::size_t argument(int count, char** values, int n, std::size_t otherwise)
{
    return n < count ? std::strtoull(values[n], nullptr, 10) : otherwise;
}

} // namespace

int main(int count, char** values)
{
    const auto few = argument(count, values, 1, 10'000);
    const auto many = argument(count, values, 2, 1'000'000);
    const int rounds = static_cast<int>(argument(count, values, 3, 500));
    const auto small = Bench(few).measure(rounds);
    const auto large = many > 0 ? Bench(many).measure(rounds) : small;
    fmt::print("\nmilliseconds{:>36} patients{:>33} patients\n{:30}", few, many, "");
    for (int i = 0; i < 2; ++i)
        fmt::print("{:>10}{:>10}{:>9}{:>9}", "wall p50", "p99", "cpu p50", "p99");
    fmt::print("\n");
    const auto row = [](const std::string& kind, const Times& a, const Times& b) {
        fmt::print("{:30}", kind);
        for (const auto* times : {&a, &b}) {
            fmt::print("{:10.3f}{:10.3f}{:9.3f}{:9.3f}", percentile(times->wall, 0.5),
                percentile(times->wall, 0.99), percentile(times->cpu, 0.5),
                percentile(times->cpu, 0.99));
        }
        fmt::print("\n");
    };
    Times all_small;
    Times all_large;
    for (const auto& [kind, times] : small) {
        row(kind, times, large.at(kind));
        all_small.add(times);
        all_large.add(large.at(kind));
    }
    row("all", all_small, all_large);
}
