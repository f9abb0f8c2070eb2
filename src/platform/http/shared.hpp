#pragma once
// What every connection of a server needs and none changes.

#include "platform/http/admission.hpp"
#include "platform/http/cors.hpp"
#include "platform/http/forwarded.hpp"
#include "platform/http/live_registry.hpp"
#include "platform/http/server.hpp"
#include "platform/http/tls.hpp"

#include <algorithm>
#include <memory>
#include <optional>

namespace clinic::http {

struct Shared {
    ServerOptions options;
    Handler handler;
    PlanFor plan_for;
    ServerHooks hooks;
    std::shared_ptr<LiveRegistry> live; ///< may be null
    TrustedProxies proxies;
    Cors cors;
    std::shared_ptr<Admission> admission;
    std::unique_ptr<Tls> tls; ///< null: plain

    /// While draining, a quiet connection is kept this long: a busy client's next request may be on its
    /// way, and closing under it would drop it.
    [[nodiscard]] std::chrono::milliseconds drain_grace() const
    {
        return std::min<std::chrono::milliseconds>(
            std::chrono::milliseconds(300), options.deadlines.drain / 4);
    }
};

} // namespace clinic::http
