-- One tree for each of them instead of three: they are written for every event. The inbox is forgotten by the day.
ALTER TABLE bus_outbox RENAME TO bus_outbox_before;
DROP INDEX bus_outbox_failing;
CREATE TABLE bus_outbox (
    listener    TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    event       TEXT    NOT NULL,
    aggregate   TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    occurred_at BIGINT  NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    due_at      BIGINT  NOT NULL,
    error       TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (listener, id)
) WITHOUT ROWID;
CREATE INDEX bus_outbox_failing ON bus_outbox (listener, aggregate, id) WHERE attempts > 0;
INSERT INTO bus_outbox (listener, id, event, aggregate, body, occurred_at, attempts, due_at, error)
SELECT listener, id, event, aggregate, body, occurred_at, attempts, due_at, error FROM bus_outbox_before;
DROP TABLE bus_outbox_before;

ALTER TABLE bus_inbox RENAME TO bus_inbox_before;
DROP INDEX bus_inbox_by_age;
CREATE TABLE bus_inbox (
    day      INTEGER NOT NULL, -- of the event, since 1970
    listener TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    PRIMARY KEY (day, listener, id)
) WITHOUT ROWID;
INSERT INTO bus_inbox (day, listener, id)
SELECT received_at / 86400000, listener, id FROM bus_inbox_before;
DROP TABLE bus_inbox_before;
