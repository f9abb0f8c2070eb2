#pragma once
// From ids to what people call things, each looked up once per page or mail.

#include "texts.hpp"

#include <unordered_map>

namespace clinic::notifications {

class Words {
public:
    Words(const clinics::Clinics& clinics, const patients::Patients& patients,
        const coaching::Coaching& coaching)
        : clinics_(clinics), patients_(patients), coaching_(coaching)
    {
    }
    [[nodiscard]] NewsWords of(const Facts& facts);

private:
    [[nodiscard]] const std::string& patient(patients::PatientId id);
    [[nodiscard]] const std::string& practitioner(clinics::PractitionerId id);
    /// As the feed calls them: who works here by their full name, others by first name and initial.
    [[nodiscard]] const std::string& person(UserId id);

    const clinics::Clinics& clinics_;
    const patients::Patients& patients_;
    const coaching::Coaching& coaching_;
    std::unordered_map<patients::PatientId, std::string> patient_names_;
    std::unordered_map<clinics::PractitionerId, std::string> practitioner_names_;
    std::unordered_map<UserId, std::string> person_names_;
    std::unordered_map<clinics::SiteId, std::optional<clinics::Site>> sites_;
};

} // namespace clinic::notifications
