#pragma once
#include "api.hpp"
#include "chart.hpp"
#include "glass.hpp"
#include "proxies.hpp"

namespace clinic::patients {

struct Patients::Parts {
    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    const auth::Directory& people;
    Handlers handlers{};
    ChartHandlers chart{};
    GlassHandlers glass{};
    ProxyHandlers proxies{};

    /// Somebody registered on their own: their record begins.
    void on_registered(db::Tx&, const auth::Registered&) const;
};

} // namespace clinic::patients
