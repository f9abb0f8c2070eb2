-- Where care is given, by whom, and what can be booked. JSON holds what is only ever read and written
-- whole. Rows that visits may name are archived, never deleted.
CREATE TABLE clinics_sites (
    id            TEXT     NOT NULL PRIMARY KEY,
    name          TEXT     NOT NULL,
    address       TEXT     NOT NULL, -- JSON
    phone         TEXT,
    email         TEXT,
    time_zone     TEXT     NOT NULL, -- IANA name
    opening_hours TEXT     NOT NULL, -- JSON: [{weekday, opens, closes}], wall clock of the site
    sort_key      TEXT     NOT NULL, -- the name, folded
    archived      SMALLINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    version       BIGINT   NOT NULL DEFAULT 1
);

CREATE TABLE clinics_closures (
    id        TEXT NOT NULL PRIMARY KEY,
    site_id   TEXT NOT NULL REFERENCES clinics_sites (id),
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL CHECK (last_day >= first_day),
    reason    TEXT NOT NULL
);
CREATE INDEX clinics_closures_by_day ON clinics_closures (site_id, first_day, id);

CREATE TABLE clinics_rooms (
    id       TEXT     NOT NULL PRIMARY KEY,
    site_id  TEXT     NOT NULL REFERENCES clinics_sites (id),
    name     TEXT     NOT NULL,
    sort_key TEXT     NOT NULL,
    archived SMALLINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    version  BIGINT   NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX clinics_rooms_by_name ON clinics_rooms (site_id, sort_key) WHERE archived = 0;

-- Which users belong to the staff of which site.
CREATE TABLE clinics_staff (
    site_id TEXT NOT NULL REFERENCES clinics_sites (id),
    user_id TEXT NOT NULL,
    PRIMARY KEY (site_id, user_id)
);
CREATE INDEX clinics_staff_by_user ON clinics_staff (user_id);

CREATE TABLE clinics_practitioners (
    id              TEXT     NOT NULL PRIMARY KEY,
    user_id         TEXT     UNIQUE,
    kind            TEXT     NOT NULL CHECK (kind IN ('practitioner', 'coach')),
    title           TEXT,
    first_name      TEXT     NOT NULL,
    last_name       TEXT     NOT NULL,
    specialty       TEXT     NOT NULL,
    licence_number  TEXT,
    languages       TEXT     NOT NULL, -- JSON
    colour          TEXT     NOT NULL,
    site_ids        TEXT     NOT NULL, -- JSON
    online_bookable SMALLINT NOT NULL CHECK (online_bookable IN (0, 1)),
    sort_key        TEXT     NOT NULL, -- last name and first name, folded
    archived        SMALLINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    version         BIGINT   NOT NULL DEFAULT 1
);

CREATE TABLE clinics_visit_types (
    id                    TEXT     NOT NULL PRIMARY KEY,
    name                  TEXT     NOT NULL,
    duration_minutes      INTEGER  NOT NULL CHECK (duration_minutes > 0),
    price_amount          BIGINT   NOT NULL CHECK (price_amount >= 0),
    price_currency        TEXT     NOT NULL,
    colour                TEXT     NOT NULL,
    buffer_before_minutes INTEGER  NOT NULL CHECK (buffer_before_minutes >= 0),
    buffer_after_minutes  INTEGER  NOT NULL CHECK (buffer_after_minutes >= 0),
    modes                 TEXT     NOT NULL, -- JSON
    online_bookable       SMALLINT NOT NULL CHECK (online_bookable IN (0, 1)),
    min_notice_minutes    INTEGER  NOT NULL,
    horizon_days          INTEGER  NOT NULL,
    practitioner_ids      TEXT     NOT NULL, -- JSON; [] = everyone
    sort_key              TEXT     NOT NULL,
    archived              SMALLINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    version               BIGINT   NOT NULL DEFAULT 1
);
