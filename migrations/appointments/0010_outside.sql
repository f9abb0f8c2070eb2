-- A practitioner's calendar elsewhere: its busy times are no slots here. Nothing of its events is kept but when they are.
CREATE TABLE appointments_outside (
    practitioner_id TEXT   NOT NULL PRIMARY KEY,
    address_sealed  TEXT   NOT NULL, -- such addresses are secrets: sealed, base64url
    host            TEXT   NOT NULL, -- of the address, to show
    etag            TEXT   NOT NULL,
    last_modified   TEXT   NOT NULL,
    tried_at        BIGINT NOT NULL,
    read_at         BIGINT NOT NULL, -- when it was last read without fault
    whole_at        BIGINT NOT NULL, -- when it last came whole: repetitions are unrolled only so far ahead
    fault           TEXT CHECK (fault IN ('unreachable', 'refused', 'private_address', 'too_large', 'not_a_calendar',
                                          'too_much')),
    skipped         INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX appointments_outside_due ON appointments_outside (tried_at);

CREATE TABLE appointments_blocked (
    practitioner_id TEXT   NOT NULL,
    starts_at       BIGINT NOT NULL,
    ends_at         BIGINT NOT NULL,
    PRIMARY KEY (practitioner_id, starts_at),
    CHECK (starts_at < ends_at)
);
