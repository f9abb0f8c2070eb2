-- Encounters: what was found, thought and prescribed. Once signed, nothing of one changes, whichever door is tried.
-- Instants are milliseconds UTC.

CREATE TABLE consultations_encounters (
    id              TEXT   NOT NULL PRIMARY KEY,
    patient_id      TEXT   NOT NULL,
    practitioner_id TEXT   NOT NULL,
    site_id         TEXT   NOT NULL,
    appointment_id  TEXT   UNIQUE,    -- absent: a walk-in
    reason          TEXT,
    subjective      TEXT,
    objective       TEXT,
    assessment      TEXT,
    plan            TEXT,
    started_at      BIGINT NOT NULL,
    signed_at       BIGINT,           -- absent: a draft
    version         BIGINT NOT NULL DEFAULT 1,
    CHECK (signed_at IS NULL OR signed_at >= started_at)
);
CREATE INDEX consultations_encounters_by_practitioner ON consultations_encounters (practitioner_id, started_at, id);
CREATE INDEX consultations_encounters_by_patient ON consultations_encounters (patient_id, started_at, id);
CREATE INDEX consultations_encounters_drafts ON consultations_encounters (practitioner_id, started_at, id)
    WHERE signed_at IS NULL;

CREATE TABLE consultations_vitals (
    encounter_id       TEXT    NOT NULL PRIMARY KEY REFERENCES consultations_encounters (id),
    systolic_mmhg      INTEGER,
    diastolic_mmhg     INTEGER,
    heart_rate_bpm     INTEGER,
    breaths_per_minute INTEGER,
    temperature_dc     INTEGER, -- tenths of a degree Celsius
    spo2_percent       INTEGER,
    weight_g           INTEGER,
    height_mm          INTEGER
);

CREATE TABLE consultations_diagnoses (
    encounter_id TEXT     NOT NULL REFERENCES consultations_encounters (id),
    position     INTEGER  NOT NULL,
    label        TEXT     NOT NULL,
    code         TEXT,             -- ICD-10
    main         SMALLINT NOT NULL,
    PRIMARY KEY (encounter_id, position)
);

-- One row, one medicine.
CREATE TABLE consultations_prescriptions (
    id            TEXT     NOT NULL PRIMARY KEY,
    encounter_id  TEXT     NOT NULL REFERENCES consultations_encounters (id),
    position      INTEGER  NOT NULL,
    medicine      TEXT     NOT NULL,
    dose          TEXT,
    frequency     TEXT,
    duration      TEXT,
    quantity      TEXT,
    instructions  TEXT,
    substitutable SMALLINT NOT NULL,
    version       BIGINT   NOT NULL,
    UNIQUE (encounter_id, position)
);

-- What was added after signing.
CREATE TABLE consultations_addenda (
    id           TEXT   NOT NULL PRIMARY KEY,
    encounter_id TEXT   NOT NULL REFERENCES consultations_encounters (id),
    author_id    TEXT   NOT NULL,
    author_name  TEXT   NOT NULL, -- as it was then
    written_at   BIGINT NOT NULL,
    body         TEXT   NOT NULL
);
CREATE INDEX consultations_addenda_by_encounter ON consultations_addenda (encounter_id, id);

-- Signed is signed: the rule of the whole module.
CREATE FUNCTION consultations_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'signed';
END
$$;
CREATE TRIGGER consultations_encounters_signed
    BEFORE UPDATE OR DELETE ON consultations_encounters
    FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL)
    EXECUTE FUNCTION consultations_refuse_change();

-- The parts of an encounter follow it. All writes are SERIALIZABLE, so no signature slips in between.
CREATE FUNCTION consultations_refuse_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM consultations_encounters
                                      WHERE id = OLD.encounter_id AND signed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'signed';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF EXISTS (SELECT 1 FROM consultations_encounters
                WHERE id = NEW.encounter_id AND signed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'signed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER consultations_vitals_signed
    BEFORE INSERT OR UPDATE OR DELETE ON consultations_vitals
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse_signed();
CREATE TRIGGER consultations_diagnoses_signed
    BEFORE INSERT OR UPDATE OR DELETE ON consultations_diagnoses
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse_signed();
CREATE TRIGGER consultations_prescriptions_signed
    BEFORE INSERT OR UPDATE OR DELETE ON consultations_prescriptions
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse_signed();

-- Addenda are for what is signed, and stay as they were written.
CREATE FUNCTION consultations_need_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM consultations_encounters WHERE id = NEW.encounter_id AND signed_at IS NULL) THEN
        RAISE EXCEPTION 'not_signed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER consultations_addenda_need_signature
    BEFORE INSERT ON consultations_addenda
    FOR EACH ROW EXECUTE FUNCTION consultations_need_signature();
CREATE TRIGGER consultations_addenda_stay
    BEFORE UPDATE OR DELETE ON consultations_addenda
    FOR EACH ROW EXECUTE FUNCTION consultations_refuse_change();
