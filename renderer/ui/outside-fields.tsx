import { SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../app/calls.ts';
import { useText } from '../text/text.ts';

/** In which form a list leaves, and under which agreement. */
export interface Outside {
  readonly profile: 'internal' | 'masked' | 'aggregate';
  readonly agreement: string | null;
}

/** The office's own list. */
export const inside: Outside = { profile: 'internal', agreement: null };

/** Chooses between the office's own list and one for a partner; shown where the list may leave for outsiders at all and there is a partner. */
export function OutsideFields({ name, chosen, onChange }: { name: string; chosen: Outside; onChange: (chosen: Outside) => void }): ReactNode {
  const t = useText();
  const list = useCall('report.list', {});
  const forms = list.data?.find((one) => one.name === name)?.outside ?? [];
  const partners = useCall('partner.list', {}, { enabled: forms.length > 0 });
  if (forms.length === 0 || !partners.data || partners.data.length === 0) return null;
  const agreements = partners.data.flatMap((partner) => partner.agreements.filter((one) => one.term === 'inForce' && (chosen.profile !== 'masked' || one.fields.length > 0)).map((one) => ({ value: one.id, label: `${partner.name} · ${one.number}` })));
  const choose = (profile: string): void => onChange(profile === 'masked' || profile === 'aggregate' ? { profile, agreement: chosen.profile === profile ? chosen.agreement : null } : inside);
  return (
    <>
      <SegmentedControl
        fullWidth aria-label={t('partners.filterForm')} value={chosen.profile} onChange={choose}
        data={(['internal', ...forms] as const).map((profile) => ({ value: profile, label: t(`partners.profile_${profile}`) }))}
      />
      {chosen.profile !== 'internal' && (
        <Select
          label={t('partners.agreement')} description={t('partners.outsideHint')} placeholder={t('partners.agreementPick')} required searchable value={chosen.agreement} data={agreements}
          error={agreements.length === 0 ? t('partners.agreementMissing') : undefined} onChange={(agreement) => onChange({ ...chosen, agreement })}
        />
      )}
    </>
  );
}
