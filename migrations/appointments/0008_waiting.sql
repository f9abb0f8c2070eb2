-- Who waits for a time, and what was offered to them. The order of the ids is the order in which people are asked.

CREATE TABLE appointments_wishes (
    id               TEXT    NOT NULL PRIMARY KEY, -- time-ordered
    patient_id       TEXT    NOT NULL,
    site_id          TEXT    NOT NULL,
    visit_type_id    TEXT    NOT NULL,
    mode             TEXT    CHECK (mode IN ('on_site', 'video', 'home')),
    practitioner_ids TEXT    NOT NULL, -- JSON list; empty = whoever is free first
    weekdays         TEXT    NOT NULL, -- JSON list of ISO 8601 days; empty = any day
    earliest         INTEGER,          -- the visit begins then or later, on the site's wall clock
    latest           INTEGER,
    until            TEXT    NOT NULL,
    note             TEXT,
    status           TEXT    NOT NULL CHECK (status IN ('waiting', 'offered', 'booked', 'withdrawn', 'lapsed')),
    by_patient       INTEGER NOT NULL CHECK (by_patient IN (0, 1)),
    created_at       BIGINT  NOT NULL,
    ended_at         BIGINT,
    version          BIGINT  NOT NULL,
    CHECK (earliest IS NULL OR latest IS NULL OR earliest <= latest)
);
-- Nobody stands in one queue twice.
CREATE UNIQUE INDEX appointments_wishes_once ON appointments_wishes (patient_id, site_id, visit_type_id)
    WHERE status IN ('waiting', 'offered');
CREATE INDEX appointments_wishes_by_site ON appointments_wishes (site_id, status, id);
CREATE INDEX appointments_wishes_by_patient ON appointments_wishes (patient_id, id);
CREATE INDEX appointments_wishes_alive ON appointments_wishes (until) WHERE status = 'waiting';

-- While an offer is open, a row of appointments_holds keeps its time: its user_id is the round's id here.
-- All offers of a round are for one time, of which one person at most becomes the owner.
CREATE TABLE appointments_offers (
    id              TEXT    NOT NULL PRIMARY KEY,
    round_id        TEXT    NOT NULL,
    wish_id         TEXT    NOT NULL REFERENCES appointments_wishes (id),
    patient_id      TEXT    NOT NULL,
    practitioner_id TEXT    NOT NULL,
    site_id         TEXT    NOT NULL,
    visit_type_id   TEXT    NOT NULL,
    mode            TEXT    NOT NULL CHECK (mode IN ('on_site', 'video', 'home')),
    starts_at       BIGINT  NOT NULL,
    ends_at         BIGINT  NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'expired', 'taken', 'withdrawn')),
    created_at      BIGINT  NOT NULL,
    expires_at      BIGINT  NOT NULL,
    answered_at     BIGINT,
    appointment_id  TEXT,
    CHECK (created_at < expires_at),
    CHECK ((state = 'accepted') = (appointment_id IS NOT NULL))
);
CREATE UNIQUE INDEX appointments_offers_one_at_a_time ON appointments_offers (wish_id) WHERE state = 'open';
CREATE UNIQUE INDEX appointments_offers_one_winner ON appointments_offers (round_id) WHERE state = 'accepted';
CREATE INDEX appointments_offers_due ON appointments_offers (expires_at) WHERE state = 'open';
CREATE INDEX appointments_offers_by_round ON appointments_offers (round_id);
CREATE INDEX appointments_offers_by_wish ON appointments_offers (wish_id, starts_at);

-- Times that are free, or may be, when they are due: given up a moment ago, or kept for somebody who may let them go.
CREATE TABLE appointments_openings (
    id              TEXT   NOT NULL PRIMARY KEY,
    practitioner_id TEXT   NOT NULL,
    site_id         TEXT   NOT NULL,
    opens_from      BIGINT NOT NULL,
    opens_until     BIGINT NOT NULL,
    due_at          BIGINT NOT NULL
);
CREATE INDEX appointments_openings_due ON appointments_openings (due_at);

-- How a site offers what comes free; without a row, one patient after the other.
CREATE TABLE appointments_waiting_rules (
    site_id        TEXT    NOT NULL PRIMARY KEY,
    manner         TEXT    NOT NULL CHECK (manner IN ('in_turn', 'all_at_once')),
    answer_minutes INTEGER NOT NULL CHECK (answer_minutes BETWEEN 5 AND 1440),
    version        BIGINT  NOT NULL
);
