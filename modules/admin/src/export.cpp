// The audit as a file: read page by page, kept enciphered on the disk while it is sent, and itself in the audit.

#include "audit_rows.hpp"
#include "handlers.hpp"

#include "platform/core/csv.hpp"
#include "platform/crypto/scratch_file.hpp"

#include <fmt/format.h>

namespace clinic::admin {
namespace {

constexpr int rows_at_once = 1'000;
constexpr std::int64_t most_rows = 500'000;

std::string joined(const std::vector<Role>& roles)
{
    std::string text;
    for (const auto role : roles) text.append(text.empty() ? "" : " ").append(api::spell(role));
    return text;
}

void add_head(Csv& csv, Language language)
{
    const std::array<Text, 12> titles{{{"Quand", "When"}, {"Sorte", "Kind"}, {"Qui", "Who"},
        {"Rôles", "Roles"}, {"Compte", "Account"}, {"Action", "Operation"}, {"Objet", "Subject"},
        {"Identifiant", "Subject id"}, {"Détail", "Detail"}, {"Adresse", "Address"},
        {"Requête", "Request"}, {"Issue", "Outcome"}}};
    for (const auto& title : titles) csv.text(language == Language::fr ? title.fr : title.en);
    csv.end_row();
}

void add_row(Csv& csv, const AuditRow& row)
{
    csv.plain(row.at.text()).text(api::spell(row.kind)).text(row.actor_name.value_or(""));
    csv.text(joined(row.actor_roles)).text(row.actor_id ? row.actor_id->view() : "");
    csv.text(row.action).text(row.subject_kind.value_or("")).text(row.subject_id.value_or(""));
    csv.text(row.detail.value_or("")).text(row.address).text(row.request_id);
    csv.text(api::spell(row.outcome)).end_row();
}

/// One format or the other, a piece at a time.
class Sheet {
public:
    Sheet(ExportFormat format, Language language) : format_(format), csv_(language)
    {
        if (format_ == ExportFormat::csv) add_head(csv_, language);
    }
    void add(const AuditRow& row)
    {
        if (format_ == ExportFormat::csv) return add_row(csv_, row);
        json_ += first_ ? "[\n" : ",\n";
        first_ = false;
        api::append_json(json_, row);
    }
    void end()
    {
        if (format_ == ExportFormat::json) json_ += first_ ? "[]\n" : "\n]\n";
    }
    [[nodiscard]] std::string take()
    {
        return format_ == ExportFormat::csv ? csv_.take() : std::exchange(json_, {});
    }

private:
    ExportFormat format_;
    Csv csv_;
    std::string json_;
    bool first_ = true;
};

std::unexpected<Problem> too_many()
{
    return refuse(Refusal::too_large, "too_many_rows",
        {"Plus de 500 000 lignes : réduisez la période ou ajoutez un filtre.",
            "More than 500,000 rows: narrow the time, or add a filter."});
}

} // namespace

Result<http::File> Handlers::export_audit(http::SlowContext& cx, const ExportAudit& in)
{
    const auto filter = in.filter();
    const auto rows = cx.read([&](http::Context& inner) {
        inner.subject("audit", {}, api::to_json(in));
        return store::count(inner.tx, filter);
    });
    if (rows > most_rows) return too_many();
    const auto file = std::make_shared<crypto::ScratchFile>(parts_.options.scratch);
    Sheet sheet(in.format, cx.language());
    std::string before;
    for (bool more = true; more;) {
        const auto page = cx.read(
            [&](http::Context& inner) { return store::list(inner.tx, filter, before); });
        for (const auto& entry : page) sheet.add(row_of(entry));
        more = page.size() >= static_cast<std::size_t>(rows_at_once);
        if (more) before = page.back().id.str();
        else sheet.end();
        file->append(sheet.take());
    }
    const bool csv = in.format == ExportFormat::csv;
    return http::File{file, csv ? "text/csv; charset=utf-8" : "application/json",
        fmt::format("audit-{}.{}", cx.now.text().substr(0, 10), csv ? "csv" : "json"), true};
}

ListAudit ExportAudit::filter() const
{
    ListAudit wanted;
    wanted.actor_id = actor_id;
    wanted.subject_id = subject_id;
    wanted.action = action;
    wanted.kind = kind;
    wanted.from = from;
    wanted.until = until;
    wanted.page.limit = rows_at_once;
    return wanted;
}

} // namespace clinic::admin
