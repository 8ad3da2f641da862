import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { isKeyboardFree } from '../../app/keyboard-free.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { askConfirm } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './import.module.css';

/** Files that were read and wait to be checked: go on, or throw away. */
export function StagedList({ staged }: { staged: CallOutput<'import.list'>['staged'] }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const mayRun = useMay('import.run');
  const discard = useAction('import.discard');
  const drop = async (staging: string, file: string): Promise<void> => {
    const yes = await askConfirm({ title: t('imports.discardTitle', { file }), body: t('imports.discardBody'), confirm: t('imports.discard'), danger: true });
    if (yes) discard.mutate({ staging });
  };
  return (
    <section className={css.part}>
      <h2>{t('imports.waiting')}</h2>
      <ul ref={takeKeyboard} className={css.staged}>
        {staged.map((line) => (
          <li key={line.staging}>
            <span className={css.stagedWords}>
              <strong>{line.file}</strong>
              <span>{t('imports.openedAt', { at: formatMoment(line.openedAt) })}{line.questions > 0 && ` · ${t('imports.questionCount', { n: line.questions })}`}</span>
            </span>
            {mayRun && (
              <>
                <Button variant="subtle" onClick={() => void drop(line.staging, line.file)} aria-label={`${t('imports.discard')}: ${line.file}`}>{t('imports.discard')}</Button>
                <Button variant="default" onClick={() => go(`/impor/${line.staging}`)} aria-label={`${t('imports.goOn')}: ${line.file}`}>{t('imports.goOn')}</Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {discard.error && <ErrorNotice error={discard.error} />}
    </section>
  );
}

/** The file that came last is the one to go on with. */
function takeKeyboard(list: HTMLElement | null): void {
  if (isKeyboardFree()) list?.querySelector<HTMLElement>('button:last-of-type')?.focus({ preventScroll: true });
}
