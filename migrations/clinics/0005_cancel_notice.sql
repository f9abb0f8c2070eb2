-- Until when patients move and cancel by themselves. What there is keeps the day before that held for everything.
ALTER TABLE clinics_visit_types ADD COLUMN cancel_notice_minutes INTEGER NOT NULL DEFAULT 1440
    CHECK (cancel_notice_minutes BETWEEN 0 AND 43200);
