import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import { KeyHint, Mark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import css from './duplicates.module.css';
import { PairFields } from './pair-fields.tsx';
import type { Picks } from './pair-fields.tsx';
import { PairHeads } from './pair-heads.tsx';
import { UndoPair } from './undo-pair.tsx';

export type Pair = CallOutput<'duplicate.show'>;
/** What was just decided, so that it can be taken back. */
export interface Decided {
  readonly pair: Pair;
  readonly message: string;
}
type Decision = 'same' | 'different' | 'later';
const decisions: readonly Decision[] = ['same', 'different', 'later'];

/** Two records side by side, why they look like one, which values stay, and the three keys. */
export function PairPanel({ id, onDecided }: { id: string; onDecided: (decided: Decided) => void }): ReactNode {
  const lang = useLanguage();
  const pair = useCall('duplicate.show', { id, lang }, { keepPrevious: true });
  if (pair.error) return <div className={css.panel}><ErrorNotice error={pair.error} retry={() => void pair.refetch()} /></div>;
  return pair.data ? <Deciding key={pair.data.state} pair={pair.data} onDecided={onDecided} /> : <div className={css.panel} aria-busy />;
}

function Deciding({ pair, onDecided }: { pair: Pair; onDecided: (decided: Decided) => void }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const mayDecide = useMay('register.write');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [picks, setPicks] = useState<Picks>({});
  const [reason, setReason] = useState('');
  const open = mayDecide && ['open', 'later', 'undone'].includes(pair.state);
  const names = { left: pair.left.name, right: pair.right.name };
  const run = (decision: Decision): void => {
    if (busy) return;
    const values = decision === 'same' ? Object.fromEntries(pair.fields.filter((field) => !field.equal).map((field) => [field.field, picks[field.group] ?? field.suggested])) : {};
    // Without a reason of one's own the record keeps the reasons that were on the screen.
    const said = decision === 'same' && !pair.mayMerge ? t('duplicates.reason_across', { left: pair.left.officeName, right: pair.right.officeName }) : t(`duplicates.reason_${decision}`);
    const why = reason.trim() === '' ? `${said} ${pair.reasons.join('; ')}`.slice(0, 400) : reason.trim();
    setBusy(true);
    setError(null);
    // The decided pair leaves the queue, and this panel with it, before the answer is here.
    void callApi('duplicate.decide', { id: pair.id, decision, values, reason: why, lang }).then((done) => onDecided({ pair, message: done.message }), setError).finally(() => setBusy(false));
  };
  useKeys(decisions.map((decision, index) => ({ key: String(index + 1), label: t(`duplicates.key_${decision}`), run: () => run(decision) })), { active: open });
  return (
    <section className={css.panel} aria-label={t('duplicates.sideBySide')}>
      {error !== null && <ErrorNotice error={error} />}
      {open && (
        <div className={css.decide}>
          {!pair.mayMerge && <p>{t('duplicates.proposal', { left: pair.left.officeName, right: pair.right.officeName })}</p>}
          <TextInput className={css.reason} label={t('duplicates.reason')} placeholder={t('duplicates.reasonHint')} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
          {decisions.map((decision, index) => (
            <Button key={decision} variant={decision === 'same' ? 'filled' : 'default'} disabled={busy} onClick={() => run(decision)} leftSection={<KeyHint name={String(index + 1)} />}>
              {t(decision === 'same' && !pair.mayMerge ? 'duplicates.propose' : `duplicates.do_${decision}`)}
            </Button>
          ))}
        </div>
      )}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('duplicates.fieldsOf', names)}>
        <div className={css.why}>
          <h2>{t('duplicates.why')} <Mark severity={pair.sure ? 'block' : 'warn'}>{t(pair.sure ? 'duplicates.sure' : 'duplicates.doubt')}</Mark></h2>
          <ul>{pair.reasons.map((each) => <li key={each}>{each}</li>)}</ul>
        </div>
        {!open && pair.state !== 'open' && <DecidedNotice pair={pair} />}
        <PairHeads pair={pair} />
        <PairFields pair={pair} picks={picks} onPick={open ? (group, side) => setPicks({ ...picks, [group]: side }) : null} />
      </div>
      {pair.undoable && mayDecide && <UndoPair pair={pair} />}
    </section>
  );
}

function DecidedNotice({ pair }: { pair: Pair }): ReactNode {
  const t = useText();
  const words = t(`duplicates.was_${pair.state}`);
  const by = pair.decidedBy === null || pair.decidedOn === null ? words : t('duplicates.decided', { what: words, by: pair.decidedBy, at: formatDate(pair.decidedOn) });
  return <Notice severity={pair.state === 'proposed' ? 'warn' : 'info'} title={by}>{[pair.reason, pair.note].filter(Boolean).join(' ') || undefined}</Notice>;
}
