#pragma once
// Live frames to open pages, after the commit that makes them true. They carry ids; a page that wants to know
// more asks, and is answered by the record rules.

#include "audience.hpp"

#include "platform/db/tx.hpp"
#include "platform/http/live.hpp"

namespace clinic::notifications {

class News {
public:
    explicit News(http::Live& live) : live_(live) {}

    /// {"type":"notification","unread":n}
    void unread(db::Tx& tx, UserId user);
    /// {"type":"changed","topic":"appointments","id":"…"}, once to each page of theirs.
    void changed(db::Tx& tx, std::string_view topic, std::string_view id, Watchers watchers);

private:
    http::Live& live_;
};

} // namespace clinic::notifications
