import { Button, Group, Title } from '@mantine/core';
import { IconFileInvoice, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { hasRole, useUser } from '@/shared/api';
import { DataTable, EmptyState } from '@/shared/ui';
import { useInvoicesOf } from '../api';
import { useT } from '../i18n';
import { useInvoiceColumns } from './columns';

/** A patient's invoices, as far as one may see them. */
export default function InvoicesPanel({ patientId }: { patientId: string }) {
  const t = useT();
  const navigate = useNavigate();
  const mayDraft = hasRole(useUser(), 'receptionist', 'admin');
  const columns = useInvoiceColumns({ named: false });
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('nav')}</Title>
        {mayDraft && (
          <Button variant="default" size="xs" leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/invoices/new" search={{ patient: patientId }} {...props} />}>
            {t('new')}
          </Button>
        )}
      </Group>
      <DataTable
        caption={t('nav')}
        columns={columns}
        pages={useInvoicesOf(patientId)}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/invoices/$id', params: { id } })}
        empty={<EmptyState icon={IconFileInvoice} title={t('none.patient')} text={t('none.patientText')} />}
      />
    </section>
  );
}
