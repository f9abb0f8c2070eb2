-- SQLite alone has an index for the rule: here it is an exclusion constraint.
SELECT 1;
