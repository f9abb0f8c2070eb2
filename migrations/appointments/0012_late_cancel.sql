-- Cancelled later than patients may by themselves: the notice of the visit type as it was at that moment.
ALTER TABLE appointments_visits ADD COLUMN late_cancel INTEGER NOT NULL DEFAULT 0 CHECK (late_cancel IN (0, 1));
