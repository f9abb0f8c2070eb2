import { Title } from '@mantine/core';
import { useFormats } from '@/shared/time';
import type { Detail, Line } from '../api';
import { useT } from '../i18n';
import classes from './billing.module.css';
import { useRate } from './rate';

function Row({ line }: { line: Line }) {
  const { money, number } = useFormats();
  const rate = useRate();
  return (
    <tr>
      <td>
        {line.label}
        <small>{[line.code, line.vat_rate > 0 ? rate(line.vat_rate) : line.exemption].filter(Boolean).join(' · ')}</small>
      </td>
      <td data-right>{number(line.quantity)}</td>
      <td data-right>{money(line.unit_price)}</td>
      <td data-right>{money(line.total)}</td>
    </tr>
  );
}

/** What is billed, as it is printed. */
export function InvoiceLines({ invoice }: { invoice: Detail }) {
  const t = useT();
  return (
    <section className={classes.card}>
      <Title order={2}>{t('lines')}</Title>
      <div className={classes.scroll} role="region" aria-label={t('lines')} tabIndex={0}>
        <table className={classes.lines}>
          <thead>
            <tr><th>{t('field.label')}</th><th data-right>{t('field.quantity')}</th><th data-right>{t('field.unitPrice')}</th><th data-right>{t('field.total')}</th></tr>
          </thead>
          <tbody>{invoice.lines.map((line) => <Row key={line.position} line={line} />)}</tbody>
        </table>
      </div>
      {invoice.note && <p className={classes.soft}>{invoice.note}</p>}
      {invoice.reason && <p className={classes.soft}>{t('creditNote.why', { reason: invoice.reason })}</p>}
    </section>
  );
}
