import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { KeyHint } from '../../ui/marks.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import type { Preview } from './recognised-step.tsx';
import type { ImportRow } from './states.ts';
import { useChange } from './use-change.ts';
import css from './import.module.css';

/** Whether a rule forbids the row, or did until somebody set it aside. */
export function isHeld(row: ImportRow): 'forbidden' | 'aside' | null {
  if (row.entity !== 'recipient') return null;
  if (row.findings.some((one) => one.code === 'RULE_FORBIDS')) return 'forbidden';
  return row.findings.some((one) => one.code === 'RULE_SET_ASIDE') ? 'aside' : null;
}

/**
 * Lets a row through that a rule forbids, with a reason and by whoever may: a clerk asks the lurah to type the own
 * passphrase here. It stands among the overrides once the file is stored.
 */
export function LetThrough({ preview, row, held }: { preview: Preview; row: ImportRow; held: 'forbidden' | 'aside' }): ReactNode {
  const t = useText();
  const may = useMay('enrol.override');
  const change = useChange('import.letThrough', preview);
  const [asking, setAsking] = useState(false);
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const target = { staging: preview.staging, sheet: row.sheet, row: row.row };
  const back = (): void => change.run({ ...target, reason: null });
  useKeys([held === 'forbidden' ? { key: 'l', label: t('aidWork.letThrough'), run: () => setAsking(true) } : { key: 'b', label: t('aidWork.hold'), run: back }], { active: !asking && !change.busy });
  const store = (reason: string): Promise<void> => new Promise((resolve, refuse) => change.run({ ...target, reason, ...(may ? {} : secondOf(second)) }, () => {
    setAsking(false);
    say({ text: t('aidWork.letThroughSaid', { row: row.row, name: row.name ?? '' }), undo: back });
    resolve();
  }, refuse));
  return (
    <div className={css.letThrough}>
      {held === 'forbidden'
        ? <Button size="xs" variant="default" rightSection={<KeyHint name="l" />} onClick={() => setAsking(true)}>{t('aidWork.letThrough')} …</Button>
        : <Button size="xs" variant="default" loading={change.busy} rightSection={<KeyHint name="b" />} onClick={back}>{t('aidWork.hold')}</Button>}
      {asking && (
        <ReasonDialog title={t('aidWork.letThroughTitle', { name: row.name ?? String(row.row) })} action={t('aidWork.letThrough')} ready={may || (second.user.trim() !== '' && second.passphrase !== '')} onClose={() => setAsking(false)} onDo={store}>
          <ul>{row.findings.filter((one) => one.code === 'RULE_FORBIDS').map((one) => <li key={one.message}>{one.message}</li>)}</ul>
          {!may && <SecondFields second={second} title={t('aidWork.whoMay')} hint={t('aidWork.whoMayHint')} onChange={setSecond} />}
        </ReasonDialog>
      )}
    </div>
  );
}
