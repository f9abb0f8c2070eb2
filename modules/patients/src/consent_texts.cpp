#include "consent_texts.hpp"

#include "auth/auth.hpp"

namespace clinic::patients {

Text consent_name(ConsentKind kind)
{
    switch (kind) {
    case ConsentKind::care_data:
        return {"données de soins", "care data"};
    case ConsentKind::data_sharing:
        return {"partage entre soignants", "sharing among carers"};
    case ConsentKind::reminders:
        return {"rappels de rendez-vous", "visit reminders"};
    case ConsentKind::teleconsultation:
        break;
    }
    return {"téléconsultation", "video visits"};
}

int store::newest_consent_text(db::Tx& tx, ConsentKind kind)
{
    return tx
        .one<int>("SELECT version FROM patients_consent_texts WHERE kind = :kind "
                  "ORDER BY version DESC LIMIT 1",
            kind)
        .value_or(0);
}

std::vector<ConsentText> store::consent_texts(db::Tx& tx, Language language)
{
    return tx.all<ConsentText>(R"(
        SELECT kind, version, title, body, published_at
          FROM patients_consent_texts AS shown
         WHERE language = :language
           AND version = (SELECT MAX(version) FROM patients_consent_texts AS other
                           WHERE other.kind = shown.kind)
         ORDER BY kind)",
        language);
}

} // namespace clinic::patients
