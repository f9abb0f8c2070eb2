// The price list.

#include "store.hpp"

#include "platform/core/text.hpp"

namespace clinic::billing::store {

std::string sort_key(const ActDetails& act)
{
    return text::folded(act.label);
}

std::optional<Act> act(db::Tx& tx, ActId id)
{
    return tx.one<Act>(R"(
        SELECT id, coding, code, label, price_amount, price_currency, vat_rate, exemption, visit_type_id, archived,
               version
          FROM billing_acts
         WHERE id = :id)",
        id);
}

std::optional<Act> act_for(db::Tx& tx, clinics::VisitTypeId type)
{
    return tx.one<Act>(R"(
        SELECT id, coding, code, label, price_amount, price_currency, vat_rate, exemption, visit_type_id, archived,
               version
          FROM billing_acts
         WHERE visit_type_id = :type AND archived = 0)",
        type);
}

std::vector<Act> acts(
    db::Tx& tx, bool archived_too, const std::vector<std::string>& after, int limit)
{
    return tx.all<Act>(R"(
        SELECT id, coding, code, label, price_amount, price_currency, vat_rate, exemption, visit_type_id, archived,
               version
          FROM billing_acts
         WHERE archived <= CAST(:archived AS INTEGER) AND (sort_key, id) > (:key, :id)
         ORDER BY sort_key, id
         LIMIT :limit)",
        archived_too, after[0], after[1], limit);
}

std::int64_t count_acts(db::Tx& tx, bool archived_too)
{
    return tx.value<std::int64_t>(
        "SELECT COUNT(*) FROM billing_acts WHERE archived <= CAST(:archived AS INTEGER)",
        archived_too);
}

bool insert(db::Tx& tx, const Act& act)
{
    return tx.attempt(R"(
        INSERT INTO billing_acts (id, coding, code, label, price_amount, price_currency, vat_rate, exemption,
                                  visit_type_id, archived, version, sort_key)
        VALUES (:id, :coding, :code, :label, :amount, :currency, :vat_rate, :exemption, :visit_type, :archived, :version,
                :sort_key))",
               act, sort_key(act)) == db::Tx::Outcome::done;
}

bool update(db::Tx& tx, const Act& act)
{
    return tx.attempt(R"(
        UPDATE billing_acts
           SET coding = :coding, code = :code, label = :label, price_amount = :amount, price_currency = :currency,
               vat_rate = :vat_rate, exemption = :exemption, visit_type_id = :visit_type, archived = :archived,
               sort_key = :sort_key, version = version + 1
         WHERE id = :id)",
               act.coding, act.code, act.label, act.price, act.vat_rate, act.exemption,
               act.visit_type, act.archived, sort_key(act), act.id) == db::Tx::Outcome::done;
}

} // namespace clinic::billing::store
