-- The medical record: one row for each entry as it is now, and its former states. What an entry says is
-- JSON in the shape of its section (src/sections.hpp), which is checked where it comes in.
CREATE TABLE patients_entries (
    id               TEXT     NOT NULL PRIMARY KEY,
    patient_id       TEXT     NOT NULL REFERENCES patients_people (id),
    section          TEXT     NOT NULL CHECK (section IN ('allergies', 'problems', 'medications',
                                              'immunizations', 'vitals', 'consents', 'history')),
    body             TEXT     NOT NULL,
    at               BIGINT   NOT NULL, -- its place in the list: the day that it tells of, else when it was written
    entered_in_error SMALLINT NOT NULL, -- struck out, still readable
    author_id        TEXT,              -- of this state; NULL: an import
    author           TEXT     NOT NULL,
    door             TEXT     NOT NULL CHECK (door IN ('clinic', 'portal', 'import')),
    recorded_at      BIGINT   NOT NULL,
    version          BIGINT   NOT NULL
);
CREATE INDEX patients_entries_by_patient ON patients_entries (patient_id, section, at, id);

CREATE TABLE patients_former_entries (
    id               TEXT     NOT NULL REFERENCES patients_entries (id),
    patient_id       TEXT     NOT NULL,
    section          TEXT     NOT NULL,
    body             TEXT     NOT NULL,
    at               BIGINT   NOT NULL,
    entered_in_error SMALLINT NOT NULL,
    author_id        TEXT,
    author           TEXT     NOT NULL,
    door             TEXT     NOT NULL,
    recorded_at      BIGINT   NOT NULL,
    version          BIGINT   NOT NULL,
    PRIMARY KEY (id, version)
);

-- Who opened a record that was not theirs to read, and why.
CREATE TABLE patients_glass (
    id         TEXT   NOT NULL PRIMARY KEY,
    patient_id TEXT   NOT NULL REFERENCES patients_people (id),
    user_id    TEXT   NOT NULL,
    user_name  TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    opened_at  BIGINT NOT NULL,
    closes_at  BIGINT NOT NULL
);
CREATE INDEX patients_glass_by_user ON patients_glass (user_id, patient_id, closes_at);
CREATE INDEX patients_glass_by_time ON patients_glass (opened_at, id);

-- Never edited: what somebody agreed to stays what it was. A new version is a new pair of rows.
CREATE TABLE patients_consent_texts (
    kind         TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    language     TEXT    NOT NULL,
    title        TEXT    NOT NULL,
    body         TEXT    NOT NULL,
    published_at BIGINT  NOT NULL,
    PRIMARY KEY (kind, version, language)
);
INSERT INTO patients_consent_texts (kind, version, language, title, body, published_at) VALUES
    ('care_data', 1, 'fr', 'Données de soins',
     'J’accepte que la clinique tienne mon dossier médical sous forme numérique. Seuls les soignants qui me suivent le lisent ; chaque lecture est consignée. Je peux demander à le consulter, à le faire corriger et à en recevoir une copie.',
     1767225600000),
    ('care_data', 1, 'en', 'Care data',
     'I agree that the clinic keeps my medical record in digital form. Only those who care for me read it, and each reading is written down. I may ask to read it, to have it corrected and to be given a copy.',
     1767225600000),
    ('data_sharing', 1, 'fr', 'Partage entre soignants',
     'J’accepte que mon dossier soit partagé avec les autres soignants de la clinique qui prennent part à mes soins. Je peux retirer cet accord à tout moment.',
     1767225600000),
    ('data_sharing', 1, 'en', 'Sharing among carers',
     'I agree that my record is shared with other carers of the clinic who take part in my care. I may withdraw this at any time.',
     1767225600000),
    ('reminders', 1, 'fr', 'Rappels de rendez-vous',
     'J’accepte de recevoir des rappels de mes rendez-vous par e-mail. Ils ne disent jamais pourquoi je viens.',
     1767225600000),
    ('reminders', 1, 'en', 'Visit reminders',
     'I agree to be reminded of my visits by e-mail. Reminders never say why I come.',
     1767225600000),
    ('teleconsultation', 1, 'fr', 'Téléconsultation',
     'J’accepte que des visites aient lieu à distance, par vidéo. Elles ne sont pas enregistrées. Je peux toujours préférer venir sur place.',
     1767225600000),
    ('teleconsultation', 1, 'en', 'Video visits',
     'I agree that visits may take place remotely, by video. They are not recorded. I may always prefer to come in person.',
     1767225600000);

-- Of what it tells: an older state never takes the place of a newer one.
ALTER TABLE patients_timeline ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
