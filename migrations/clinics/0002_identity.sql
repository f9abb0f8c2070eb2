-- Who the company behind a site is, as its invoices have to say (Code de commerce L441-9; CGI, ann. II, art. 242 nonies A).
ALTER TABLE clinics_sites ADD COLUMN legal_name TEXT;
ALTER TABLE clinics_sites ADD COLUMN siret TEXT;
ALTER TABLE clinics_sites ADD COLUMN vat_number TEXT;
