import { ActionIcon, Button, Menu, Title } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconDots, IconMail, IconPencil, IconPhone } from '@tabler/icons-react';
import { useEffect } from 'react';
import { invalidate, type Schema } from '@/shared/api';
import { useT as useShared } from '@/shared/i18n/shared';
import { useSiteZone } from '@/shared/site';
import { ageOn, today, useFormats } from '@/shared/time';
import { bornAs, patientName, StatusBadge, toast, toastProblem, withUndo } from '@/shared/ui';
import { archivePatient, restorePatient } from '../api';
import { useT } from '../i18n';
import { AllergyBanner } from '../record/AllergyBanner';
import classes from './patients.module.css';

type Patient = Schema['Patient'];

function useArchiving(patient: Patient) {
  const t = useT();
  const again = () => invalidate('patients');
  const restore = () => restorePatient(patient.id).then(again);
  const archive = () =>
    archivePatient(patient).then(() => {
      withUndo(t('archived'), restore);
      return again();
    });
  return {
    archive: () => void archive().catch(toastProblem),
    restore: () => void restore().then(() => toast({ text: t('restored') })).catch(toastProblem),
  };
}

/** Who this is, always on top. */
export function Banner({ patient, onEdit }: { patient: Patient; onEdit?: () => void }) {
  const t = useT();
  const { archive, restore } = useArchiving(patient);
  const archived = patient.archived_at !== undefined;
  const name = patientName(patient);
  useEffect(() => {
    document.title = `${name} · Monoclinic`;
  }, [name]);
  return (
    <header className={classes.banner} data-archived={archived || undefined}>
      <div>
        <Title order={1}>
          {name} {archived && <StatusBadge status="archived" />}
        </Title>
        <Facts patient={patient} />
        <AllergyBanner patientId={patient.id} />
      </div>
      {onEdit && (
        <div className={classes.acts}>
          {archived ? (
            <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={restore}>
              {t('restore')}
            </Button>
          ) : (
            <>
              <Button variant="default" leftSection={<IconPencil size={16} />} onClick={onEdit}>
                {t('edit')}
              </Button>
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="default" size={36} aria-label={t('more')}>
                    <IconDots size={18} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconArchive size={16} />} onClick={archive}>
                    {t('archive')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          )}
        </div>
      )}
    </header>
  );
}

function Facts({ patient }: { patient: Patient }) {
  const shared = useShared();
  const { date } = useFormats();
  const now = today(useSiteZone());
  const { birth_date, birth_name, used_name, sex, phone, email } = patient;
  return (
    <ul className={classes.facts}>
      {used_name && used_name !== birth_name && <li>{shared(bornAs(sex), { name: birth_name })}</li>}
      {birth_date && <li>{shared('person.age', { count: ageOn(birth_date, now) })} · {date(birth_date, 'short')}</li>}
      <li>{shared(`sex.${sex}`)}</li>
      {phone && <li><IconPhone size={14} aria-hidden /> <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a></li>}
      {email && <li><IconMail size={14} aria-hidden /> <a href={`mailto:${email}`}>{email}</a></li>}
    </ul>
  );
}
