-- How many patients a visit of that kind takes at one time; more than one: a group.
ALTER TABLE clinics_visit_types ADD COLUMN capacity INTEGER NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 1 AND 200);
