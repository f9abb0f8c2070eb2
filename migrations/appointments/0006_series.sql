-- Visits that were booked together by a rule (RFC 5545, RRULE). The row tells how they were asked for; where the series
-- stands is told by its visits, each of which goes its own way.
CREATE TABLE appointments_series (
    id              TEXT    NOT NULL PRIMARY KEY,
    patient_id      TEXT    NOT NULL,
    practitioner_id TEXT    NOT NULL,
    site_id         TEXT    NOT NULL,
    visit_type_id   TEXT    NOT NULL,
    first_day       TEXT    NOT NULL,
    time            INTEGER NOT NULL, -- minutes on the wall clock of the site
    rule            TEXT    NOT NULL,
    created_at      BIGINT  NOT NULL,
    version         BIGINT  NOT NULL DEFAULT 1
);

ALTER TABLE appointments_visits ADD COLUMN series_id TEXT REFERENCES appointments_series (id);
CREATE INDEX appointments_visits_by_series ON appointments_visits (series_id, starts_at, id)
    WHERE series_id IS NOT NULL;
