-- What happened, one row for each thing with its latest state, so that neither order nor repetition of events can skew a
-- sum. Days, weeks (their Monday) and months (their first) are those of the site's wall clock.

CREATE TABLE reporting_visits (
    appointment_id  TEXT    NOT NULL PRIMARY KEY,
    patient_id      TEXT    NOT NULL,
    practitioner_id TEXT    NOT NULL,
    site_id         TEXT    NOT NULL,
    starts_at       BIGINT  NOT NULL,
    minutes         INTEGER NOT NULL,
    status          TEXT    NOT NULL,
    booked_at       BIGINT,
    version         BIGINT  NOT NULL, -- of the visit: an older state never takes a newer one's place
    day             TEXT    NOT NULL,
    week            TEXT    NOT NULL,
    month           TEXT    NOT NULL
);
CREATE INDEX reporting_visits_by_day ON reporting_visits (day);
CREATE INDEX reporting_visits_by_patient ON reporting_visits (patient_id, starts_at);

CREATE TABLE reporting_patients (
    patient_id TEXT   NOT NULL PRIMARY KEY,
    since      BIGINT NOT NULL,
    day        TEXT   NOT NULL,
    week       TEXT   NOT NULL,
    month      TEXT   NOT NULL
);
CREATE INDEX reporting_patients_by_day ON reporting_patients (day);

-- How far the figures of what was there before have been taken in.
CREATE TABLE reporting_progress (
    part    TEXT     NOT NULL PRIMARY KEY,
    last_id TEXT     NOT NULL, -- '' = none yet
    done    SMALLINT NOT NULL
);
