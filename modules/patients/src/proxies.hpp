#pragma once
// Who acts for a patient: a parent for their child, a guardian. The front desk writes it down on the patient's
// administrative card; what it allows is asked of access.hpp.

#include "patients/patients.hpp"

#include "platform/db/tx.hpp"
#include "platform/http/context.hpp"
#include "platform/http/page.hpp"
#include "platform/http/router.hpp"

namespace clinic::patients {

using ProxyId = Id<struct ProxyTag>;

/// Somebody who acts for a patient, as staff see it.
struct Proxy {
    ProxyId id;
    PatientId patient_id;
    std::string name;
    Relation relation = Relation::parent;
    bool kept = false;
    Instant since;
    std::optional<LocalDate> until;

    static constexpr auto schema = api::object(
        api::field("id", &Proxy::id, "Names that they act for the patient"),
        api::field("patient_id", &Proxy::patient_id, "Who acts, by their own record"),
        api::field("name", &Proxy::name, "For display"),
        api::field("relation", &Proxy::relation, "Who they are to the patient"),
        api::field("kept", &Proxy::kept, "Also once the patient has come of age"),
        api::field("since", &Proxy::since, "Written down at"),
        api::field(
            "until", &Proxy::until, "The day on which it ends by itself: the coming of age"));
};

struct AddProxy {
    PatientId id;
    PatientId patient_id;
    Relation relation = Relation::parent;
    bool kept = false;

    static constexpr auto schema = api::object(api::field("id", &AddProxy::id, "For which patient"),
        api::field("patient_id", &AddProxy::patient_id,
            "Who acts: a patient with an account of their own"),
        api::field("relation", &AddProxy::relation, "Who they are to the patient"),
        api::field("kept", &AddProxy::kept,
            "Also once the patient has come of age: for adults under protection",
            api::or_default()));
};

struct OneProxy {
    PatientId id;
    ProxyId proxy_id;

    static constexpr auto schema = api::object(api::field("id", &OneProxy::id, "Which patient"),
        api::field("proxy_id", &OneProxy::proxy_id, "Who acted for them"));
};

class ProxyHandlers {
public:
    using ByPatient = http::ById<PatientId>;

    Result<http::Page<Proxy>> proxies(http::Context&, const ByPatient&);
    Result<Proxy> add_proxy(http::Context&, const AddProxy&);
    Result<Nothing> end_proxy(http::Context&, const OneProxy&);
    Result<http::Page<Ward>> wards(http::Context&, const http::NoInput&);
};

namespace store {
/// A row that was not ended by staff; whether it holds today is for access.hpp.
struct ProxyRow {
    ProxyId id;
    PatientId patient_id;
    PatientId proxy_id;
    Relation relation = Relation::parent;
    bool kept = false;
    Instant since;
    std::string patient_name;
    std::optional<LocalDate> patient_birth_date;
    std::string proxy_name;
    bool proxy_able = false; ///< has a log-in, and is not archived

    static constexpr auto schema = api::object(api::field("id", &ProxyRow::id, ""),
        api::field("patient_id", &ProxyRow::patient_id, ""),
        api::field("proxy_id", &ProxyRow::proxy_id, ""),
        api::field("relation", &ProxyRow::relation, ""), api::field("kept", &ProxyRow::kept, ""),
        api::field("since", &ProxyRow::since, ""),
        api::field("patient_name", &ProxyRow::patient_name, ""),
        api::field("patient_birth_date", &ProxyRow::patient_birth_date, ""),
        api::field("proxy_name", &ProxyRow::proxy_name, ""),
        api::field("proxy_able", &ProxyRow::proxy_able, ""));
};
/// By when they were written down.
[[nodiscard]] std::vector<ProxyRow> proxies_of(db::Tx&, PatientId);
[[nodiscard]] std::vector<ProxyRow> wards_of(db::Tx&, UserId);
/// False when they act for the patient already.
[[nodiscard]] bool insert_proxy(db::Tx&, const ProxyRow&);
void end_proxy(db::Tx&, ProxyId, Instant now);
} // namespace store

} // namespace clinic::patients
