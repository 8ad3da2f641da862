import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import css from './families.module.css';
import type { FamilyRow } from './family-types.ts';

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
  const id = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const typed = text.trim();
  const asking = value === null && typed.length > 1;
  const found = useCall('family.list', { filter: { text: typed, status: 'active' }, limit: 8 }, { enabled: asking, keepPrevious: true });
  const rows = asking ? (found.data?.rows ?? []).filter((row) => !except.includes(row.id)) : [];
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (event.key === 'ArrowDown') setActive(Math.min(rows.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter' && row) onChoose(row);
    else return;
    event.preventDefault();
  };
  return (
    <div>
      <TextInput
        label={label} required data-autofocus={autoFocus || undefined} autoComplete="off" role="combobox" aria-expanded={rows.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list"
        aria-activedescendant={rows[active] ? `${id}-${active}` : undefined} value={value === null ? text : familyWords(value)} onKeyDown={onKeyDown}
        onChange={(event) => { onChoose(null); setText(event.currentTarget.value); setActive(0); }}
      />
      {asking && found.data && rows.length === 0 && <p role="status" className={css.quiet}>{t('families.pickNone', { text: typed })}</p>}
      <ul id={`${id}-list`} className={css.picks} role="listbox" aria-label={label} hidden={rows.length === 0}>
        {rows.map((row, index) => <li key={row.id} id={`${id}-${index}`} role="option" aria-selected={index === active} onClick={() => onChoose(row)}>{familyWords(row)} <span className={css.quiet}>{t('families.membersCount', { n: row.members })}</span></li>)}
      </ul>
    </div>
  );
}

function familyWords(row: FamilyRow): string {
  return [row.head ?? '–', row.address ?? '', `RT ${row.rt ?? '–'}/RW ${row.rw ?? '–'}`].filter((part) => part !== '').join(', ');
}
