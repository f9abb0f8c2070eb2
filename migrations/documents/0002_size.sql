-- How much is stored is asked for by the state of the system, again and again: an index to add up, and no row.
CREATE INDEX documents_files_by_size ON documents_files (size);
