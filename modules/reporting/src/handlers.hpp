#pragma once
// The reports. They run on the workers, for a long period adds up many rows.

#include "sheet.hpp"
#include "store.hpp"

#include "platform/http/context.hpp"

namespace clinic::reporting {

class Handlers {
public:
    Handlers(const clinics::Clinics& clinics, const appointments::Appointments& appointments)
        : clinics_(clinics), appointments_(appointments), access_(clinics)
    {
    }

    // activity.cpp
    Result<http::OrFile<ActivityReport>> activity(http::SlowContext& cx, const ReportQuery& in);
    // patients.cpp
    Result<http::OrFile<PatientsReport>> patients(http::SlowContext& cx, const ReportQuery& in);
    // finance.cpp
    Result<http::OrFile<FinanceReport>> finance(http::SlowContext& cx, const ReportQuery& in);
    // community.cpp
    Result<http::OrFile<CommunityReport>> community(http::SlowContext& cx, const ReportQuery& in);

private:
    /// Refuses a period that ends before it begins, or is longer than two years.
    [[nodiscard]] static Result<Nothing> check_period(const ReportQuery& in);

    const clinics::Clinics& clinics_;
    const appointments::Appointments& appointments_;
    Access access_;
};

} // namespace clinic::reporting
