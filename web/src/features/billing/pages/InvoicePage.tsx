import { Anchor } from '@mantine/core';
import { IconArrowLeft, IconFileOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { hasRole, toProblem, useUser } from '@/shared/api';
import { useFormats } from '@/shared/time';
import { EmptyState, ErrorState, PageLoading, PageTitle } from '@/shared/ui';
import { useInvoice, type Detail } from '../api';
import { useT } from '../i18n';
import classes from '../parts/billing.module.css';
import { InvoiceActs } from '../parts/InvoiceActs';
import { InvoiceBadge } from '../parts/InvoiceBadge';
import { InvoiceFacts } from '../parts/InvoiceFacts';
import { InvoiceLines } from '../parts/InvoiceLines';
import { Payments } from '../parts/Payments';
import { invoiceRoute } from '../routes';

export default function InvoicePage() {
  const t = useT();
  const { id } = invoiceRoute.useParams();
  const { data, error, isPending, refetch } = useInvoice(id);
  if (isPending) return <PageLoading />;
  if (data) return <Shown key={id} invoice={data} />;
  if (toProblem(error).status === 404) return <EmptyState page icon={IconFileOff} title={t('missing')} text={t('missing.text')}><Back /></EmptyState>;
  return <ErrorState error={error} retry={() => void refetch()} />;
}

function Back() {
  const t = useT();
  const mine = !hasRole(useUser(), 'accountant', 'receptionist', 'admin', 'practitioner');
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to={mine ? '/my-invoices' : '/invoices'} {...props} />}>
      <IconArrowLeft size={14} aria-hidden /> {mine ? t('nav.mine') : t('nav')}
    </Anchor>
  );
}

function Shown({ invoice }: { invoice: Detail }) {
  const t = useT();
  const keeps = hasRole(useUser(), 'accountant', 'receptionist', 'admin');
  const note = invoice.kind === 'credit_note';
  const named = note ? t('creditNote.titled', { number: invoice.number ?? '' }) : t('titled', { number: invoice.number ?? '' });
  return (
    <>
      <Back />
      <PageTitle title={invoice.number ? named : t('draftOf', { name: invoice.patient_name })} text={<Whose invoice={invoice} />}>
        <InvoiceBadge invoice={invoice} />
      </PageTitle>
      <div className={classes.paper}>
        <div className={classes.cards}>
          <InvoiceLines invoice={invoice} />
          {(invoice.payments.length > 0 || invoice.credit_notes.length > 0) && <Payments invoice={invoice} keeps={keeps} />}
        </div>
        <div className={classes.cards}>
          <InvoiceActs invoice={invoice} keeps={keeps} />
          <InvoiceFacts invoice={invoice} />
        </div>
      </div>
    </>
  );
}

function Whose({ invoice }: { invoice: Detail }) {
  const t = useT();
  const { date } = useFormats();
  const mayOpen = hasRole(useUser(), 'receptionist', 'admin', 'practitioner', 'coach');
  const name = mayOpen ? <Link to="/patients/$id" params={{ id: invoice.patient_id }}>{invoice.patient_name}</Link> : invoice.patient_name;
  return <>{name}{invoice.visited_on && ` · ${t('visitOf', { date: date(invoice.visited_on, 'medium') })}`}</>;
}
