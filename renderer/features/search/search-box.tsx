import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import { fewest } from '../../app/finds.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { useListKeys } from '../../ui/list-keys.ts';
import { KeyHint } from '../../ui/marks.tsx';
import { say } from '../../ui/said.tsx';
import { hitRoute } from './hit-route.ts';
import { SearchLine } from './search-line.tsx';
import css from './search.module.css';
import { useSearch } from './use-search.ts';
import type { Hit } from './use-search.ts';

/** F2 from anywhere: a name in any usual spelling, NIK, No KK or address; ↑↓ walk, Enter opens, Ctrl+Enter checks aid. */
export function SearchBox(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const { hits, asked, error } = useSearch(typed);
  const settled = typed.trim().length < fewest || asked === typed.trim();
  useKeys([{ key: 'F2', label: t('search.title'), run: () => { input.current?.focus(); input.current?.select(); setOpen(true); } }], { general: true });
  const leave = (): void => { setOpen(false); setTyped(''); input.current?.blur(); };
  const openHit = (hit: Hit): void => {
    leave();
    go(hitRoute(hit));
    if (hit.kind === 'person' && hit.family === null) say({ text: t('search.noFamily', { name: hit.name }) });
  };
  const checkAid = (hit: Hit): void => { leave(); go(hit.kind === 'person' ? `/keluarga/bantuan/${hit.id}` : '/keluarga/bantuan'); };
  const keys = useListKeys(hits, settled, (hit, held) => { if (held) checkAid(hit); else openHit(hit); });
  const { at } = keys;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' && !open) {
      setOpen(true);
      event.preventDefault();
    } else if (event.key === 'Escape' && (open || typed !== '')) {
      leave();
      document.getElementById('isi')?.focus();
      event.preventDefault();
    } else if (!open || !keys.press(event)) return;
    event.stopPropagation();
    event.nativeEvent.stopPropagation();
  };
  const shown = open && document.activeElement !== null;
  return (
    <div className={css.box} onBlur={(event) => { if (event.currentTarget.contains(event.relatedTarget)) return; setOpen(false); keys.restart(); }}>
      <TextInput
        ref={input} value={typed} aria-label={t('search.label')} placeholder={t('search.placeholder')} autoComplete="off" spellCheck={false} leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={typed === '' ? <KeyHint name="F2" /> : undefined} rightSectionWidth={44} role="combobox" aria-expanded={shown} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={shown && hits.length > 0 ? `${id}-${at}` : undefined}
        onFocus={() => setOpen(true)} onChange={(event) => { setTyped(event.currentTarget.value); keys.restart(); setOpen(true); }} onKeyDown={onKeyDown}
      />
      <div className={css.drop} hidden={!shown} data-search-results>
        <ul id={`${id}-list`} role="listbox" aria-label={t('search.results')}>
          {hits.map((hit, index) => (
            <li
              key={`${hit.kind}${hit.id}`} id={`${id}-${index}`} role="option" aria-selected={index === at} ref={index === at ? intoSight : undefined}
              onPointerDown={(event) => event.preventDefault()} onClick={() => openHit(hit)}
            >
              <SearchLine hit={hit} />
            </li>
          ))}
        </ul>
        <div className={css.foot} role="status">
          {error ? <span className={css.wrong}>{error}</span> : hits.length > 0 ? <><span><KeyHint name="Enter" /> {t('search.keyOpen')}</span><span><KeyHint name="Ctrl+Enter" /> {t('search.keyAid')}</span></> : typed.trim().length < fewest ? <Examples /> : settled ? <Nothing typed={asked} /> : t('search.searching')}
        </div>
      </div>
    </div>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** What can be typed, before anything is. */
function Examples(): ReactNode {
  const t = useText();
  return (
    <dl className={css.examples}>
      {([['search.byName', 'search.byNameExample'], ['search.byNumber', 'search.byNumberExample'], ['search.byAddress', 'search.byAddressExample']] as const).map(([what, example]) => (
        <div key={what}><dt>{t(what)}</dt><dd>{t(example)}</dd></div>
      ))}
    </dl>
  );
}

function Nothing({ typed }: { typed: string }): ReactNode {
  const t = useText();
  return <div><strong>{t('search.nothing', { typed })}</strong><p>{t('search.nothingHint')}</p></div>;
}
