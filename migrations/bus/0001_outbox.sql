-- One row for each (event, listener) that is still to be delivered. The id is the event's, a UUIDv7: its
-- order is the order in which events were emitted.
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
);

-- The few that failed hold back later ones of their listener and aggregate.
CREATE INDEX bus_outbox_failing ON bus_outbox (listener, aggregate, id) WHERE attempts > 0;

-- What each listener has had, so that a second delivery has no second effect.
CREATE TABLE bus_inbox (
    listener    TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (listener, id)
);

CREATE INDEX bus_inbox_by_age ON bus_inbox (received_at);

-- Given up after the last try; replayed by hand. `letter` names the letter, `id` is still the event's.
CREATE TABLE bus_dead (
    letter      TEXT    NOT NULL PRIMARY KEY,
    listener    TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    event       TEXT    NOT NULL,
    aggregate   TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    occurred_at BIGINT  NOT NULL,
    attempts    INTEGER NOT NULL,
    error       TEXT    NOT NULL,
    parked_at   BIGINT  NOT NULL
);
