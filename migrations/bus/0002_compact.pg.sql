-- The inbox is forgotten by the day.
ALTER TABLE bus_inbox RENAME TO bus_inbox_before;
CREATE TABLE bus_inbox (
    day      INTEGER NOT NULL, -- of the event, since 1970
    listener TEXT    NOT NULL,
    id       TEXT    NOT NULL,
    PRIMARY KEY (day, listener, id)
);
INSERT INTO bus_inbox (day, listener, id)
SELECT received_at / 86400000, listener, id FROM bus_inbox_before;
DROP TABLE bus_inbox_before;
