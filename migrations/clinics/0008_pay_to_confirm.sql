-- What patients book themselves can be confirmed by its payment alone; its time is kept for so long meanwhile.
ALTER TABLE clinics_visit_types ADD COLUMN pay_to_confirm INTEGER NOT NULL DEFAULT 0
    CHECK (pay_to_confirm IN (0, 1));
ALTER TABLE clinics_visit_types ADD COLUMN pay_within_minutes INTEGER NOT NULL DEFAULT 30
    CHECK (pay_within_minutes BETWEEN 10 AND 1440);
