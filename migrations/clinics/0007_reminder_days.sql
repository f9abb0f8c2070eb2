-- On which days before a visit its patient is reminded: a JSON list. What there is takes the clinic's usual ones.
ALTER TABLE clinics_visit_types ADD COLUMN reminder_days TEXT NOT NULL DEFAULT '[7,2,1]';
