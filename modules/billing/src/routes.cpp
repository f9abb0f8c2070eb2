// The route table of billing.

#include "handlers.hpp"

#include "auth/auth.hpp"

namespace clinic::billing {

void Billing::mount(http::Router& router)
{
    constexpr auto books = allow::front_desk | allow::accountant;
    constexpr auto prices = allow::accountant | allow::admin;
    auto routes = router.section("Billing", *handlers_);

    routes.get<&Handlers::list>("/api/invoices", {"Invoices and credit notes", allow::parties});
    routes.post<&Handlers::draft>(
        "/api/invoices", {"Draft an invoice by hand", books, http::created});
    routes.get<&Handlers::show>("/api/invoices/{id}", {"One invoice", allow::parties});
    routes.put<&Handlers::edit>("/api/invoices/{id}", {"Edit a draft", books});
    routes.del<&Handlers::discard>("/api/invoices/{id}", {"Discard a draft", books});
    routes.post<&Handlers::issue>(
        "/api/invoices/{id}/issue", {"Give a draft its number; it changes no more", books});
    routes.post<&Handlers::pay>("/api/invoices/{id}/pay", {"Take money for an invoice", books});
    routes.post<&Handlers::refund>(
        "/api/invoices/{id}/refund", {"Give money back, with a reason", books});
    routes.post<&Handlers::credit>("/api/invoices/{id}/credit",
        {"Take back the whole or a part by a credit note", books, http::created});
    routes.post<&Handlers::checkout>("/api/invoices/{id}/checkout", {"Pay online", allow::parties});

    routes.get<&Handlers::pdf>("/api/invoices/{id}/pdf", {"An invoice as PDF", allow::parties});
    routes.get<&Handlers::receipt>("/api/billing/payments/{payment_id}/receipt",
        {"The receipt of a payment as PDF", allow::parties});

    routes.get<&Handlers::acts>("/api/billing/acts", {"The price list", books});
    routes.post<&Handlers::add_act>(
        "/api/billing/acts", {"Add an act to the price list", prices, http::created});
    routes.put<&Handlers::edit_act>("/api/billing/acts/{id}", {"Edit an act", prices});
    routes.del<&Handlers::archive_act>("/api/billing/acts/{id}", {"Archive an act", prices});

    routes.get<&Handlers::payments>("/api/billing/payments", {"Money taken and given back", books});
    routes.get<&Handlers::revenue>("/api/billing/reports/revenue",
        {"What was billed and taken", books, http::step_up_when("format", "csv")});
}

} // namespace clinic::billing
