#include "parts.hpp"

namespace clinic::auth {

Result<http::Page<DeviceSession>> Entrance::sessions(http::Context& cx, const ListSessions& in)
{
    const auto after = http::start_after(in.page, 1);
    if (!after) return std::unexpected(after.error());
    const auto& me = cx.user();
    auto rows = store::sessions_of(cx.tx, me.user, cx.now, after->front(), in.page.limit + 1);
    for (auto& row : rows) row.current = row.id == me.session;
    auto page = http::page_of(std::move(rows), in.page,
        [](const DeviceSession& row) { return std::vector{row.id.str()}; });
    if (in.page.count) {
        page.total = static_cast<std::int64_t>(store::live_sessions(cx.tx, me.user, cx.now).size());
    }
    return page;
}

Result<Nothing> Entrance::revoke_session(http::Context& cx, const http::ById<SessionId>& in)
{
    const auto session = store::session(cx.tx, in.id);
    if (!session || session->user_id != cx.user().user) return not_found();
    if (session->expires_at <= cx.now) return not_found();
    if (!parts_.sessions.end(cx.tx, session->user_id, session->id, cx.now, "revoked"))
        return not_found();
    cx.subject("session", in.id.view());
    return Nothing{};
}

std::optional<Problem> session_over(const http::Context& cx)
{
    const auto session = store::session(cx.tx, cx.user().session);
    if (session && !session->ended_at) return std::nullopt;
    return Problem{Refusal::unauthenticated, "unauthenticated",
        {"Votre session est terminée. Reconnectez-vous.",
            "Your session has ended. Sign in again."}};
}

} // namespace clinic::auth
