// What must be true of the invoices at any moment, as counts of rows that break it.

const broken = {
    "a gap or a double": `
        SELECT COUNT(*) AS n FROM (
            SELECT serial, ROW_NUMBER() OVER (PARTITION BY series, year ORDER BY serial) AS place
              FROM billing_invoices WHERE number IS NOT NULL) t WHERE serial <> place`,
    "dates out of order": `
        SELECT COUNT(*) AS n FROM (
            SELECT issued_on, LAG(issued_on) OVER (PARTITION BY series, year ORDER BY serial) AS before
              FROM billing_invoices WHERE number IS NOT NULL) t WHERE before > issued_on`,
    "a counter that is not its last number": `
        SELECT COUNT(*) AS n FROM billing_counters c
         WHERE c.last <> (SELECT MAX(i.serial) FROM billing_invoices i WHERE i.series = c.series AND i.year = c.year)`,
    "a status that does not fit": `
        SELECT COUNT(*) AS n FROM billing_invoices i JOIN billing_balances b ON b.invoice_id = i.id
         WHERE (i.number IS NULL) <> (b.status = 'draft')`,
    "a balance that its payments do not come to": `
        SELECT COUNT(*) AS n FROM billing_balances b
         WHERE b.paid_amount <> (SELECT COALESCE(SUM(CASE WHEN p.kind = 'refund' THEN -p.amount ELSE p.amount END), 0)
                                   FROM billing_payments p WHERE p.invoice_id = b.invoice_id)`,
};

// Sentences about what is wrong; none when all is well.
export async function bookFaults(house) {
    const found = [];
    for (const [what, sql] of Object.entries(broken)) {
        const rows = await house.value(sql);
        if (rows > 0) found.push(`${what}: ${rows}`);
    }
    const damage = await house.damage();
    return damage ? [...found, damage] : found;
}
