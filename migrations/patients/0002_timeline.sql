-- What happened to a patient, as the modules that know of it tell; one row for each source.
CREATE TABLE patients_timeline (
    id         TEXT     NOT NULL PRIMARY KEY,
    source     TEXT     NOT NULL UNIQUE, -- "appointments.visit:<id>"
    patient_id TEXT     NOT NULL REFERENCES patients_people (id),
    kind       TEXT     NOT NULL,
    at         BIGINT   NOT NULL,
    title_fr   TEXT     NOT NULL,
    title_en   TEXT     NOT NULL,
    link       TEXT,
    clinical   SMALLINT NOT NULL, -- not for the front desk
    shared     SMALLINT NOT NULL  -- for the patient
);
CREATE INDEX patients_timeline_by_patient ON patients_timeline (patient_id, at, id);
