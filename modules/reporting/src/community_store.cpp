// Rows and SQL of what people write to each other.

#include "store.hpp"

namespace clinic::reporting::store {

void keep(db::Tx& tx, const std::string& id, const std::string& post, Act act, const Days& days)
{
    tx.run(R"(
        INSERT INTO reporting_community (id, post_id, act, gone, day, week, month)
        VALUES (:id, :post_id, :act, 0, :day, :week, :month)
        ON CONFLICT (id) DO NOTHING)",
        id, post, act, days);
}

void forget(db::Tx& tx, const std::string& id, const std::string& post, Act act, const Days& days)
{
    tx.run(R"(
        INSERT INTO reporting_community (id, post_id, act, gone, day, week, month)
        VALUES (:id, :post_id, :act, 1, :day, :week, :month)
        ON CONFLICT (id) DO UPDATE SET gone = 1)",
        id, post, act, days);
}

std::vector<ActCount> community(db::Tx& tx, const Lens& lens)
{
    return tx.all<ActCount>(R"(
        SELECT bucket, act, COUNT(*) AS count
          FROM (SELECT CASE CAST(:by AS TEXT) WHEN 'day' THEN day WHEN 'week' THEN week WHEN 'month' THEN month
                                              ELSE '' END AS bucket, act
                  FROM reporting_community written
                 WHERE day >= :from AND day <= :until AND gone = 0
                   AND NOT EXISTS (SELECT 1 FROM reporting_community post
                                    WHERE post.id = written.post_id AND post.gone = 1)) shown
         GROUP BY bucket, act)",
        lens.by, lens.from, lens.until);
}

} // namespace clinic::reporting::store
