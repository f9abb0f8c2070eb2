-- Rooms and devices: what a visit may need besides the person, and whether it can be had just now.
ALTER TABLE clinics_rooms ADD COLUMN kind TEXT NOT NULL DEFAULT 'room' CHECK (kind IN ('room', 'device'));
ALTER TABLE clinics_rooms ADD COLUMN active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1));
ALTER TABLE clinics_visit_types ADD COLUMN needs TEXT NOT NULL DEFAULT '[]'; -- JSON: [{kind, room_ids}], each of them
