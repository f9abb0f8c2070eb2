-- Calendars to subscribe to: who has the secret address reads the calendar, so only its hash is kept.
CREATE TABLE appointments_feeds (
    id         TEXT   NOT NULL PRIMARY KEY,
    user_id    TEXT   NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('practitioner', 'patient')),
    subject_id TEXT   NOT NULL,        -- whose visits: the practitioner or the patient
    token_hash TEXT   NOT NULL UNIQUE, -- BLAKE2b of the token, base64url
    created_at BIGINT NOT NULL,
    renewed_at BIGINT NOT NULL,        -- when the address that is good now was made
    UNIQUE (user_id, kind)
);

-- What changed since a calendar was last read.
CREATE INDEX appointments_history_by_time ON appointments_history (at);
