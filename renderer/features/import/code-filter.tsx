import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { formatNumber } from '../../ui/format.ts';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';
import { sheetsWith } from './row-filter.ts';
import type { RowFilter } from './row-filter.ts';
import { rowStates, stateWords } from './states.ts';

const severities = ['block', 'warn', 'info'] as const;
const every = '*';

/** Narrows the rows of this sheet to one kind of finding, and these to one state. */
export function CodeFilter({ preview, filter, onFilter }: { preview: Preview; filter: RowFilter; onFilter: (filter: RowFilter) => void }): ReactNode {
  const t = useText();
  const kinds = preview.kinds.filter((kind) => kind.sheet === filter.sheet);
  // Only sheets that have something to show for what was chosen above; the one that is shown stays in the list.
  const sheets = filter.code === null ? sheetsWith(preview, filter.entity, filter.state) : preview.sheets.flatMap(({ name }) => ({ name, rows: preview.kinds.find((kind) => kind.sheet === name && kind.code === filter.code)?.rows ?? 0 })).filter(({ rows }) => rows > 0);
  // Of a file of several sheets it is always said which one is looked at.
  const isOne = sheetsWith(preview, filter.entity, null).length < 2;
  if (kinds.length === 0 && isOne) return null;
  const groups = severities.map((severity) => ({
    group: t(`imports.kind_${severity}`),
    items: kinds.filter((kind) => kind.severity === severity).map(({ code, message, rows }) => ({ value: code, label: `${code} (${formatNumber(rows)}) · ${short(message)}` })),
  }));
  return (
    <div className={css.filters}>
      {!isOne && (
        <Select
          className={css.states} aria-label={t('imports.sheet')} value={filter.sheet} allowDeselect={false} onChange={(name) => { if (name !== null) onFilter({ ...filter, sheet: name }); }}
          data={[...sheets, ...(sheets.some(({ name }) => name === filter.sheet) ? [] : [{ name: filter.sheet, rows: 0 }])].map(({ name, rows }) => ({ value: name, label: t('imports.sheetCount', { sheet: name, rows }) }))}
        />
      )}
      <Select
        className={css.codes} aria-label={t('imports.findingFilter')} value={filter.code ?? every} allowDeselect={false} searchable comboboxProps={{ width: 480, position: 'bottom-end' }}
        onChange={(code) => onFilter({ ...filter, code: code === every ? null : code, state: null })}
        data={[{ value: every, label: t('imports.findingAll') }, ...groups.filter((group) => group.items.length > 0)]}
      />
      {filter.code !== null && (
        <Select
          className={css.states} aria-label={t('imports.stateFilter')} value={filter.state ?? every} allowDeselect={false} onChange={(value) => onFilter({ ...filter, state: rowStates.find((state) => state === value) ?? null })}
          data={[{ value: every, label: t('imports.stateAll') }, ...rowStates.map((state) => ({ value: state, label: t(stateWords[state]) }))]}
        />
      )}
    </div>
  );
}

function short(message: string): string {
  return message.length > 60 ? `${message.slice(0, 58)}…` : message;
}
