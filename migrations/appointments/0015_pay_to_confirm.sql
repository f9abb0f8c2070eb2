-- A visit that patients book and pay to confirm keeps its time until then.
ALTER TABLE appointments_visits ADD COLUMN pay_by BIGINT;
CREATE INDEX appointments_visits_unpaid ON appointments_visits (pay_by) WHERE status = 'pending';

-- What is not paid in time is cancelled by nobody. A CHECK cannot be changed in place, so the column is made anew.
ALTER TABLE appointments_visits RENAME COLUMN cancelled_by TO cancelled_by_before;
ALTER TABLE appointments_visits ADD COLUMN cancelled_by TEXT CHECK (cancelled_by IN ('patient', 'clinic', 'system'));
UPDATE appointments_visits SET cancelled_by = cancelled_by_before WHERE cancelled_by_before IS NOT NULL;
ALTER TABLE appointments_visits DROP COLUMN cancelled_by_before;
