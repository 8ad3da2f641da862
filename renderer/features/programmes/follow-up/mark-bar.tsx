import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKeys } from '../../../app/keys.ts';
import { useText } from '../../../text/text.ts';
import { KeyHint } from '../../../ui/marks.tsx';
import css from '../programmes.module.css';
import type { Marks } from './use-marks.tsx';

/** Something to do with the marked rows, by its key or its button. */
interface MarkAction {
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

/** The bar above a list whose rows are marked to be settled at once, and its keys; the last action is the usual one. */
export function MarkBar<Row>({ marks, at, actions }: { marks: Marks<Row>; at: Row | undefined; actions: readonly MarkAction[] }): ReactNode {
  const t = useText();
  const none = marks.chosen.length === 0;
  useKeys([
    { key: 'Space', label: t('enrolment.mark'), run: () => marks.mark(at) }, { key: 'Ctrl+A', label: t('enrolment.markAll'), run: marks.markAll, whileTyping: false },
    ...(none ? [] : actions.toReversed()),
  ]);
  return (
    <div className={css.bar}>
      <span>{marks.count > 0 && t('enrolment.marked', { n: marks.count })}</span><span className={css.grow} />
      <Button variant="subtle" onClick={marks.markAll}>{t(marks.count > 0 ? 'enrolment.unmark' : 'enrolment.markAll')}</Button>
      {actions.map(({ key, label, run }, place) => (
        <Button key={key} {...(place < actions.length - 1 && { variant: 'default' })} disabled={none} onClick={run} rightSection={<KeyHint name={key} />}>{label}</Button>
      ))}
    </div>
  );
}
