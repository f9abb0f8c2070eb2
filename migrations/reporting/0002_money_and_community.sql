-- Invoices, credit notes, payments and refunds, which never change; and what people write to each other.

CREATE TABLE reporting_money (
    id              TEXT   NOT NULL PRIMARY KEY, -- of the invoice, credit note, payment or refund
    kind            TEXT   NOT NULL CHECK (kind IN ('invoiced', 'credited', 'received', 'refunded')),
    practitioner_id TEXT,
    site_id         TEXT   NOT NULL,
    method          TEXT,
    amount          BIGINT NOT NULL, -- minor units, never negative: the kind tells the direction
    currency        TEXT   NOT NULL,
    day             TEXT   NOT NULL,
    week            TEXT   NOT NULL,
    month           TEXT   NOT NULL
);
CREATE INDEX reporting_money_by_day ON reporting_money (day);

CREATE TABLE reporting_community (
    id      TEXT     NOT NULL PRIMARY KEY, -- of the post or comment; "post/user" of a like
    post_id TEXT     NOT NULL,
    act     TEXT     NOT NULL CHECK (act IN ('post', 'comment', 'like')),
    gone    SMALLINT NOT NULL CHECK (gone IN (0, 1)), -- stays, so that news that comes late brings nothing back
    day     TEXT     NOT NULL,
    week    TEXT     NOT NULL,
    month   TEXT     NOT NULL
);
CREATE INDEX reporting_community_by_day ON reporting_community (day);
