import type { ReactNode } from 'react';
import type { Block, BlockProgress } from '../../../db/rules/form.ts';
import { questionOf } from '../../../db/rules/form.ts';
import { useText } from '../../text/text.ts';
import { SeverityIcon } from '../../ui/marks.tsx';
import { useForm } from './form-context.ts';
import { entityOf } from './form-state.ts';
import css from './form.module.css';
import { membersField } from './notes.ts';
import type { FormNote } from './notes.ts';

interface BlockRailProps {
  readonly progress: readonly BlockProgress[];
}

/** The six blocks of the paper with how far each is, and what waits in them. */
export function BlockRail({ progress }: BlockRailProps): ReactNode {
  const { state, control, notes } = useForm();
  const t = useText();
  const all = [...notes.values()].flat();
  return (
    <nav className={css.rail} aria-label={t('form.blocks')}>
      {progress.map(({ block, required, answered }) => {
        const mine = all.filter((note) => blockOf(note) === block && (note.severity === 'block' || (note.severity === 'warn' && state.reasons[note.key] === undefined)));
        const severity = mine.some((note) => note.severity === 'block') ? 'block' : mine.length > 0 ? 'warn' : required > 0 && answered === required ? 'done' : null;
        return (
          <button key={block} type="button" className={css.block} aria-current={state.place.block === block ? 'step' : undefined} onClick={() => void control.goBlock(block)}>
            <span className={css.roman}>{block}</span>
            <span className={css.blockName}>{t(`form.block_${block}`)}</span>
            {severity && (
              <span className={css.blockMark} data-severity={severity}>
                <SeverityIcon severity={severity} size={14} />
                <span className="visually-hidden">{severity === 'done' ? t('form.complete') : t('form.findings', { n: mine.length })}</span>
              </span>
            )}
            <span className={css.count}>{required === 0 ? t(block === 'IV' ? 'form.noPeople' : 'form.noneRequired') : t('form.answeredOf', { n: answered, total: required })}</span>
            <span className={css.track} aria-hidden><span style={{ transform: `scaleX(${required === 0 ? 0 : answered / required})` }} /></span>
          </button>
        );
      })}
    </nav>
  );
}

/** The block that a note's question stands in. */
export function blockOf(note: FormNote): Block {
  if (note.field === membersField) return 'IV';
  const entity = entityOf(note.record);
  return questionOf(entity, note.field)?.block ?? (entity === 'person' ? 'IV' : 'I');
}
