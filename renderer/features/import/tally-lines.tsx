import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { NumbersLine } from '../../ui/fields.tsx';
import type { RowFilter } from './check-step.tsx';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';
import { stateWords } from './states.ts';
import type { RowState } from './states.ts';

const order: readonly RowState[] = ['same', 'changed', 'new', 'rejected', 'question', 'left'];

/** Rows of families and of people, each number with its list. The parts add up to the rows. */
export function TallyLines({ preview, filter, onFilter }: { preview: Preview; filter: RowFilter; onFilter: (filter: RowFilter) => void }): ReactNode {
  const t = useText();
  const lines = [['family', preview.tally.families, t('imports.familyRows')], ['person', preview.tally.people, t('imports.personRows')]] as const;
  return (
    <div className={css.tallyLines}>
      {lines.map(([entity, tally, label]) => {
        const sheet = preview.sheets.find((one) => one.entity === entity)?.name;
        if (sheet === undefined) return null;
        const opens = (state: RowState | null) => ({ open: () => onFilter({ sheet, state, code: null }), current: filter.sheet === sheet && filter.code === null && filter.state === state });
        return <NumbersLine key={entity} total={{ label, value: tally.rows, ...opens(null) }} parts={order.map((state) => ({ label: t(stateWords[state]).toLowerCase(), value: tally[state], ...opens(state) }))} />;
      })}
    </div>
  );
}
