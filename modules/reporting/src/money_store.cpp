// Rows and SQL of money.

#include "store.hpp"

namespace clinic::reporting::store {

void keep(db::Tx& tx, const Movement& movement)
{
    tx.run(R"(
        INSERT INTO reporting_money (id, kind, practitioner_id, site_id, method, amount, currency, day, week, month)
        VALUES (:id, :kind, :practitioner_id, :site_id, :method, :amount, :currency, :day, :week, :month)
        ON CONFLICT (id) DO NOTHING)",
        movement);
}

std::vector<MoneySum> money(db::Tx& tx, const Lens& lens)
{
    return tx.all<MoneySum>(R"(
        SELECT bucket, kind, practitioner_id, method, currency, CAST(SUM(amount) AS BIGINT) AS amount
          FROM (SELECT CASE CAST(:by AS TEXT) WHEN 'day' THEN day WHEN 'week' THEN week WHEN 'month' THEN month
                                              ELSE '' END AS bucket,
                       kind, practitioner_id, method, currency, amount
                  FROM reporting_money
                 WHERE day >= :from AND day <= :until
                   AND (CAST(:site AS TEXT) = '' OR site_id = :site)
                   AND (CAST(:practitioner AS TEXT) = '' OR practitioner_id = :practitioner)
                   AND (CAST(:everything AS INTEGER) = 1
                        OR CAST(:sites AS TEXT) LIKE '%|' || site_id || '|%')) shown
         GROUP BY bucket, kind, practitioner_id, method, currency
         ORDER BY bucket, currency)",
        lens.by, lens.from, lens.until, lens.site, lens.site, lens.practitioner, lens.practitioner,
        lens.everything, lens.sites);
}

} // namespace clinic::reporting::store
