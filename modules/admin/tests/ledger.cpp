#include "ledger.hpp"

#include "../src/chain_store.hpp"

#include "platform/crypto/bytes.hpp"

#include <fmt/format.h>

namespace clinic::admin::test {

Ledger::Ledger(clinic::test::DatabaseKind kind, int threads)
    : folder(std::filesystem::temp_directory_path() /
             ("monoclinic-ledger-" + crypto::hex(crypto::random_bytes(8)))),
      database({.kind = kind, .tune = [threads](db::Options& options) { options.pool = threads; }})
{
    clock.set(*Instant::parse("2026-02-10T08:00:00Z"));
    open();
}

Ledger::~Ledger()
{
    std::filesystem::remove_all(folder);
}

void Ledger::open()
{
    lanes = std::make_unique<Lanes>();
    notary = std::make_unique<Notary>(*database, clock, *lanes,
        Notary::Options{.keys = folder / "keys", .file = folder / "checkpoints.txt"});
}

void Ledger::reopen()
{
    notary.reset();
    lanes.reset();
    database.reopen();
    open();
}

void Ledger::restart()
{
    reopen();
    notary->start();
}

Record some_row(int number, Instant at)
{
    Record row;
    row.id = UserId::fresh().str();
    row.at = at.ms;
    row.kind = number % 3 == 0 ? "write" : "read";
    row.actor_id = UserId::fresh().str();
    row.session_id = UserId::fresh().str();
    row.actor_name = fmt::format("Zoé Lefèvre {}", number % 7);
    row.actor_roles = 4;
    row.action = number % 3 == 0 ? "patients.edit" : "patients.show";
    row.subject_kind = "patient";
    row.subject_id = UserId::fresh().str();
    if (number % 4 == 0) row.detail = R"({"until":"2026-02-10T09:00:00Z"})";
    row.address = "192.0.2.7";
    row.request_id = fmt::format("request-{}", number);
    return row;
}

void Ledger::write(int count)
{
    for (int i = 0; i < count; ++i) {
        clock.advance_seconds(6'000);
        const auto row = some_row(i, clock.now());
        database->write_now([&](db::Tx& tx) { lanes->add(tx, row); });
    }
}

void Ledger::fill()
{
    for (int part = 0; part < 6; ++part) {
        write(40);
        clock.advance_seconds(15 * 86'400);
        sign();
    }
    notary->seal_months();
}

void drop_guards(db::Tx& tx)
{
    if (tx.postgres()) {
        for (const auto* table : {"audit", "checkpoints", "seals", "segments", "horizon"}) {
            tx.script(fmt::format("ALTER TABLE admin_{} DISABLE TRIGGER USER", table));
        }
        return;
    }
    for (const auto& name : tx.all<std::string>("SELECT name FROM sqlite_master WHERE type = "
                                                "'trigger' AND tbl_name LIKE 'admin_%'")) {
        tx.script(fmt::format("DROP TRIGGER {}", name));
    }
}

void relink(db::Tx& tx, std::int64_t lane, const Form& form)
{
    std::string before;
    for (auto& row : store::rows_after(tx, lane, 0, 100'000)) {
        row.form = form.number;
        row.hash = hash_of(form, row, before);
        tx.run("UPDATE admin_audit SET hash = :hash WHERE id = :id", row.hash, row.id);
        before = row.hash;
    }
}

void Ledger::tamper(const std::function<void(db::Tx&)>& deed)
{
    database->write_now([&](db::Tx& tx) {
        drop_guards(tx);
        deed(tx);
    });
}

void Ledger::tamper(std::string_view sql)
{
    tamper([&](db::Tx& tx) { tx.run(sql); });
}

std::vector<std::string> Ledger::file_lines() const
{
    return read_lines(folder / "checkpoints.txt");
}

Verified Ledger::verified() const
{
    return verified(file_lines());
}

Verified Ledger::verified(const std::vector<std::string>& file) const
{
    return database->read_now([&](db::Tx& tx) { return verify(tx, {notary->keys(), file}); });
}

std::string Ledger::found() const
{
    std::string text;
    for (auto finding : verified().findings) {
        finding.row.clear();
        finding.at.reset();
        text += coordinates(finding) + "\n";
    }
    return text;
}

} // namespace clinic::admin::test
