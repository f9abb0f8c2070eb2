-- The administrative record of those who are cared for.
CREATE TABLE patients_people (
    id                TEXT   NOT NULL PRIMARY KEY,
    birth_name        TEXT   NOT NULL,
    used_name         TEXT,
    first_name        TEXT   NOT NULL,
    sex               TEXT   NOT NULL CHECK (sex IN ('female', 'male', 'other', 'unknown')),
    birth_date        TEXT,
    birth_place       TEXT,
    phone             TEXT,
    email             TEXT,
    address           TEXT, -- JSON
    emergency_contact TEXT, -- JSON
    note              TEXT, -- administrative, for staff alone
    language          TEXT   NOT NULL,
    user_id           TEXT   UNIQUE,
    archived_at       BIGINT,
    created_at        BIGINT NOT NULL,
    version           BIGINT NOT NULL DEFAULT 1,
    search_text       TEXT   NOT NULL -- what the keys in patients_search were made of
);

-- Which practitioners and coaches see a patient.
CREATE TABLE patients_care (
    user_id    TEXT   NOT NULL,
    patient_id TEXT   NOT NULL REFERENCES patients_people (id),
    since      BIGINT NOT NULL,
    PRIMARY KEY (user_id, patient_id)
);
CREATE INDEX patients_care_by_patient ON patients_care (patient_id);

-- Keys are compared byte by byte (collation C), so that a prefix is a range.
-- What patients are found by: prefix ranges of `key` inside one scope and rank, in the order of the
-- answer. scope: '' for those who see all patients, a user's id for those who see the ones in their care.
CREATE TABLE patients_search (
    scope      TEXT     NOT NULL,
    rank       SMALLINT NOT NULL, -- see src/search_keys.hpp
    key        TEXT     COLLATE "C" NOT NULL,
    patient_id TEXT     NOT NULL,
    archived   SMALLINT NOT NULL,
    PRIMARY KEY (scope, rank, key, patient_id) INCLUDE (archived)
);

-- The words of a scope's names by what they end with, for parts of a name that do not begin it.
CREATE TABLE patients_fragments (
    scope    TEXT NOT NULL,
    fragment TEXT COLLATE "C" NOT NULL,
    word     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (scope, fragment, word)
);
