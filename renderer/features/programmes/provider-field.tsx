import { Autocomplete } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldValue } from '../../../db/rules/field.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useCall } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';

interface ProviderFieldProps {
  readonly value: FieldValue;
  /** The name, and the kind of provider where a partner was chosen. */
  readonly onChange: (name: string | null, kind?: number) => void;
}

/** Who provides a programme: a partner, or an agency that other programmes name, so that one provider has one name; another may be typed. */
export function ProviderField({ value, onChange }: ProviderFieldProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const partners = (useCall('partner.list', {}).data ?? []).filter((one) => one.active);
  const programmes = useCall('programme.list', {});
  const outside = new Set(partners.map((one) => one.name));
  const named = [...new Set((programmes.data ?? []).flatMap(({ values }) => (typeof values['provider'] === 'string' && values['provider'] !== '' && !outside.has(values['provider']) ? [values['provider']] : [])))].sort((a, b) => a.localeCompare(b));
  return (
    <Autocomplete
      label={fieldLabel(language, 'programme', 'provider')} description={t('programmes.providerHint')} value={typeof value === 'string' ? value : ''} maxLength={200} limit={60} comboboxProps={{ transitionProps: { duration: 0 }, shadow: 'md' }}
      data={[...(outside.size > 0 ? [{ group: t('programmes.providerPartners'), items: [...outside].sort((a, b) => a.localeCompare(b)) }] : []), ...(named.length > 0 ? [{ group: t('programmes.providerNamed'), items: named }] : [])]}
      onChange={(next) => onChange(next === '' ? null : next, partners.find((one) => one.name === next)?.kind)}
    />
  );
}
