#pragma once
// From ids to what people call things, each looked up once per page or mail.

#include "texts.hpp"

#include <unordered_map>

namespace clinic::notifications {

class Words {
public:
    Words(const clinics::Clinics& clinics, const patients::Patients& patients)
        : clinics_(clinics), patients_(patients)
    {
    }
    [[nodiscard]] VisitWords of(const Facts& visit);

private:
    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
    std::unordered_map<patients::PatientId, std::string> patient_names_;
    std::unordered_map<clinics::PractitionerId, std::string> practitioner_names_;
    std::unordered_map<clinics::SiteId, std::optional<clinics::Site>> sites_;
};

} // namespace clinic::notifications
