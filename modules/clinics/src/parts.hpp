#pragma once
#include "api.hpp"
#include "platform/db/cache.hpp"
#include "platform/db/database.hpp"
#include "store.hpp"

namespace clinic::clinics {

struct Clinics::Parts {
    Parts(db::Database& db, const auth::Directory& people) : database(db), handlers(people, changes)
    {
    }
    /// Reads within the transaction that the caller is in, or else in one of its own.
    template <class Key, class Value, class F>
    Value kept(db::Cache<Key, Value>& cache, const Key& key, F load)
    {
        return database.read_now(
            [&](db::Tx& tx) { return cache.find(tx, key, [&] { return load(tx, key); }); });
    }
    template <class F> auto change(F deed)
    {
        return database.write_now([&](db::Tx& tx) {
            changes.changed(tx);
            return deed(tx);
        });
    }

    db::Database& database;
    db::Changes changes;
    // What every booking asks for.
    db::Cache<SiteId, std::optional<Site>> sites{changes};
    db::Cache<PractitionerId, std::optional<Practitioner>> practitioners{changes};
    db::Cache<UserId, std::optional<Practitioner>> practitioners_by_user{changes};
    db::Cache<VisitTypeId, std::optional<VisitType>> visit_types{changes};
    db::Cache<SiteId, std::vector<Room>> rooms{changes};
    db::Cache<UserId, std::vector<store::Duty>> duties{changes};
    Handlers handlers;
};

} // namespace clinic::clinics
