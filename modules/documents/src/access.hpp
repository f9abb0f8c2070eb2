#pragma once
// The record rule of documents, all of it: who sees a patient's files, and who may do what to them.
//
//   practitioner   all of a patient whose clinical record they may read (in care, or an open break-glass)
//   receptionist,  administrative ones: invoices, receipts, other
//   admin
//   accountant     invoices and receipts, to read only; not one of some sites only: a file knows no site, its invoice does
//   patient        what is shared with them and what they brought themself; they bring files and take their own back
//
// What one may not see is answered like what does not exist.
//
// And who sees whose picture beside a name: everybody who is signed in that of the staff and their own; staff those of
// patients whom they may see; admins everybody's.

#include "auth/auth.hpp"
#include "clinics/clinics.hpp"
#include "documents/documents.hpp"
#include "store.hpp"

#include "platform/http/context.hpp"

namespace clinic::documents {

/// Invoices, receipts, other papers of no clinical content.
[[nodiscard]] bool is_administrative(Category category);

/// One person's reach over one patient's files. A person of several roles has all their reaches.
struct Reach {
    bool all = false;
    bool clinical = false; ///< and may write
    bool administrative = false;
    bool accounts = false;
    bool own = false;

    [[nodiscard]] bool any() const { return all || administrative || accounts || own; }
    [[nodiscard]] bool sees(const Document& document) const;
    /// Shares it, puts it in the trash, takes it out again.
    [[nodiscard]] bool keeps(const Document& document) const;
    [[nodiscard]] bool may_add(Category category) const;
    /// On the clinic's side: may share as they add.
    [[nodiscard]] bool serves() const { return clinical || administrative; }
    void narrow(store::Lens& lens) const;
};

class Access {
public:
    Access(const clinics::Clinics& clinics, const patients::Patients& patients)
        : clinics_(clinics), patients_(patients)
    {
    }

    [[nodiscard]] bool may_see_avatar(const http::Principal& user, const auth::User& whose) const;

    [[nodiscard]] Reach reach_of(const http::Principal& user, patients::PatientId patient) const;
    [[nodiscard]] std::optional<patients::PatientId> own_record(const http::Principal& user) const;
    /// A picture that is not public: whoever brought it.
    [[nodiscard]] static bool may_see(const http::Principal& user, const Media& media)
    {
        return media.is_public || media.owner == user.user;
    }

private:
    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
};

} // namespace clinic::documents
