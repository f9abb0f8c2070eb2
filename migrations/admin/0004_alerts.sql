-- Accounts that read more records than anybody's work asks for. While one is open, the account must prove itself anew.
CREATE TABLE admin_alerts (
    id           TEXT    NOT NULL PRIMARY KEY,
    user_id      TEXT    NOT NULL,
    user_name    TEXT    NOT NULL, -- as it was then
    patients     INTEGER NOT NULL, -- distinct ones, when it was raised
    since        BIGINT  NOT NULL, -- when the first of them was read
    raised_at    BIGINT  NOT NULL,
    cleared_at   BIGINT,
    cleared_by   TEXT,
    cleared_name TEXT,
    note         TEXT              -- what the admin found
);
CREATE UNIQUE INDEX admin_alerts_open ON admin_alerts (user_id) WHERE cleared_at IS NULL;
