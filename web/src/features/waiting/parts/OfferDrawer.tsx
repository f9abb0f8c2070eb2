import { Drawer, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useDirectory } from '@/shared/directory';
import { useT as useShared } from '@/shared/i18n/shared';
import { useSiteZone } from '@/shared/site';
import { today } from '@/shared/time';
import { fullName, toast, useDeed } from '@/shared/ui';
import { holdersOf, SlotChips, type Slot } from '@/shared/visit';
import { offerTime, type WishLine } from '../api';
import { useT } from '../i18n';
import { useOfferWords, useWishWords } from '../words';

export interface OfferDrawerProps {
  wish: WishLine;
  opened: boolean;
  onClose: () => void;
}

/** A free slot by hand, for one who waits. */
export default function OfferDrawer({ wish, opened, onClose }: OfferDrawerProps) {
  const t = useT();
  const shared = useShared();
  const ownZone = useSiteZone();
  const directory = useDirectory();
  const words = useWishWords()(wish);
  const offerWords = useOfferWords();
  const deed = useDeed('waiting_list');
  const [practitioner, setPractitioner] = useState(wish.practitioner_ids[0] ?? '');
  const zone = directory.site(wish.site_id)?.time_zone ?? ownZone;
  const people = holdersOf(directory.practitioners, directory.visitType(wish.visit_type_id), wish.site_id);
  const offer = (slot: Slot) =>
    deed.run(async () => {
      const offered = await offerTime(wish, { practitioner_id: slot.practitioner_id, starts_at: slot.starts_at });
      if (offered.offer) toast({ text: t('offer.done', { until: offerWords(offered.offer).until }) });
      onClose();
    });
  return (
    <Drawer opened={opened} onClose={onClose} title={<Text component="span" fw={700} size="lg">{t('offer.title')}</Text>} size={480} closeButtonProps={{ 'aria-label': shared('action.close') }}>
      <Stack gap="md">
        <div>
          <Text fw={600}>{wish.patient_name} · {words.what}</Text>
          <Text size="sm" c="dimmed">{words.wish}</Text>
          {wish.note && <Text size="sm">{wish.note}</Text>}
        </div>
        <Text size="sm">{t('offer.text', { name: wish.patient_name })}</Text>
        <NativeSelect
          label={t('field.practitioners')}
          data={[{ value: '', label: t('field.anyone') }, ...people.map((one) => ({ value: one.id, label: fullName(one) }))]}
          value={practitioner}
          onChange={(event) => setPractitioner(event.currentTarget.value)}
        />
        <SlotChips
          wish={{ visit_type_id: wish.visit_type_id, practitioner_id: practitioner || undefined, site_id: wish.site_id, from: today(zone) }}
          zone={zone}
          count={12}
          onPick={(slot) => void offer(slot)}
        />
      </Stack>
    </Drawer>
  );
}
