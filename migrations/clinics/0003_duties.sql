-- As what somebody works at a site: bits, as accounts keep them. 0: as all that they are.
ALTER TABLE clinics_staff ADD COLUMN roles BIGINT NOT NULL DEFAULT 0 CHECK (roles >= 0);
