-- The price list, invoices and credit notes, and the money taken for them. Amounts are minor units of the currency.
-- What was issued and what was paid is never changed again: triggers see to it. Only billing_balances moves on.

CREATE TABLE billing_acts (
    id             TEXT     NOT NULL PRIMARY KEY,
    coding         TEXT     NOT NULL CHECK (coding IN ('ngap', 'ccam', 'free')),
    code           TEXT,
    label          TEXT     NOT NULL,
    price_amount   BIGINT   NOT NULL CHECK (price_amount > 0),
    price_currency TEXT     NOT NULL,
    vat_rate       INTEGER  NOT NULL CHECK (vat_rate BETWEEN 0 AND 5000), -- hundredths of a percent
    exemption      TEXT,    -- why there is no VAT
    visit_type_id  TEXT,    -- visits of this type are billed as this act
    sort_key       TEXT     NOT NULL,
    archived       SMALLINT NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    version        BIGINT   NOT NULL DEFAULT 1,
    CHECK ((vat_rate = 0) = (exemption IS NOT NULL))
);
CREATE UNIQUE INDEX billing_acts_by_visit_type ON billing_acts (visit_type_id)
    WHERE visit_type_id IS NOT NULL AND archived = 0;

-- The last number given in each series and year. It only ever grows by one.
CREATE TABLE billing_counters (
    series  TEXT    NOT NULL CHECK (series IN ('F', 'A')),
    year    INTEGER NOT NULL,
    last    BIGINT  NOT NULL CHECK (last >= 1),
    last_on TEXT    NOT NULL,
    PRIMARY KEY (series, year)
);
CREATE TRIGGER billing_counters_begin BEFORE INSERT ON billing_counters
WHEN NEW.last <> 1
BEGIN
    SELECT RAISE(ABORT, 'a series begins with 1');
END;
CREATE TRIGGER billing_counters_grow BEFORE UPDATE ON billing_counters
WHEN NEW.last <> OLD.last + 1 OR NEW.last_on < OLD.last_on OR NEW.series <> OLD.series OR NEW.year <> OLD.year
BEGIN
    SELECT RAISE(ABORT, 'numbers follow each other, dates in order');
END;
CREATE TRIGGER billing_counters_stay BEFORE DELETE ON billing_counters
BEGIN
    SELECT RAISE(ABORT, 'counters are never deleted');
END;

CREATE TABLE billing_invoices (
    id              TEXT    NOT NULL PRIMARY KEY,
    kind            TEXT    NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    credits_id      TEXT    REFERENCES billing_invoices (id), -- the invoice that a credit note takes back
    patient_id      TEXT    NOT NULL,
    patient_name    TEXT    NOT NULL, -- a copy, kept fresh by patients.changed until it is issued
    practitioner_id TEXT,
    site_id         TEXT    NOT NULL,
    appointment_id  TEXT,
    visited_on      TEXT,             -- the day of the visit
    currency        TEXT    NOT NULL,
    net_amount      BIGINT  NOT NULL CHECK (net_amount >= 0),
    vat_amount      BIGINT  NOT NULL CHECK (vat_amount >= 0),
    total_amount    BIGINT  NOT NULL CHECK (total_amount > 0),
    note            TEXT,
    reason          TEXT,             -- of a credit note
    series          TEXT,             -- these are set when it is issued
    year            INTEGER,
    serial          BIGINT,
    number          TEXT    UNIQUE,
    issued_at       BIGINT,
    issued_on       TEXT,
    due_on          TEXT,
    letterhead      TEXT,             -- JSON lines: the site, as it was then
    sender          TEXT,             -- JSON lines: the practitioner
    addressee       TEXT,             -- JSON lines: the patient
    dated_at        BIGINT  NOT NULL, -- the order of lists: made, and then issued
    search_text     TEXT    NOT NULL, -- name and number, folded
    created_at      BIGINT  NOT NULL,
    CHECK (net_amount + vat_amount = total_amount),
    CHECK ((kind = 'credit_note') = (credits_id IS NOT NULL)),
    CHECK ((number IS NULL) = (serial IS NULL) AND (number IS NULL) = (issued_at IS NULL)
       AND (number IS NULL) = (issued_on IS NULL) AND (number IS NULL) = (year IS NULL)
       AND (number IS NULL) = (series IS NULL))
);
CREATE UNIQUE INDEX billing_invoices_by_serial ON billing_invoices (series, year, serial);
CREATE UNIQUE INDEX billing_invoices_by_appointment ON billing_invoices (appointment_id)
    WHERE appointment_id IS NOT NULL;
CREATE INDEX billing_invoices_by_patient ON billing_invoices (patient_id, dated_at, id);
CREATE INDEX billing_invoices_by_practitioner ON billing_invoices (practitioner_id, dated_at, id);
CREATE INDEX billing_invoices_by_date ON billing_invoices (dated_at, id);
CREATE INDEX billing_invoices_by_day ON billing_invoices (issued_on);
CREATE INDEX billing_invoices_by_credited ON billing_invoices (credits_id) WHERE credits_id IS NOT NULL;

-- Issued means: this row never changes again.
CREATE TRIGGER billing_invoices_unchanged BEFORE UPDATE ON billing_invoices
WHEN OLD.number IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'issued invoices are never changed');
END;
CREATE TRIGGER billing_invoices_undeleted BEFORE DELETE ON billing_invoices
WHEN OLD.number IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'issued invoices are never deleted');
END;
-- Everything begins as a draft, and each number follows one that exists.
CREATE TRIGGER billing_invoices_begin BEFORE INSERT ON billing_invoices
WHEN NEW.number IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'invoices begin as drafts');
END;
CREATE TRIGGER billing_invoices_follow BEFORE UPDATE OF serial ON billing_invoices
WHEN NEW.serial IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'numbers have no gaps')
     WHERE NEW.serial > 1
       AND NOT EXISTS (SELECT 1 FROM billing_invoices
                        WHERE series = NEW.series AND year = NEW.year AND serial = NEW.serial - 1);
END;

CREATE TABLE billing_lines (
    invoice_id       TEXT    NOT NULL REFERENCES billing_invoices (id),
    position         INTEGER NOT NULL CHECK (position >= 1),
    act_id           TEXT    REFERENCES billing_acts (id),
    code             TEXT,
    label            TEXT    NOT NULL,
    quantity         INTEGER NOT NULL CHECK (quantity >= 1),
    unit_price       BIGINT  NOT NULL CHECK (unit_price > 0),
    vat_rate         INTEGER NOT NULL CHECK (vat_rate BETWEEN 0 AND 5000),
    exemption        TEXT,
    total            BIGINT  NOT NULL CHECK (total > 0),
    currency         TEXT    NOT NULL,
    credits_position INTEGER, -- on a credit note: which line it takes back
    PRIMARY KEY (invoice_id, position),
    CHECK ((vat_rate = 0) = (exemption IS NOT NULL))
);
CREATE TRIGGER billing_lines_unadded BEFORE INSERT ON billing_lines
WHEN EXISTS (SELECT 1 FROM billing_invoices WHERE id = NEW.invoice_id AND number IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'issued invoices are never changed');
END;
CREATE TRIGGER billing_lines_unchanged BEFORE UPDATE ON billing_lines
WHEN EXISTS (SELECT 1 FROM billing_invoices WHERE id IN (OLD.invoice_id, NEW.invoice_id) AND number IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'issued invoices are never changed');
END;
CREATE TRIGGER billing_lines_undeleted BEFORE DELETE ON billing_lines
WHEN EXISTS (SELECT 1 FROM billing_invoices WHERE id = OLD.invoice_id AND number IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'issued invoices are never changed');
END;

CREATE TABLE billing_payments (
    id         TEXT   NOT NULL PRIMARY KEY,
    invoice_id TEXT   NOT NULL REFERENCES billing_invoices (id),
    kind       TEXT   NOT NULL CHECK (kind IN ('payment', 'refund')),
    refunds_id TEXT   REFERENCES billing_payments (id), -- the payment that a refund gives back
    method     TEXT   NOT NULL CHECK (method IN ('cash', 'card', 'transfer', 'cheque', 'online')),
    amount     BIGINT NOT NULL CHECK (amount > 0),
    currency   TEXT   NOT NULL,
    reference  TEXT,
    reason     TEXT,
    taken_by   TEXT   NOT NULL, -- name of who took it
    paid_at    BIGINT NOT NULL,
    paid_on    TEXT   NOT NULL, -- the day at the site
    CHECK ((kind = 'refund') = (refunds_id IS NOT NULL) AND (kind = 'refund') = (reason IS NOT NULL))
);
CREATE INDEX billing_payments_by_invoice ON billing_payments (invoice_id, id);
CREATE INDEX billing_payments_by_time ON billing_payments (paid_at, id);
CREATE INDEX billing_payments_by_day ON billing_payments (paid_on);
CREATE INDEX billing_payments_by_refunded ON billing_payments (refunds_id) WHERE refunds_id IS NOT NULL;

CREATE TRIGGER billing_payments_unchanged BEFORE UPDATE ON billing_payments
BEGIN
    SELECT RAISE(ABORT, 'payments are never changed');
END;
CREATE TRIGGER billing_payments_undeleted BEFORE DELETE ON billing_payments
BEGIN
    SELECT RAISE(ABORT, 'payments are never deleted');
END;

-- Where each invoice stands: what its payments and credit notes come to.
CREATE TABLE billing_balances (
    invoice_id      TEXT   NOT NULL PRIMARY KEY REFERENCES billing_invoices (id),
    status          TEXT   NOT NULL CHECK (status IN ('draft', 'issued', 'partially_paid', 'paid', 'credited')),
    stage           TEXT   NOT NULL CHECK (stage IN ('draft', 'open', 'settled')),
    total_amount    BIGINT NOT NULL,
    paid_amount     BIGINT NOT NULL DEFAULT 0 CHECK (paid_amount BETWEEN 0 AND total_amount),
    credited_amount BIGINT NOT NULL DEFAULT 0 CHECK (credited_amount BETWEEN 0 AND total_amount),
    version         BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX billing_balances_by_stage ON billing_balances (stage, invoice_id) WHERE stage <> 'settled';
