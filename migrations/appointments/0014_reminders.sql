-- When patients are reminded of their visits: facts of the visits, told once each.
CREATE TABLE appointments_reminders (
    appointment_id TEXT    NOT NULL REFERENCES appointments_visits (id),
    due_at         BIGINT  NOT NULL,
    days_before    INTEGER CHECK (days_before BETWEEN 1 AND 30), -- absent: the visit's are still to be computed
    told_at        BIGINT,
    PRIMARY KEY (appointment_id, due_at)
);
CREATE INDEX appointments_reminders_due ON appointments_reminders (due_at) WHERE told_at IS NULL;

-- Of what is booked already they are computed by the first look, since that takes the calendar of each site.
INSERT INTO appointments_reminders (appointment_id, due_at)
SELECT id, 0 FROM appointments_visits WHERE status IN ('pending', 'booked', 'confirmed');
