#include "teller.hpp"

#include "kinds.hpp"
#include "store.hpp"

namespace clinic::notifications {

void Teller::tell(db::Tx& tx, const Recipient& to, const Told& told)
{
    const auto group = row_of(told.kind).group;
    if (group && store::muted(tx, to.user, *group, Channel::in_app)) return;
    auto facts = told.facts;
    facts.side = to.side;
    const bool fresh = store::add(
        tx, {ItemId::fresh(), to.user, told.subject, told.kind, facts, to.link, clock_.now(), {}});
    if (fresh) news_.unread(tx, to.user);
}

} // namespace clinic::notifications
