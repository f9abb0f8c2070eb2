-- What people were told: in the app, and by mail. Instants are milliseconds UTC.

CREATE TABLE notifications_items (
    id         TEXT   NOT NULL PRIMARY KEY, -- time-ordered
    user_id    TEXT   NOT NULL,
    subject    TEXT   NOT NULL, -- the visit and its version: what is told once
    kind       TEXT   NOT NULL CHECK (kind IN ('appointments.booked', 'appointments.moved',
                                               'appointments.cancelled', 'appointments.restored')),
    params     TEXT   NOT NULL, -- JSON: ids and times; words are found at reading time
    link       TEXT,
    created_at BIGINT NOT NULL,
    read_at    BIGINT,
    UNIQUE (user_id, subject, kind)
);
CREATE INDEX notifications_items_by_user ON notifications_items (user_id, id);
CREATE INDEX notifications_items_unread ON notifications_items (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notifications_items_by_subject ON notifications_items (subject, kind);

CREATE TABLE notifications_deliveries (
    id            TEXT    NOT NULL PRIMARY KEY, -- the local part of the Message-ID
    subject       TEXT    NOT NULL,
    kind          TEXT    NOT NULL CHECK (kind IN ('appointments.booked', 'appointments.moved',
                                                   'appointments.cancelled', 'appointments.restored',
                                                   'auth.invited')),
    channel       TEXT    NOT NULL CHECK (channel IN ('mail')),
    user_id       TEXT,
    patient_id    TEXT,
    state         TEXT    NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'skipped')),
    attempts      INTEGER NOT NULL,
    error         TEXT,    -- technical: no address, no text of the message
    provider_code INTEGER, -- of the SMTP server's last answer
    created_at    BIGINT  NOT NULL,
    sent_at       BIGINT,
    UNIQUE (subject, kind, channel)
);
