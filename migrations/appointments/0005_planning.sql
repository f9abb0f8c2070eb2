-- How a practitioner's starts lie, how many visits a day takes, and whether the public holidays count.
ALTER TABLE appointments_plans ADD COLUMN aligned TEXT NOT NULL DEFAULT 'opening'
    CHECK (aligned IN ('opening', 'clock'));
ALTER TABLE appointments_plans ADD COLUMN max_per_day INTEGER CHECK (max_per_day BETWEEN 1 AND 500);
ALTER TABLE appointments_plans ADD COLUMN closed_on_holidays INTEGER NOT NULL DEFAULT 0
    CHECK (closed_on_holidays IN (0, 1));
ALTER TABLE appointments_hours ADD COLUMN slot_step_minutes INTEGER CHECK (slot_step_minutes BETWEEN 5 AND 240);
