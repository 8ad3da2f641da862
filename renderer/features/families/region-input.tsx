import { useState } from 'react';
import type { ReactNode } from 'react';
import { isInside, regionLevel } from '../../../db/rules/region-code.ts';
import { fewest, useFinds } from '../../app/finds.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { FindField } from '../../ui/find-field.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { RegionLine } from '../../ui/region-line.tsx';

interface RegionInputProps {
  readonly label: string;
  readonly value: string | null;
  /** Only inside the office's own area. */
  readonly own: boolean;
  /** The label is shown, where nothing else beside it says what is asked. */
  readonly labelled?: boolean;
  /** `title` is what the region is called where it was taken. */
  readonly onChange: (code: string | null, title?: string) => void;
}

/** A kelurahan or desa, found by typing its name. */
export function RegionInput({ label, value, own, labelled = false, onChange }: RegionInputProps): ReactNode {
  const t = useText();
  const { office } = useSession();
  const [text, setText] = useState(value ?? '');
  const [chosen, setChosen] = useState(value !== null);
  const found = useFinds('region.search', text, (typed) => ({ text: typed, limit: 30, near: office.code }), chosen);
  const rows = (found.data ?? []).filter((region) => regionLevel(region.code) === 'kelurahan' && (!own || isInside(region.code, office.code)));
  return (
    <FindField
      label={label} hideLabel={!labelled} autoFocus floating={!labelled} text={text} onText={(typed) => { setText(typed); setChosen(false); onChange(null); }}
      rows={rows} settled={found.settled} rowKey={(region) => region.code} line={(region) => <RegionLine region={region} />}
      onTake={(region) => { setText(`${region.name} (${region.code})`); setChosen(true); onChange(region.code, officeTitle(region.kind, region.name, t)); }}
      none={!chosen && text.trim().length >= fewest ? t('families.regionNone') : null} error={found.error} retry={found.retry}
    />
  );
}
