#pragma once
// What is heard of the day beyond visits: notes, money, documents, posts, records opened outside of care.

#include "postman.hpp"
#include "teller.hpp"

#include "admin/admin.hpp"
#include "billing/billing.hpp"
#include "coaching/coaching.hpp"
#include "consultations/consultations.hpp"
#include "documents/documents.hpp"

#include "platform/bus/bus.hpp"

namespace clinic::notifications {

class DayListeners {
public:
    DayListeners(const Neighbours& neighbours, News& news, const Mails& mails, Postman& postman);
    void listen(bus::Bus& bus);

private:
    void listen_to_consultations(bus::Bus& bus);
    void listen_to_money(bus::Bus& bus);
    void listen_to_drafts(bus::Bus& bus);
    void listen_to_documents(bus::Bus& bus);
    void listen_to_posts(bus::Bus& bus);
    void listen_to_records(bus::Bus& bus);

    /// To the patient, when they have a log-in.
    void tell_patient(db::Tx& tx, patients::PatientId patient, const Told& told, std::string link);
    /// To the practitioners who care for the patient.
    void tell_carers(db::Tx& tx, patients::PatientId patient, const Told& told);
    /// To every admin but the one whose deed it was.
    void tell_admins(db::Tx& tx, UserId but, const Told& told, const std::string& link);
    /// To the patient by mail, on a worker.
    void mail_patient(const Told& told, std::string_view path);
    /// Pages of whose note it is and of who cares for the patient read it again.
    void note_changed(db::Tx& tx, const auto& event);
    /// So do those of the front desk, the accountants, whose visit it was and the patient.
    void invoice_changed(db::Tx& tx, const billing::Fact& fact);
    /// And those of the patient, of who cares for them and of the front desk.
    void document_changed(db::Tx& tx, documents::DocumentId document, patients::PatientId patient);

    [[nodiscard]] Told about(const billing::Issued& event) const;
    [[nodiscard]] Told about(const billing::Paid& event) const;

    const Neighbours& at_;
    Audience audience_;
    News& news_;
    Teller teller_;
    const Mails& mails_;
    Postman& postman_;
};

} // namespace clinic::notifications
