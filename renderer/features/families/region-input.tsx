import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { isInside, regionLevel } from '../../../db/rules/region-code.ts';
import { useCall } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';

interface RegionInputProps {
  readonly label: string;
  readonly value: string | null;
  /** Only inside the office's own area. */
  readonly own: boolean;
  readonly onChange: (code: string | null) => void;
}

/** A kelurahan or desa, found by typing its name. */
export function RegionInput({ label, value, own, onChange }: RegionInputProps): ReactNode {
  const t = useText();
  const { office } = useSession();
  const [typed, setTyped] = useState(value ?? '');
  const [asked] = useDebouncedValue(typed.trim(), 100);
  const found = useCall('region.search', { text: asked, limit: 30 }, { enabled: asked.length > 1, keepPrevious: true });
  const villages = (found.data ?? []).filter((region) => regionLevel(region.code) === 'kelurahan' && (!own || isInside(region.code, office.code)));
  const data = villages.map((region) => ({ value: region.code, label: `${region.name} (${region.code}), ${region.path}` }));
  const shown = value !== null && !data.some((each) => each.value === value) ? [{ value, label: value }, ...data] : data;
  return (
    <Select
      aria-label={label} autoFocus searchable clearable value={value} data={shown} searchValue={typed} onSearchChange={setTyped} filter={({ options }) => options} nothingFoundMessage={t('families.regionNone')}
      onChange={onChange}
    />
  );
}
