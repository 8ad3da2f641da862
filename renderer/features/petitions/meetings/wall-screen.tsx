import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { codeList } from '../../../../db/rules/lists.ts';
import { decision as decisions, meetingState } from '../../../../db/rules/petitions/minutes.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { formatNumber, groupIdentifier } from '../../../ui/format.ts';
import { KeyHint } from '../../../ui/marks.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { label, placeWords } from '../petition-words.tsx';
import { DecisionMark, itemName } from './agenda-tab.tsx';
import type { Item } from './agenda-tab.tsx';
import css from './wall.module.css';

/** The musyawarah on a wall: one item at a time in big type, identifiers masked, decided by one key, ←→ walk. */
export function WallScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const meeting = useCall('meeting.get', { id });
  const decide = useAction('meeting.decide');
  const mayWrite = useMay('register.write');
  const { data } = meeting;
  const items = data?.agenda ?? [];
  const [place, setPlace] = useState<number | null>(null);
  // A decision that needs a reason waits for it.
  const [asking, setAsking] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const firstOpen = items.findIndex((one) => one.decision === null);
  const at = Math.min(place ?? Math.max(0, firstOpen), Math.max(0, items.length - 1));
  const item = items[at];
  const decides = mayWrite && data !== undefined && data.own && (data.state === meetingState.underway || data.state === meetingState.drafted);
  const step = (by: number): void => {
    setAsking(null);
    setPlace(Math.max(0, Math.min(items.length - 1, at + by)));
  };
  const leave = (): void => go(`/usulan/musyawarah/${id}`);
  const store = (code: number, why: string | null): void => {
    if (!item) return;
    decide.mutate({ item: item.id, decision: code, reason: why }, { onSuccess: () => { setAsking(null); setReason(''); } });
  };
  const choose = (code: number): void => {
    if (code === decisions.accepted) store(code, null);
    else {
      setReason(item?.reason ?? '');
      setAsking(code);
    }
  };
  const codes = codeList('TEPAT.putusanMusyawarah')?.codes ?? [];
  useKeys([
    { key: 'Escape', label: asking === null ? t('meetings.wallLeave') : t('meetings.cancel'), run: () => (asking === null ? leave() : setAsking(null)) },
    { key: 'ArrowRight', label: t('meetings.wallNext'), run: () => step(1) }, { key: 'ArrowLeft', label: t('meetings.wallPrevious'), run: () => step(-1) },
    ...(decides && item ? codes.map(([code, words]) => ({ key: String(code), label: words, run: () => choose(code) })) : []),
  ], { modal: true });
  return (
    <div className={css.wall} role="region" aria-label={t('meetings.wall')}>
      <header className={css.head}>
        <strong title={data?.title}>{data?.title}</strong>
        {items.length > 0 && <span>{t('meetings.wallOf', { n: formatNumber(at + 1), all: formatNumber(items.length) })}</span>}
        <Button variant="default" rightSection={<KeyHint name="Escape" />} onClick={leave}>{t('meetings.wallLeave')}</Button>
      </header>
      {meeting.error && <ErrorNotice error={meeting.error} />}
      {decide.error && <ErrorNotice error={decide.error} />}
      {data && items.length > 0 && data.undecided === 0 && <p role="status" className={css.done}>{t('meetings.wallDone', { n: formatNumber(items.length) })}</p>}
      {item ? <WallItem item={item} /> : <p className={css.name}>{data ? t('meetings.wallEmpty') : ''}</p>}
      {item && decides && asking === null && (
        <div className={css.choices}>
          {codes.map(([code, words]) => <button key={code} type="button" className={css.choice} aria-pressed={item.decision === code} disabled={decide.isPending} onClick={() => choose(code)}><KeyHint name={String(code)} /> {words}</button>)}
        </div>
      )}
      {asking !== null && (
        <form className={css.reason} onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== '') store(asking, reason.trim()); }}>
          <TextInput autoFocus size="xl" required label={`${label('TEPAT.putusanMusyawarah', asking)}: ${t('meetings.wallReason')}`} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </form>
      )}
    </div>
  );
}

function WallItem({ item }: { item: Item }): ReactNode {
  const t = useText();
  return (
    <div className={css.item} aria-live="polite">
      <p className={css.subject}>{[label('TEPAT.pokokUsulan', item.subject), item.programme].filter(Boolean).join(' · ')}</p>
      <h1 className={css.name}>{itemName(item)}</h1>
      {item.name !== null && <p className={css.place}>{[placeWords(item), item.nik === null ? null : groupIdentifier(item.nik)].filter(Boolean).join(' · ')}</p>}
      {item.request !== null && <p className={css.ask}><span>{t('meetings.wallAsk')}: </span>{item.request}</p>}
      {item.name !== null && <p className={css.ask}><span>{t('meetings.wallFinding')}: </span>{label('TEPAT.hasilUsulan', item.finding)}</p>}
      <p className={css.decided}><DecisionMark decision={item.decision} t={t} />{item.reason !== null && <span> {item.reason}</span>}</p>
    </div>
  );
}
