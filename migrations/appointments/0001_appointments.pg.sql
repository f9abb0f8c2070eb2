-- Visits, and the hours in which they can be booked.
-- Instants are milliseconds UTC; hours are minutes on the wall clock of the site.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE appointments_visits (
    id              TEXT   NOT NULL PRIMARY KEY,
    patient_id      TEXT   NOT NULL,
    patient_name    TEXT   NOT NULL, -- a copy for lists, kept fresh by patients.changed
    practitioner_id TEXT   NOT NULL,
    site_id         TEXT   NOT NULL,
    visit_type_id   TEXT   NOT NULL,
    mode            TEXT   NOT NULL CHECK (mode IN ('on_site', 'video', 'home')),
    starts_at       BIGINT NOT NULL,
    ends_at         BIGINT NOT NULL,
    busy_from       BIGINT NOT NULL, -- the visit and its buffers: what nobody else may overlap
    busy_until      BIGINT NOT NULL,
    status          TEXT   NOT NULL CHECK (status IN ('pending', 'booked', 'confirmed', 'arrived',
                                                      'in_progress', 'fulfilled', 'cancelled', 'no_show')),
    reason          TEXT,
    note            TEXT,
    arrived_at      BIGINT,
    started_at      BIGINT,
    completed_at    BIGINT,
    cancelled_at    BIGINT,
    cancel_reason   TEXT,
    cancelled_by    TEXT CHECK (cancelled_by IN ('patient', 'clinic')),
    created_at      BIGINT NOT NULL,
    version         BIGINT NOT NULL DEFAULT 1,
    CHECK (busy_from <= starts_at AND starts_at < ends_at AND ends_at <= busy_until),
    -- No double booking: a practitioner's busy times never overlap, whichever door they came through.
    CONSTRAINT appointments_visits_no_overlap
        EXCLUDE USING gist (practitioner_id WITH =, int8range(busy_from, busy_until) WITH &&)
        WHERE (status NOT IN ('cancelled', 'no_show'))
);
CREATE INDEX appointments_visits_by_practitioner ON appointments_visits (practitioner_id, starts_at, id);
CREATE INDEX appointments_visits_by_site ON appointments_visits (site_id, starts_at, id);
CREATE INDEX appointments_visits_by_patient ON appointments_visits (patient_id, starts_at, id);
CREATE INDEX appointments_visits_by_start ON appointments_visits (starts_at, id);

-- Two rivals would each wait inside the constraint for the other, until PostgreSQL calls it a deadlock, a second
-- later. So those who want time of one practitioner take turns.
CREATE FUNCTION appointments_take_turns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.practitioner_id, 0));
    RETURN NEW;
END
$$;
CREATE TRIGGER appointments_visits_take_turns
    BEFORE INSERT OR UPDATE OF practitioner_id, busy_from, busy_until, status ON appointments_visits
    FOR EACH ROW WHEN (NEW.status NOT IN ('cancelled', 'no_show'))
    EXECUTE FUNCTION appointments_take_turns();

-- What happened to a visit, for staff; the newest entry is what `undo` takes back.
CREATE TABLE appointments_history (
    id              TEXT   NOT NULL PRIMARY KEY,
    appointment_id  TEXT   NOT NULL REFERENCES appointments_visits (id),
    at              BIGINT NOT NULL,
    actor_name      TEXT,
    what            TEXT   NOT NULL,
    status          TEXT   NOT NULL,
    starts_at       BIGINT NOT NULL,
    practitioner_id TEXT   NOT NULL
);
CREATE INDEX appointments_history_by_visit ON appointments_history (appointment_id, id);

CREATE TABLE appointments_plans (
    practitioner_id   TEXT    NOT NULL PRIMARY KEY,
    slot_step_minutes INTEGER NOT NULL CHECK (slot_step_minutes BETWEEN 5 AND 240),
    version           BIGINT  NOT NULL
);

CREATE TABLE appointments_hours (
    practitioner_id TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    site_id         TEXT    NOT NULL,
    weekday         INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- ISO 8601: 1 is Monday
    opens           INTEGER NOT NULL,
    closes          INTEGER NOT NULL,
    visit_type_ids  TEXT    NOT NULL, -- JSON list; empty = every visit type
    valid_from      TEXT,
    valid_until     TEXT,
    PRIMARY KEY (practitioner_id, position),
    CHECK (opens < closes)
);

CREATE TABLE appointments_exceptions (
    id              TEXT   NOT NULL PRIMARY KEY,
    practitioner_id TEXT   NOT NULL,
    site_id         TEXT,             -- absent on leave: everywhere
    first_day       TEXT   NOT NULL,
    last_day        TEXT   NOT NULL,
    opens           INTEGER,          -- absent: the whole day
    closes          INTEGER,
    kind            TEXT   NOT NULL CHECK (kind IN ('off', 'extra')),
    reason          TEXT,
    created_at      BIGINT NOT NULL
);
CREATE INDEX appointments_exceptions_by_practitioner ON appointments_exceptions (practitioner_id, last_day);
