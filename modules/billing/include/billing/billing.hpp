#pragma once
// Invoices and the money taken for them. A draft can be edited and discarded; issuing gives it the next number of its series
// and year, without a gap, and from then on neither it, nor its lines, nor its payments ever change: what was wrong is put
// right by a credit note or a refund. Prices include VAT, as patients read them.

#include "appointments/appointments.hpp"
#include "clinics/clinics.hpp"
#include "documents/documents.hpp"
#include "patients/patients.hpp"

#include "platform/core/result.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clinic::billing {

using ActId = Id<struct ActTag>;
using InvoiceId = Id<struct InvoiceTag>;
using PaymentId = Id<struct PaymentTag>;

/// Of a whole invoice, in minor units: far below what 64 bits hold, so that a century of sums fits.
constexpr std::int64_t greatest_amount = 1'000'000'000'000;

/// The French nomenclatures of acts, or the clinic's own words.
enum class Coding { ngap, ccam, free };
constexpr auto spelled(Coding)
{
    return api::names("ngap", "ccam", "free");
}

enum class InvoiceKind { invoice, credit_note };
constexpr auto spelled(InvoiceKind)
{
    return api::names("invoice", "credit_note");
}

/// A credit note is `issued` for good. "Overdue" is no status: it comes with the date.
enum class InvoiceStatus { draft, issued, partially_paid, paid, credited };
constexpr auto spelled(InvoiceStatus)
{
    return api::names("draft", "issued", "partially_paid", "paid", "credited");
}

/// What is left to do: to issue, money to take or to give back, nothing.
enum class Stage { draft, open, settled };
constexpr auto spelled(Stage)
{
    return api::names("draft", "open", "settled");
}

enum class PaymentMethod { cash, card, transfer, cheque, online };
constexpr auto spelled(PaymentMethod)
{
    return api::names("cash", "card", "transfer", "cheque", "online");
}

enum class PaymentKind { payment, refund };
constexpr auto spelled(PaymentKind)
{
    return api::names("payment", "refund");
}

/// What an accountant says of an act of the price list.
struct ActDetails {
    Coding coding = Coding::free;
    std::optional<std::string> code; ///< CCAM: four letters and three digits; NGAP: as in "CS"
    std::string label;
    Money price; ///< VAT included; more than nothing
    int vat_rate = 0; ///< hundredths of a percent: 2000 is 20 %
    std::optional<std::string> exemption; ///< with a rate of 0: why, as printed on the invoice
    std::optional<clinics::VisitTypeId> visit_type; ///< visits of this type are billed as this act

    static constexpr auto schema = api::object(
        api::field("coding", &ActDetails::coding, "NGAP, CCAM or the clinic's own"),
        api::field(
            "code", &ActDetails::code, "In that coding", api::name(20), api::example("YYYY600")),
        api::field("label", &ActDetails::label, "As printed", api::name(200),
            api::example("Consultation de médecine générale")),
        api::field("price", &ActDetails::price, "VAT included", api::between(1, greatest_amount)),
        api::field("vat_rate", &ActDetails::vat_rate, "Hundredths of a percent; 2000 is 20 %",
            api::between(0, 5000), api::or_default()),
        api::field("exemption", &ActDetails::exemption,
            "Why there is no VAT, as printed; needed with a rate of 0", api::name(200),
            api::example("Exonération de TVA, art. 261-4-1° du CGI")),
        api::field(
            "visit_type_id", &ActDetails::visit_type, "Visits of this type are billed as it"));
};

struct Act : ActDetails {
    ActId id;
    bool archived = false;
    std::int64_t version = 1;

    static constexpr auto schema = api::Object{std::tuple_cat(
        api::object(api::field("id", &Act::id, "The act")).fields, ActDetails::schema.fields,
        api::object(api::field("archived", &Act::archived, "No longer offered"),
            api::field("version", &Act::version, "Counts changes; the ETag"))
            .fields)};
};

struct InvoiceLine {
    int position = 1;
    std::optional<ActId> act_id;
    std::optional<std::string> code;
    std::string label;
    int quantity = 1;
    Money unit_price;
    int vat_rate = 0;
    std::optional<std::string> exemption;
    Money total;
    std::optional<int> credits_position;

    static constexpr auto schema = api::object(
        api::field("position", &InvoiceLine::position, "From 1"),
        api::field("act_id", &InvoiceLine::act_id, "From the price list"),
        api::field("code", &InvoiceLine::code, "Of the act"),
        api::field("label", &InvoiceLine::label, "As printed"),
        api::field("quantity", &InvoiceLine::quantity, "How many"),
        api::field("unit_price", &InvoiceLine::unit_price, "VAT included"),
        api::field("vat_rate", &InvoiceLine::vat_rate, "Hundredths of a percent"),
        api::field("exemption", &InvoiceLine::exemption, "Why there is no VAT"),
        api::field("total", &InvoiceLine::total, "VAT included"),
        api::field("credits_position", &InvoiceLine::credits_position,
            "On a credit note: the line that it takes back"));
};

/// An invoice or a credit note as it stands.
struct Invoice {
    InvoiceId id;
    InvoiceKind kind = InvoiceKind::invoice;
    InvoiceStatus status = InvoiceStatus::draft;
    Stage stage = Stage::draft;
    std::optional<std::string> number; ///< "F2026-00042"; absent while it is a draft
    patients::PatientId patient_id;
    std::string patient_name;
    std::optional<clinics::PractitionerId> practitioner_id;
    clinics::SiteId site_id;
    std::optional<appointments::AppointmentId> appointment_id;
    std::optional<InvoiceId> credits_id;
    std::optional<LocalDate> visited_on;
    Money net;
    Money vat;
    Money total;
    Money paid; ///< less what was given back
    Money credited;
    Money due; ///< total - credited - paid; less than nothing: to be given back
    std::optional<LocalDate> issued_on;
    std::optional<LocalDate> due_on;
    bool overdue = false;
    std::optional<std::string> note;
    std::optional<std::string> reason;
    Instant dated_at;
    Instant created_at;
    std::int64_t version = 1;

    static constexpr auto schema = api::object(api::field("id", &Invoice::id, "Names the invoice"),
        api::field("kind", &Invoice::kind, "Invoice or credit note"),
        api::field("status", &Invoice::status, "Where it stands"),
        api::field("stage", &Invoice::stage, "To issue, to collect, settled"),
        api::field("number", &Invoice::number, "Absent while it is a draft"),
        api::field("patient_id", &Invoice::patient_id, "Whom it is for"),
        api::field("patient_name", &Invoice::patient_name, "As printed"),
        api::field("practitioner_id", &Invoice::practitioner_id, "Who gave the care"),
        api::field("site_id", &Invoice::site_id, "Where"),
        api::field("appointment_id", &Invoice::appointment_id, "For which visit"),
        api::field("credits_id", &Invoice::credits_id, "The invoice that a credit note takes back"),
        api::field("visited_on", &Invoice::visited_on, "Day of the visit"),
        api::field("net", &Invoice::net, "Without VAT"), api::field("vat", &Invoice::vat, "VAT"),
        api::field("total", &Invoice::total, "VAT included"),
        api::field("paid", &Invoice::paid, "Taken so far, less what was given back"),
        api::field("credited", &Invoice::credited, "Taken back by credit notes"),
        api::field("due", &Invoice::due, "Still to pay; negative: to be given back"),
        api::field("issued_on", &Invoice::issued_on, "Day of issue, at the site"),
        api::field("due_on", &Invoice::due_on, "To be paid by then"),
        api::field("overdue", &Invoice::overdue, "Open beyond its day"),
        api::field("note", &Invoice::note, "Printed below the lines"),
        api::field("reason", &Invoice::reason, "Why it was credited"),
        api::field("dated_at", &Invoice::dated_at, "When it was issued, or drafted; orders lists"),
        api::field("created_at", &Invoice::created_at, "When it was drafted"),
        api::field("version", &Invoice::version, "Grows with every change; see ETag"));
};

/// Money taken, or given back.
struct Payment {
    PaymentId id;
    InvoiceId invoice_id;
    std::string invoice_number;
    patients::PatientId patient_id;
    std::string patient_name;
    std::optional<clinics::PractitionerId> practitioner_id;
    clinics::SiteId site_id;
    PaymentKind kind = PaymentKind::payment;
    std::optional<PaymentId> refunds_id;
    PaymentMethod method = PaymentMethod::cash;
    Money amount; ///< always more than nothing; `kind` tells the direction
    std::optional<std::string> reference;
    std::optional<std::string> reason;
    std::string taken_by;
    Instant paid_at;
    LocalDate paid_on; ///< at the site

    static constexpr auto schema = api::object(api::field("id", &Payment::id, "Names the payment"),
        api::field("invoice_id", &Payment::invoice_id, "For which invoice"),
        api::field("invoice_number", &Payment::invoice_number, "Its number"),
        api::field("patient_id", &Payment::patient_id, "Whose invoice"),
        api::field("patient_name", &Payment::patient_name, "As on the invoice"),
        api::field("practitioner_id", &Payment::practitioner_id, "Who gave the care"),
        api::field("site_id", &Payment::site_id, "Where"),
        api::field("kind", &Payment::kind, "Taken or given back"),
        api::field("refunds_id", &Payment::refunds_id, "The payment that is given back"),
        api::field("method", &Payment::method, "How"),
        api::field("amount", &Payment::amount, "How much"),
        api::field("reference", &Payment::reference, "Of the cheque, transfer or card slip"),
        api::field("reason", &Payment::reason, "Why it was given back"),
        api::field("taken_by", &Payment::taken_by, "Who took it"),
        api::field("paid_at", &Payment::paid_at, "When"),
        api::field("paid_on", &Payment::paid_on, "The day at the site"));
};

// ---- events -------------------------------------------------------------------------------------

struct Drafted {
    InvoiceId invoice;
    patients::PatientId patient;

    static constexpr std::string_view event_name = "billing.drafted";
    [[nodiscard]] std::string aggregate() const { return invoice.str(); }
    static constexpr auto schema = api::object(
        api::field("invoice", &Drafted::invoice, "Which draft"),
        api::field("patient", &Drafted::patient, "Whose"));
};

/// What the facts below share. `invoice` orders them.
struct Fact {
    InvoiceId invoice;
    patients::PatientId patient;
    std::optional<clinics::PractitionerId> practitioner;
    clinics::SiteId site;

    static constexpr auto schema = api::object(
        api::field("invoice", &Fact::invoice, "Which invoice"),
        api::field("patient", &Fact::patient, "Whose"),
        api::field("practitioner", &Fact::practitioner, "Who gave the care"),
        api::field("site", &Fact::site, "Where"));

    [[nodiscard]] std::string aggregate() const { return invoice.str(); }
};

struct Issued : Fact {
    std::string number;
    Money total;
    LocalDate issued_on;
    std::int64_t version = 1;

    static constexpr std::string_view event_name = "billing.issued";
    static constexpr auto schema = api::Object{std::tuple_cat(Fact::schema.fields,
        api::object(api::field("number", &Issued::number, "Its number"),
            api::field("total", &Issued::total, "VAT included"),
            api::field("issued_on", &Issued::issued_on, "The day at the site"),
            api::field("version", &Issued::version, "Of the invoice after this"))
            .fields)};
};

struct Credited : Fact {
    InvoiceId credit_note;
    std::string number; ///< of the credit note
    Money total;
    LocalDate issued_on;

    static constexpr std::string_view event_name = "billing.credited";
    static constexpr auto schema = api::Object{std::tuple_cat(Fact::schema.fields,
        api::object(api::field("credit_note", &Credited::credit_note, "Which credit note"),
            api::field("number", &Credited::number, "Its number"),
            api::field("total", &Credited::total, "VAT included"),
            api::field("issued_on", &Credited::issued_on, "The day at the site"))
            .fields)};
};

struct Paid : Fact {
    PaymentId payment;
    PaymentMethod method = PaymentMethod::cash;
    Money amount;
    Instant paid_at;
    bool settled = false; ///< nothing is due any more

    static constexpr std::string_view event_name = "billing.paid";
    static constexpr auto schema = api::Object{std::tuple_cat(
        Fact::schema.fields, api::object(api::field("payment", &Paid::payment, "Which payment"),
                                 api::field("method", &Paid::method, "How"),
                                 api::field("amount", &Paid::amount, "How much"),
                                 api::field("paid_at", &Paid::paid_at, "When"),
                                 api::field("settled", &Paid::settled, "Nothing is due any more"))
                                 .fields)};
};

struct Refunded : Fact {
    PaymentId payment;
    PaymentMethod method = PaymentMethod::cash;
    Money amount;
    Instant at;

    static constexpr std::string_view event_name = "billing.refunded";
    static constexpr auto schema = api::Object{std::tuple_cat(Fact::schema.fields,
        api::object(api::field("payment", &Refunded::payment, "The refund's own id"),
            api::field("method", &Refunded::method, "How"),
            api::field("amount", &Refunded::amount, "How much"),
            api::field("at", &Refunded::at, "When"))
            .fields)};
};

/// A payment service that takes the money outside and tells of it by a signed message.
class PaymentProvider {
public:
    virtual ~PaymentProvider() = default;

    struct Order {
        InvoiceId invoice;
        std::string number;
        Money amount;
        Language language = Language::fr;
    };
    struct Checkout {
        std::string reference; ///< the provider's name for it
        std::string url; ///< where the patient pays
    };
    /// What a genuine message says was paid. The same message may come twice.
    struct Settlement {
        std::string message_id;
        std::string reference;
        InvoiceId invoice;
        Money amount;
    };
    /// Reaches outside: never inside a transaction. The same order asked for again gives the same checkout.
    [[nodiscard]] virtual Result<Checkout> start(const Order&) = 0;
    /// Refuses what is forged, changed, or too old; `signature` is the header that the provider names.
    [[nodiscard]] virtual Result<Settlement> verify(
        std::string_view body, std::string_view signature, Instant now) const = 0;
};

/// A past visit with the bill that it had, for the demo clinic.
struct PastVisit {
    enum class Bill { draft, issued, partly_paid, paid };
    appointments::Appointment visit; ///< completed
    Bill bill = Bill::paid;
    PaymentMethod method = PaymentMethod::card;
    std::string taken_by{};
};

class Handlers;

/// Whom it asks. All must outlive it.
struct Neighbours {
    db::Database& database;
    bus::Bus& bus;
    const Clock& clock;
    const clinics::Clinics& clinics;
    patients::Patients& patients;
    documents::Documents& documents;
    appointments::Appointments& appointments;
};

/// Reads inside a handler see the handler's own transaction; none of them asks who wants to know.
class Billing {
public:
    /// Registers its listeners: before the bus starts.
    explicit Billing(const Neighbours&);
    virtual ~Billing();
    Billing(const Billing&) = delete;
    Billing& operator=(const Billing&) = delete;

    virtual void mount(http::Router&);
    /// Takes money online from now on; before serving. Without one, online payment is refused.
    void use(PaymentProvider& provider);

    [[nodiscard]] virtual std::optional<Invoice> find(InvoiceId) const;
    [[nodiscard]] virtual std::optional<Payment> payment(PaymentId) const;

    // For imports into other modules: all of it, page by page in the order of the ids, those after this one.
    [[nodiscard]] virtual std::vector<Payment> payments_after(
        std::optional<PaymentId> last, int limit) const;
    /// Invoices and credit notes; no drafts.
    [[nodiscard]] virtual std::vector<Invoice> issued_after(
        std::optional<InvoiceId> last, int limit) const;

    // For the demo: unchecked, events are not told, never inside a request.
    virtual ActId add_act(const ActDetails&);
    /// Bills past visits in one transaction, in the order of their completion.
    virtual void import(std::span<const PastVisit>);

private:
    Neighbours neighbours_;
    std::unique_ptr<Handlers> handlers_;
};

} // namespace clinic::billing
