// Money taken and given back, and what it comes to.

#include "store.hpp"

#include <array>

namespace clinic::billing::store {
namespace {

constexpr std::string_view select_payment = R"(
    SELECT p.id, p.invoice_id, i.number AS invoice_number, i.patient_id, i.patient_name, i.practitioner_id, i.site_id,
           p.kind, p.refunds_id, p.method, p.amount AS amount_amount, p.currency AS amount_currency, p.reference,
           p.reason, p.taken_by, p.paid_at, p.paid_on
      FROM billing_payments p
      JOIN billing_invoices i ON i.id = p.invoice_id)";

constexpr std::string_view conditions = R"(
     WHERE p.paid_on >= :from AND p.paid_on <= :until
       AND (CAST(:method AS TEXT) = '' OR p.method = :method)
       AND (CAST(:kind AS TEXT) = '' OR p.kind = :kind)
       AND (CAST(:site AS TEXT) = '' OR i.site_id = :site)
       AND (CAST(:sites AS TEXT) = '' OR CAST(:sites AS TEXT) LIKE '%|' || i.site_id || '|%')
       AND (CAST(:patient AS TEXT) = '' OR i.patient_id = :patient))";

/// By RevenueBy: an invoice has no method.
constexpr std::array<std::string_view, 3> invoice_keys{
    "issued_on", "COALESCE(practitioner_id, '')", "''"};
constexpr std::array<std::string_view, 3> payment_keys{
    "p.paid_on", "COALESCE(i.practitioner_id, '')", "p.method"};

std::string site_text(const RevenueQuery& query)
{
    return query.site_id ? query.site_id->str() : std::string();
}

/// One text for each key, put together once.
std::array<std::string, 3> keyed(const std::array<std::string_view, 3>& keys, std::string_view rest)
{
    std::array<std::string, 3> texts;
    for (std::size_t i = 0; i < keys.size(); ++i)
        texts[i] = std::string("SELECT ").append(keys[i]).append(rest);
    return texts;
}

} // namespace

void insert(db::Tx& tx, const Payment& payment)
{
    tx.run(R"(
        INSERT INTO billing_payments (id, invoice_id, kind, refunds_id, method, amount, currency, reference, reason,
                                      taken_by, paid_at, paid_on)
        VALUES (:id, :invoice_id, :kind, :refunds_id, :method, :amount, :currency, :reference, :reason, :taken_by,
                :paid_at, :paid_on))",
        payment.id, payment.invoice_id, payment.kind, payment.refunds_id, payment.method,
        payment.amount, payment.reference, payment.reason, payment.taken_by, payment.paid_at,
        payment.paid_on);
}

std::vector<Payment> payments_after(db::Tx& tx, const std::string& id, int limit)
{
    static const std::string sql = std::string(select_payment) +
                                   " WHERE p.id > :id ORDER BY p.id LIMIT :limit";
    return tx.all<Payment>(sql, id, limit);
}

std::optional<Payment> payment(db::Tx& tx, PaymentId id)
{
    static const std::string sql = std::string(select_payment) + " WHERE p.id = :id";
    return tx.one<Payment>(sql, id);
}

std::vector<Payment> payments_of(db::Tx& tx, InvoiceId id)
{
    static const std::string sql = std::string(select_payment) +
                                   " WHERE p.invoice_id = :id ORDER BY p.id";
    return tx.all<Payment>(sql, id);
}

std::int64_t refunded(db::Tx& tx, PaymentId id)
{
    return tx.value<std::int64_t>("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM "
                                  "billing_payments WHERE refunds_id = :id",
        id);
}

std::vector<Payment> payments(
    db::Tx& tx, const PaymentLens& lens, const std::vector<std::string>& after, int limit)
{
    static const std::string sql = std::string(select_payment).append(conditions).append(R"(
       AND (p.paid_at < :after OR (p.paid_at = :after AND p.id < :after_id))
     ORDER BY p.paid_at DESC, p.id DESC
     LIMIT :limit)");
    const Instant beyond{INT64_MAX};
    const auto after_at = after.front().empty() ? beyond
                                                : Instant::parse(after[0]).value_or(beyond);
    return tx.all<Payment>(sql, lens.from, lens.until, lens.method, lens.method, lens.kind,
        lens.kind, lens.site, lens.site, lens.sites, lens.sites, lens.patient, lens.patient,
        after_at, after_at, after[1], limit);
}

std::int64_t count_payments(db::Tx& tx, const PaymentLens& lens)
{
    static const std::string sql = std::string(R"(
    SELECT COUNT(*)
      FROM billing_payments p
      JOIN billing_invoices i ON i.id = p.invoice_id)")
                                       .append(conditions);
    return tx.value<std::int64_t>(sql, lens.from, lens.until, lens.method, lens.method, lens.kind,
        lens.kind, lens.site, lens.site, lens.sites, lens.sites, lens.patient, lens.patient);
}

std::vector<Sum> invoiced(db::Tx& tx, const RevenueQuery& query, const std::string& sites)
{
    static const auto texts = keyed(
        invoice_keys, R"(, currency, kind, CAST(SUM(total_amount) AS BIGINT)
      FROM billing_invoices
     WHERE issued_on >= :from AND issued_on <= :until
       AND (CAST(:site AS TEXT) = '' OR site_id = :site)
       AND (CAST(:sites AS TEXT) = '' OR CAST(:sites AS TEXT) LIKE '%|' || site_id || '|%')
     GROUP BY 1, currency, kind)");
    const auto site = site_text(query);
    return tx.all<Sum>(texts[static_cast<std::size_t>(query.by)], query.from, query.until, site,
        site, sites, sites);
}

std::vector<Sum> received(db::Tx& tx, const RevenueQuery& query, const std::string& sites)
{
    static const auto texts = keyed(
        payment_keys, R"(, p.currency, p.kind, CAST(SUM(p.amount) AS BIGINT)
      FROM billing_payments p
      JOIN billing_invoices i ON i.id = p.invoice_id
     WHERE p.paid_on >= :from AND p.paid_on <= :until
       AND (CAST(:site AS TEXT) = '' OR i.site_id = :site)
       AND (CAST(:sites AS TEXT) = '' OR CAST(:sites AS TEXT) LIKE '%|' || i.site_id || '|%')
     GROUP BY 1, p.currency, p.kind)");
    const auto site = site_text(query);
    return tx.all<Sum>(texts[static_cast<std::size_t>(query.by)], query.from, query.until, site,
        site, sites, sites);
}

} // namespace clinic::billing::store
