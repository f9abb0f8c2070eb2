-- What people have switched off (no row: wanted), and room for new kinds of news: the table of kinds is the program's
-- (src/kinds.cpp), so that another one needs no migration.

CREATE TABLE notifications_muted (
    user_id    TEXT NOT NULL,
    kind_group TEXT NOT NULL,
    channel    TEXT NOT NULL CHECK (channel IN ('in_app', 'email')),
    PRIMARY KEY (user_id, kind_group, channel)
);

ALTER TABLE notifications_items DROP CONSTRAINT notifications_items_kind_check;
ALTER TABLE notifications_deliveries DROP CONSTRAINT notifications_deliveries_kind_check;
