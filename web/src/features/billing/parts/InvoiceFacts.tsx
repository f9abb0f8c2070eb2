import { Link } from '@tanstack/react-router';
import { useDirectory } from '@/shared/directory';
import { useFormats } from '@/shared/time';
import { fullName } from '@/shared/ui';
import type { Detail } from '../api';
import { useT } from '../i18n';
import classes from './billing.module.css';

/** Sums, days and who, beside the lines. */
export function InvoiceFacts({ invoice }: { invoice: Detail }) {
  const t = useT();
  const { date, money } = useFormats();
  const directory = useDirectory();
  const practitioner = invoice.practitioner_id && directory.practitioner(invoice.practitioner_id);
  const facts = [
    invoice.vat.amount > 0 && ([t('field.net'), money(invoice.net)] as const),
    invoice.vat.amount > 0 && ([t('field.vat'), money(invoice.vat)] as const),
    [t('field.total'), money(invoice.total)] as const,
    invoice.credited.amount > 0 && ([t('field.credited'), money(invoice.credited)] as const),
    invoice.paid.amount > 0 && ([t('field.paid'), money(invoice.paid)] as const),
    invoice.issued_on && ([t('field.issuedOn'), date(invoice.issued_on, 'medium')] as const),
    invoice.kind === 'invoice' && invoice.due_on && ([t('field.dueOn'), date(invoice.due_on, 'medium')] as const),
    practitioner && ([t('field.practitioner'), fullName(practitioner)] as const),
    [t('field.site'), directory.site(invoice.site_id)?.name ?? ''] as const,
    invoice.visit_cancelled && ([t('field.visit'), t('visitCancelled')] as const),
  ].filter((fact) => Boolean(fact)) as [string, string][];
  return (
    <section className={classes.card}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => <Fact key={name} name={name} value={value} />)}
      </dl>
      {invoice.credits_id && <Link to="/invoices/$id" params={{ id: invoice.credits_id }}>{t('creditNote.of')}</Link>}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return <><dt>{name}</dt><dd>{value}</dd></>;
}
