import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { officeTitle } from '../../ui/office-title.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './welcome.module.css';

export type RegionHit = CallOutput<'region.search'>[number];
/** Step 1: the office, chosen from all regions of the country by typing. ↑↓ choose, Enter takes. */
export function OfficeStep({ onChoose }: { onChoose: (region: RegionHit) => void }): ReactNode {
  const t = useText();
  const id = useId();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 60);
  const [active, setActive] = useState(0);
  const hits = useCall('region.search', { text: asked, limit: 12 }, { enabled: asked.length > 1, keepPrevious: true });
  const rows = asked.length > 1 ? (hits.data ?? []) : [];
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (event.key === 'ArrowDown') setActive(Math.min(rows.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter' && row) onChoose(row);
    else return;
    event.preventDefault();
  };
  return (
    <div className={css.form}>
      <TextInput
        label={t('welcome.officeLabel')} description={t('welcome.officeHint')} placeholder={t('welcome.officePlaceholder')} value={text} autoFocus autoComplete="off"
        role="combobox" aria-expanded={rows.length > 0} aria-controls={`${id}-list`} aria-activedescendant={rows[active] ? `${id}-${active}` : undefined} aria-autocomplete="list"
        onChange={(event) => { setText(event.currentTarget.value); setActive(0); }} onKeyDown={onKeyDown}
      />
      {hits.error && <ErrorNotice error={hits.error} retry={() => void hits.refetch()} />}
      {asked.length > 1 && hits.data && rows.length === 0 && <p className={css.hint} role="status">{t('welcome.officeNone', { text: asked })}</p>}
      {rows.length > 0 && (
        <ul id={`${id}-list`} className={css.results} role="listbox" aria-label={t('welcome.officeResults')}>
          {rows.map((row, index) => (
            <li key={row.code} id={`${id}-${index}`} role="option" aria-selected={index === active} className={css.result} onClick={() => onChoose(row)}>
              <strong>{officeTitle(row.kind, row.name, t)}</strong>
              <span className={css.code}>{row.code}</span>
              <span>{row.path}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
