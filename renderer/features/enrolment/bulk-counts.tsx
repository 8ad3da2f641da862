import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useText } from '../../text/text.ts';
import { formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import type { Severity } from '../../ui/marks.tsx';
import css from './enrolment.module.css';

type Preview = CallOutput<'enrolment.bulkPreview'>;
type Outcome = Preview['rows'][number]['outcome'];

const order: readonly (readonly [Outcome, Severity])[] = [['enrol', 'done'], ['wait', 'info'], ['already', 'info'], ['left', 'warn'], ['unsure', 'warn'], ['warned', 'warn'], ['forbidden', 'block'], ['gone', 'warn'], ['foreign', 'info']];

/** What becomes of everybody, in numbers that add up; each opens its names and why. */
export function BulkCounts({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  const [open, setOpen] = useState<Outcome | null>(null);
  const rows = preview.rows.filter((row) => row.outcome === open);
  return (
    <>
      <p className={css.whole}>{t('enrolment.preview', { candidates: formatNumber(preview.candidates) })}:</p>
      <ul className={css.counts}>
        {order.flatMap(([outcome, severity]) => {
          const count = preview.counts[outcome] ?? 0;
          if (count === 0 && outcome !== 'enrol') return [];
          return (
            <li key={outcome}>
              <strong>{formatNumber(count)}</strong>
              <Mark severity={severity}>{t(`enrolment.outcome_${outcome}`)}{outcome === 'enrol' && preview.families > 0 && count > preview.families && ` ${t('enrolment.familiesOf', { n: preview.families })}`}</Mark>
              {count > 0 ? <Button variant="subtle" h={28} px={8} aria-expanded={open === outcome} onClick={() => setOpen(open === outcome ? null : outcome)}>{t('enrolment.showNames')}</Button> : <span />}
            </li>
          );
        })}
      </ul>
      {open !== null && <ul className={css.list}>{rows.map((row) => <li key={`${row.family ?? row.group ?? ''} ${row.person ?? ''}`}>{[row.name, [row.rt, row.rw].map((part) => part ?? '–').join('/'), ...row.why].join(' · ')}</li>)}</ul>}
    </>
  );
}
