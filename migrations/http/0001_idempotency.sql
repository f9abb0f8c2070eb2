-- Answers kept for 24 hours, so that a repeated POST with the same Idempotency-Key has its effect once.
CREATE TABLE http_idempotency (
    owner       TEXT   NOT NULL, -- user id, or 'anonymous'
    key         TEXT   NOT NULL,
    fingerprint TEXT   NOT NULL, -- keyed hash of method, path, query and body
    answer      TEXT,            -- sealed; NULL while the work is under way
    created_at  BIGINT NOT NULL, -- milliseconds
    PRIMARY KEY (owner, key)
);
CREATE INDEX http_idempotency_by_age ON http_idempotency (created_at);
