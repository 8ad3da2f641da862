import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { NumbersLine } from '../../ui/fields.tsx';
import { AidLine } from './aid-line.tsx';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';
import { sheetOf, tallyLines } from './row-filter.ts';
import type { RowFilter } from './row-filter.ts';
import { rowOrder, stateWords } from './states.ts';
import type { RowState } from './states.ts';

/** Rows of families, people and recipients, each number with its list. The parts add up to the rows. */
export function TallyLines({ preview, filter, onFilter }: { preview: Preview; filter: RowFilter | null; onFilter: (filter: RowFilter) => void }): ReactNode {
  const t = useText();
  return (
    <div className={css.tallyLines}>
      {tallyLines.map(({ entity, of, label }) => {
        const tally = preview.tally[of];
        const sheet = sheetOf(preview, entity);
        if (sheet === null || tally.rows === 0) return null;
        const opens = (state: RowState | null) => ({ open: () => onFilter({ sheet: sheetOf(preview, entity, state) ?? sheet, entity, state, code: null }), current: filter !== null && filter.entity === entity && filter.code === null && filter.state === state });
        // "Left alone" is only said where a mode leaves something alone.
        const states = rowOrder.filter((state) => state !== 'left' || tally.left > 0);
        return <NumbersLine key={entity} total={{ label: t(label), value: tally.rows, ...opens(null) }} parts={states.map((state) => ({ label: t(stateWords[state]).toLowerCase(), value: tally[state], ...opens(state) }))} />;
      })}
      <AidLine aid={preview.aid} />
    </div>
  );
}
