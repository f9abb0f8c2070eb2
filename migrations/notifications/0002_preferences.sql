-- What people have switched off (no row: wanted), and room for new kinds of news: the table of kinds is the program's
-- (src/kinds.cpp), so that another one needs no migration.

CREATE TABLE notifications_muted (
    user_id    TEXT NOT NULL,
    kind_group TEXT NOT NULL,
    channel    TEXT NOT NULL CHECK (channel IN ('in_app', 'email')),
    PRIMARY KEY (user_id, kind_group, channel)
);

CREATE TABLE notifications_items_anew (
    id         TEXT   NOT NULL PRIMARY KEY, -- time-ordered
    user_id    TEXT   NOT NULL,
    subject    TEXT   NOT NULL, -- what is told once: a state of a visit, an invoice, a document…
    kind       TEXT   NOT NULL,
    params     TEXT   NOT NULL, -- JSON: ids and times; words are found at reading time
    link       TEXT,
    created_at BIGINT NOT NULL,
    read_at    BIGINT,
    UNIQUE (user_id, subject, kind)
);
INSERT INTO notifications_items_anew (id, user_id, subject, kind, params, link, created_at, read_at)
SELECT id, user_id, subject, kind, params, link, created_at, read_at FROM notifications_items;
DROP TABLE notifications_items;
ALTER TABLE notifications_items_anew RENAME TO notifications_items;
CREATE INDEX notifications_items_by_user ON notifications_items (user_id, id);
CREATE INDEX notifications_items_unread ON notifications_items (user_id, id) WHERE read_at IS NULL;
CREATE INDEX notifications_items_by_subject ON notifications_items (subject, kind);

CREATE TABLE notifications_deliveries_anew (
    id            TEXT    NOT NULL PRIMARY KEY, -- the local part of the Message-ID
    subject       TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
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
INSERT INTO notifications_deliveries_anew
       (id, subject, kind, channel, user_id, patient_id, state, attempts, error, provider_code, created_at, sent_at)
SELECT id, subject, kind, channel, user_id, patient_id, state, attempts, error, provider_code, created_at, sent_at
  FROM notifications_deliveries;
DROP TABLE notifications_deliveries;
ALTER TABLE notifications_deliveries_anew RENAME TO notifications_deliveries;
