import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';
import type { RowFilter } from './row-filter.ts';
import { isSheetNote } from './sheet-columns.tsx';

/** Narrows the rows to one kind of finding of this sheet. */
export function CodeFilter({ preview, filter, onFilter }: { preview: Preview; filter: RowFilter; onFilter: (filter: RowFilter) => void }): ReactNode {
  const t = useText();
  const sheet = preview.sheets.find((one) => one.name === filter.sheet);
  const first = new Map<string, string>();
  for (const finding of preview.findings) if (finding.sheet === filter.sheet && !first.has(finding.code) && !(sheet && isSheetNote(finding, sheet))) first.set(finding.code, finding.message);
  if (first.size === 0) return null;
  return (
    <Select
      className={css.codes} aria-label={t('imports.findingFilter')} value={filter.code ?? ''} onChange={(code) => onFilter({ ...filter, code: code ? code : null, state: code ? null : filter.state })}
      data={[{ value: '', label: t('imports.findingAll') }, ...[...first].map(([code, message]) => ({ value: code, label: `${code} · ${short(message)}` }))]}
    />
  );
}

function short(message: string): string {
  return message.length > 60 ? `${message.slice(0, 58)}…` : message;
}
