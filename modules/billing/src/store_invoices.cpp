// Invoices as they are read, and drafts as they are written.

#include "store.hpp"

#include "platform/core/text.hpp"

#include <array>

namespace clinic::billing::store {
namespace {

constexpr std::string_view select_invoice = R"(
    SELECT i.id, i.kind, b.status, b.stage, i.number, i.patient_id, i.patient_name, i.practitioner_id, i.site_id,
           i.appointment_id, i.credits_id, i.visited_on, i.net_amount, i.currency AS net_currency, i.vat_amount,
           i.currency AS vat_currency, i.total_amount, i.currency AS total_currency, b.paid_amount,
           i.currency AS paid_currency, b.credited_amount, i.currency AS credited_currency,
           CASE WHEN i.number IS NULL OR i.kind = 'credit_note' THEN 0
                ELSE i.total_amount - b.credited_amount - b.paid_amount END AS due_amount,
           i.currency AS due_currency, i.issued_on, i.due_on,
           CASE WHEN b.stage = 'open' AND b.status IN ('issued', 'partially_paid')
                 AND i.due_on < CAST(:today AS TEXT) THEN 1 ELSE 0 END AS overdue,
           i.note, i.reason, i.dated_at, i.created_at, b.version
      FROM billing_invoices i
      JOIN billing_balances b ON b.invoice_id = i.id)";

constexpr std::string_view count_invoices = R"(
    SELECT COUNT(*)
      FROM billing_invoices i
      JOIN billing_balances b ON b.invoice_id = i.id)";

constexpr std::string_view conditions = R"(
       AND i.dated_at >= :from AND i.dated_at < :until
       AND (CAST(:patient AS TEXT) = '' OR i.patient_id = :patient)
       AND (CAST(:practitioner AS TEXT) = '' OR i.practitioner_id = :practitioner)
       AND (CAST(:site AS TEXT) = '' OR i.site_id = :site)
       AND (CAST(:appointment AS TEXT) = '' OR i.appointment_id = :appointment)
       AND (CAST(:stage AS TEXT) = '' OR b.stage = :stage)
       AND (CAST(:status AS TEXT) = '' OR b.status = :status)
       AND (CAST(:kind AS TEXT) = '' OR i.kind = :kind)
       AND (CAST(:sites AS TEXT) = '' OR CAST(:sites AS TEXT) LIKE '%|' || i.site_id || '|%')
       AND (CAST(:q AS TEXT) = '' OR i.search_text LIKE '%' || CAST(:q AS TEXT) || '%' ESCAPE '!')
       AND (CAST(:overdue AS INTEGER) = 0
            OR (b.status IN ('issued', 'partially_paid') AND b.stage = 'open' AND i.due_on < CAST(:today AS TEXT)))
       AND (CAST(:issued AS INTEGER) = 0 OR i.number IS NOT NULL))";

constexpr std::string_view ascending = R"(
       AND (i.dated_at > :after OR (i.dated_at = :after AND i.id > :after_id))
     ORDER BY i.dated_at, i.id
     LIMIT :limit)";
constexpr std::string_view descending = R"(
       AND (i.dated_at < :after OR (i.dated_at = :after AND i.id < :after_id))
     ORDER BY i.dated_at DESC, i.id DESC
     LIMIT :limit)";

/// One for each index: a condition that may be absent would keep the planner from using it.
constexpr std::array<std::string_view, 4> by_key{"\n     WHERE i.patient_id = :key",
    "\n     WHERE i.practitioner_id = :key", "\n     WHERE b.stage = :key",
    "\n     WHERE CAST(:key AS TEXT) = ''"};

std::string text_of(std::string_view start, std::size_t by, std::string_view end)
{
    return std::string(start).append(by_key[by]).append(conditions).append(end);
}

/// The statements' texts, put together once from the literals above.
const std::string& list_text(Lens::By by, InvoiceOrder order)
{
    static const auto texts = [] {
        std::array<std::array<std::string, 2>, by_key.size()> all;
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = {
                text_of(select_invoice, i, ascending), text_of(select_invoice, i, descending)};
        }
        return all;
    }();
    return texts[static_cast<std::size_t>(by)][static_cast<std::size_t>(order)];
}

/// For LIKE … ESCAPE '!'.
std::string literal(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        if (c == '!' || c == '%' || c == '_') escaped += '!';
        escaped += c;
    }
    return escaped;
}

void insert_lines(db::Tx& tx, InvoiceId id, const std::vector<InvoiceLine>& lines)
{
    for (const auto& line : lines) {
        tx.run(R"(
            INSERT INTO billing_lines (invoice_id, position, act_id, code, label, quantity, unit_price, vat_rate,
                                       exemption, total, currency, credits_position)
            VALUES (:invoice_id, :position, :act_id, :code, :label, :quantity, :unit_price, :vat_rate, :exemption, :total,
                    :currency, :credits_position))",
            id, line.position, line.act_id, line.code, line.label, line.quantity,
            line.unit_price.amount, line.vat_rate, line.exemption, line.total,
            line.credits_position);
    }
}

std::optional<IssuedRef> credited(db::Tx& tx, const std::optional<InvoiceId>& id)
{
    if (!id) return std::nullopt;
    return tx.one<IssuedRef>(R"(
        SELECT id, number, total_amount, currency AS total_currency, issued_on
          FROM billing_invoices
         WHERE id = :id)",
        *id);
}

} // namespace

std::vector<Invoice> issued_after(db::Tx& tx, const std::string& id, int limit)
{
    static const std::string sql = std::string(select_invoice) + R"(
     WHERE i.id > :id AND i.number IS NOT NULL
     ORDER BY i.id
     LIMIT :limit)";
    return tx.all<Invoice>(sql, LocalDate{}, id, limit);
}

std::optional<Invoice> find(db::Tx& tx, InvoiceId id, LocalDate today)
{
    static const std::string sql = std::string(select_invoice) + " WHERE i.id = :id";
    return tx.one<Invoice>(sql, today, id);
}

std::optional<InvoiceId> of_appointment(db::Tx& tx, appointments::AppointmentId appointment)
{
    return tx.one<InvoiceId>(
        "SELECT id FROM billing_invoices WHERE appointment_id = :appointment", appointment);
}

std::vector<InvoiceLine> lines(db::Tx& tx, InvoiceId id)
{
    return tx.all<InvoiceLine>(R"(
        SELECT position, act_id, code, label, quantity, unit_price AS unit_price_amount,
               currency AS unit_price_currency, vat_rate, exemption, total AS total_amount, currency AS total_currency,
               credits_position
          FROM billing_lines
         WHERE invoice_id = :id
         ORDER BY position)",
        id);
}

std::vector<std::tuple<int, std::int64_t>> credited_lines(db::Tx& tx, InvoiceId id)
{
    return tx.all<std::tuple<int, std::int64_t>>(R"(
        SELECT l.credits_position, CAST(SUM(l.total) AS BIGINT)
          FROM billing_lines l
          JOIN billing_invoices i ON i.id = l.invoice_id
         WHERE i.credits_id = :id
         GROUP BY l.credits_position)",
        id);
}

std::vector<IssuedRef> credit_notes(db::Tx& tx, InvoiceId id)
{
    return tx.all<IssuedRef>(R"(
        SELECT id, number, total_amount, currency AS total_currency, issued_on
          FROM billing_invoices
         WHERE credits_id = :id
         ORDER BY dated_at, id)",
        id);
}

InvoiceDetail detail(db::Tx& tx, Invoice invoice)
{
    const auto id = invoice.id;
    auto credits = credited(tx, invoice.credits_id);
    return {std::move(invoice), lines(tx, id), payments_of(tx, id), credit_notes(tx, id),
        std::move(credits)};
}

void insert(db::Tx& tx, const Invoice& draft, const std::vector<InvoiceLine>& lines)
{
    tx.run(R"(
        INSERT INTO billing_invoices (id, kind, credits_id, patient_id, patient_name, practitioner_id, site_id,
                                      appointment_id, visited_on, currency, net_amount, vat_amount, total_amount, note,
                                      reason, dated_at, search_text, created_at)
        VALUES (:id, :kind, :credits_id, :patient_id, :patient_name, :practitioner_id, :site_id, :appointment_id,
                :visited_on, :currency, :net, :vat, :total, :note, :reason, :dated_at, :search_text, :created_at))",
        draft.id, draft.kind, draft.credits_id, draft.patient_id, draft.patient_name,
        draft.practitioner_id, draft.site_id, draft.appointment_id, draft.visited_on,
        draft.total.currency, draft.net.amount, draft.vat.amount, draft.total.amount, draft.note,
        draft.reason, draft.dated_at, text::folded(draft.patient_name), draft.created_at);
    insert_lines(tx, draft.id, lines);
    tx.run(R"(
        INSERT INTO billing_balances (invoice_id, status, stage, total_amount, version)
        VALUES (:id, 'draft', 'draft', :total, :version))",
        draft.id, draft.total.amount, draft.version);
}

void update(db::Tx& tx, Invoice& draft, const std::vector<InvoiceLine>& lines)
{
    tx.run(R"(
        UPDATE billing_invoices
           SET practitioner_id = :practitioner_id, currency = :currency, net_amount = :net, vat_amount = :vat,
               total_amount = :total, note = :note, visited_on = :visited_on
         WHERE id = :id)",
        draft.practitioner_id, draft.total.currency, draft.net.amount, draft.vat.amount,
        draft.total.amount, draft.note, draft.visited_on, draft.id);
    tx.run("DELETE FROM billing_lines WHERE invoice_id = :id", draft.id);
    insert_lines(tx, draft.id, lines);
    tx.run("UPDATE billing_balances SET total_amount = :total, version = version + 1 WHERE "
           "invoice_id = :id",
        draft.total.amount, draft.id);
    ++draft.version;
}

void discard(db::Tx& tx, InvoiceId id)
{
    tx.run("DELETE FROM billing_balances WHERE invoice_id = :id", id);
    tx.run("DELETE FROM billing_lines WHERE invoice_id = :id", id);
    tx.run("DELETE FROM billing_invoices WHERE id = :id", id);
}

void rename_patient(db::Tx& tx, patients::PatientId patient, const std::string& name)
{
    tx.run(R"(
        UPDATE billing_invoices
           SET patient_name = :name, search_text = :search_text
         WHERE patient_id = :patient AND number IS NULL AND patient_name <> :name)",
        name, text::folded(name), patient, name);
}

std::vector<Invoice> list(db::Tx& tx, const Lens& lens, InvoiceOrder order,
    const std::vector<std::string>& after, int limit)
{
    const bool first_page = after.front().empty();
    const Instant beyond = order == InvoiceOrder::asc ? Instant{INT64_MIN} : Instant{INT64_MAX};
    const Instant after_at = first_page ? beyond : Instant::parse(after[0]).value_or(beyond);
    const auto q = literal(lens.q);
    return tx.all<Invoice>(list_text(lens.by, order), lens.today, lens.key, lens.from, lens.until,
        lens.patient, lens.patient, lens.practitioner, lens.practitioner, lens.site, lens.site,
        lens.appointment, lens.appointment, lens.stage, lens.stage, lens.status, lens.status,
        lens.kind, lens.kind, lens.sites, lens.sites, q, q, lens.overdue, lens.today, lens.issued,
        after_at, after_at, after[1], limit);
}

std::int64_t count(db::Tx& tx, const Lens& lens)
{
    static const auto texts = [] {
        std::array<std::string, by_key.size()> all;
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = text_of(count_invoices, i, "");
        return all;
    }();
    const auto q = literal(lens.q);
    return tx.value<std::int64_t>(texts[static_cast<std::size_t>(lens.by)], lens.key, lens.from,
        lens.until, lens.patient, lens.patient, lens.practitioner, lens.practitioner, lens.site,
        lens.site, lens.appointment, lens.appointment, lens.stage, lens.stage, lens.status,
        lens.status, lens.kind, lens.kind, lens.sites, lens.sites, q, q, lens.overdue, lens.today,
        lens.issued);
}

} // namespace clinic::billing::store
