import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { regionLevel } from '../../../db/rules/region-code.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './import.module.css';

export interface RegionChoice {
  readonly code: string;
  readonly name: string;
}

/** Another kelurahan or desa than the one proposed: type its name or code; ↑↓ choose, Enter takes. */
export function RegionDialog({ bpsName, onChoose, onClose }: { bpsName: string; onChoose: (choice: RegionChoice) => void; onClose: () => void }): ReactNode {
  const t = useText();
  const id = useId();
  const [text, setText] = useState(bpsName.split(',')[0] ?? '');
  const [active, setActive] = useState(0);
  const typed = text.trim();
  const hits = useCall('region.search', { text: typed, limit: 30 }, { enabled: typed.length > 1, keepPrevious: true });
  const rows = typed.length > 1 ? (hits.data ?? []).filter((row) => regionLevel(row.code) === 'kelurahan').slice(0, 10) : [];
  const take = (row: (typeof rows)[number]): void => onChoose({ code: row.code, name: [row.name, row.path].filter((part) => part !== '').join(', ') });
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (event.key === 'ArrowDown') setActive(Math.min(rows.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter' && row) take(row);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t('imports.regionTitle', { name: bpsName })} onClose={onClose} size="lg">
      <TextInput
        data-autofocus label={t('imports.regionLabel')} value={text} autoComplete="off" role="combobox" aria-expanded={rows.length > 0} aria-controls={`${id}-list`}
        aria-activedescendant={rows[active] ? `${id}-${active}` : undefined} aria-autocomplete="list" onKeyDown={onKeyDown} onChange={(event) => { setText(event.currentTarget.value); setActive(0); }}
      />
      {hits.error && <ErrorNotice error={hits.error} />}
      {typed.length > 1 && hits.data && rows.length === 0 && <p role="status">{t('imports.regionNone', { text: typed })}</p>}
      <ul id={`${id}-list`} className={css.results} role="listbox" aria-label={t('imports.regionLabel')} hidden={rows.length === 0}>
        {rows.map((row, index) => (
          <li key={row.code} id={`${id}-${index}`} role="option" aria-selected={index === active} onClick={() => take(row)}>
            <strong>{row.name}</strong> <span>{row.code}</span> <span>{row.path}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
