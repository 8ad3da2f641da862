import { useState } from 'react';
import type { ReactNode } from 'react';
import { fewest, useFinds } from '../../app/finds.ts';
import { useText } from '../../text/text.ts';
import { FindField } from '../../ui/find-field.tsx';
import type { FamilyRow } from './family-types.ts';

/** How many are shown of those that fit. */
const shown = 8;

interface FamilyPickerProps {
  readonly label: string;
  readonly value: FamilyRow | null;
  /** Families that cannot be chosen. */
  readonly except: readonly string[];
  readonly onChoose: (family: FamilyRow | null) => void;
  readonly autoFocus?: boolean;
}

/** Another family of this office: type a name, number or address; ↑↓ choose, Enter takes. */
export function FamilyPicker({ label, value, except, onChoose, autoFocus = false }: FamilyPickerProps): ReactNode {
  const t = useText();
  const [text, setText] = useState('');
  const limit = shown + except.length;
  // Of the whole register: whose head is meant comes before whose member or street is.
  const heads = useFinds('family.list', text, (typed) => ({ filter: { text: typed, headNamed: true, status: 'active' }, limit }), value !== null);
  const others = useFinds('family.list', text, (typed) => ({ filter: { text: typed, status: 'active' }, limit: limit + shown }), value !== null);
  const found = new Map([...(heads.data?.rows ?? []), ...(others.data?.rows ?? [])].map((row) => [row.id, row]));
  const rows = [...found.values()].filter((row) => !except.includes(row.id)).slice(0, shown);
  const failed = heads.error === null ? others : heads;
  return (
    <FindField
      label={label} required autoFocus={autoFocus} text={value === null ? text : familyWords(value)} onText={(typed) => { onChoose(null); setText(typed); }}
      rows={rows} settled={heads.settled && others.settled} rowKey={(row) => row.id} onTake={onChoose}
      line={(row) => <>{familyWords(row)} <small>{t('families.membersCount', { n: row.members })}</small></>}
      none={value === null && text.trim().length >= fewest ? t('families.pickNone', { text: text.trim() }) : null} error={failed.error} retry={failed.retry}
    />
  );
}

function familyWords(row: FamilyRow): string {
  return [row.head ?? '–', row.address ?? '', `RT ${row.rt ?? '–'}/RW ${row.rw ?? '–'}`].filter((part) => part !== '').join(', ');
}
