-- A visit that staff made longer or shorter keeps its own length wherever it is moved; absent: it is as long as its type says.
ALTER TABLE appointments_visits ADD COLUMN own_minutes INTEGER CHECK (own_minutes BETWEEN 5 AND 480);

-- The end is told as well, since a change may be about that alone; absent in what was written before.
ALTER TABLE appointments_history ADD COLUMN ends_at BIGINT;
