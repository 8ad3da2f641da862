import { useId, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { isInside, isRegionCode, regionLevel } from '../../../db/rules/region-code.ts';
import { useCall } from '../../app/calls.ts';
import { useFinds } from '../../app/finds.ts';
import { useListKeys } from '../../ui/list-keys.ts';
import type { Region } from '../../ui/region-line.tsx';
import { useForm } from './form-context.ts';
import { splitKey } from './form-state.ts';
import css from './form.module.css';

interface RegionFieldProps {
  readonly id: string;
  readonly value: string;
  readonly 'data-field': string;
  readonly onType: (text: string) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** A kelurahan or desa by code or by typing its name: ↑↓ choose among the finds, Enter takes one. */
export function RegionField({ value, onType, onBlur, ...rest }: RegionFieldProps): ReactNode {
  const { area } = useForm();
  const listId = useId();
  const [open, setOpen] = useState(false);
  const typed = value.trim();
  const isCode = isRegionCode(typed) && regionLevel(typed) === 'kelurahan';
  const own = splitKey(rest['data-field']).field === 'region' ? area : '';
  const { found, settled } = useRegions(typed, own, area);
  const choices = found.filter((region) => regionLevel(region.code) === 'kelurahan' && isInside(region.code, own)).slice(0, 8);
  const name = isCode ? found.find((region) => region.code === typed) : undefined;
  const offered = open && !isCode && choices.length > 0;
  const take = (code: string): void => {
    onType(code);
    setOpen(false);
  };
  const keys = useListKeys(choices, settled, (choice) => take(choice.code));
  const asking = open && !isCode && (offered || !settled);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!asking || event.ctrlKey || event.altKey) return;
    if (event.key === 'Escape') {
      setOpen(false);
      event.preventDefault();
    } else if (!keys.press(event)) return;
    event.stopPropagation();
  };
  return (
    <div className={css.entry}>
      <input
        {...rest} value={value} className={`${css.input} ${css.region}`} role="combobox" aria-expanded={offered} aria-controls={listId} aria-autocomplete="list"
        aria-activedescendant={offered ? `${listId}-${keys.at}` : undefined} onKeyDown={onKeyDown}
        onChange={(event) => { onType(event.currentTarget.value); setOpen(true); keys.restart(); }}
        onBlur={(event: FocusEvent) => { setOpen(false); keys.restart(); if (event.relatedTarget === null || !event.currentTarget.parentElement?.contains(event.relatedTarget)) onBlur(); }}
      />
      <span className={css.words} title={name?.path}>{name ? `${name.kind} ${name.name}` : ''}</span>
      <ul id={listId} role="listbox" className={css.choices} hidden={!offered}>
        {choices.map((region, index) => (
          <li key={region.code} id={`${listId}-${index}`} role="option" aria-selected={index === keys.at} onPointerDown={(event) => { event.preventDefault(); take(region.code); }}>
            <span>{region.code}</span> {region.name} <small>{region.path}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The regions that fit what was typed, those nearest to the office first. Of a small office's few regions none is lost among the thousands elsewhere. */
function useRegions(typed: string, own: string, area: string): { found: readonly Region[]; settled: boolean } {
  const level = regionLevel(own);
  const few = useCall('region.children', { code: own }, { enabled: level === 'kecamatan' });
  const single = useCall('region.search', { text: own, limit: 1 }, { enabled: level === 'kelurahan' });
  const far = useFinds('region.search', typed, (text) => ({ text, limit: 50, near: area }));
  const near = [...(few.data ?? []), ...(single.data ?? [])].filter((region) => `${region.code} ${region.name}`.toLowerCase().includes(typed.toLowerCase()));
  const codes = new Set(near.map((region) => region.code));
  return { found: [...near, ...(far.data ?? []).filter((region) => !codes.has(region.code))], settled: far.settled };
}
