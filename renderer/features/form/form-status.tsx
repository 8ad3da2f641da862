import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BlockProgress } from '../../../db/rules/form.ts';
import { useText } from '../../text/text.ts';
import { KeyHint, Mark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { useForm } from './form-context.ts';
import css from './form.module.css';
import type { FormNote } from './notes.ts';
import type { SaveState } from './use-save.ts';

interface FormStatusProps {
  readonly progress: readonly BlockProgress[];
  readonly save: SaveState;
  readonly onGo: (note: FormNote) => void;
  readonly onMissing: () => void;
  readonly retry: () => void;
}

/** Below the sheet: how many answers hold the save, want a look or are missing, and what saving said. */
export function FormStatus({ progress, save, onGo, onMissing, retry }: FormStatusProps): ReactNode {
  const { notes, state } = useForm();
  const t = useText();
  const all = [...notes.values()].flat();
  const blocking = all.filter((note) => note.severity === 'block');
  const looking = all.filter((note) => note.severity === 'warn' && state.reasons[note.key] === undefined);
  const missing = progress.reduce((sum, block) => sum + block.missing.length, 0);
  const firstBlock = blocking[0];
  const firstLook = looking[0];
  return (
    <div className={css.status}>
      {save.kind === 'failed' && <ErrorNotice error={save.error} retry={retry} />}
      {save.kind === 'blocked' && firstBlock && <p className={css.held} role="alert">{t('form.held', { n: blocking.length })}</p>}
      {save.kind === 'undated' && <p className={css.held} role="alert">{t('form.undated')}</p>}
      <div className={css.statusLine}>
        {firstBlock && <Button variant="subtle" size="compact-sm" h={24} px={4} color="red" onClick={() => onGo(firstBlock)}><Mark severity="block">{t('form.blocking', { n: blocking.length })}</Mark></Button>}
        {firstLook && <Button variant="subtle" size="compact-sm" h={24} px={4} onClick={() => onGo(firstLook)}><Mark severity="warn">{t('form.looking', { n: looking.length })}</Mark></Button>}
        {blocking.length + looking.length === 0 && <Mark severity="done">{t('form.nothingFound')}</Mark>}
        <button type="button" className={css.link} disabled={missing === 0} onClick={onMissing}>{t('form.missing', { n: missing })}</button>
        {blocking.length + looking.length + missing > 0 && <span className={css.quiet}><KeyHint name="F8" /> {t('form.keyNextNote')}</span>}
      </div>
    </div>
  );
}
