import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { fieldValueText } from '../../ui/field-value.ts';
import { formatMoment } from '../../ui/format.ts';
import { RegionName } from '../families/index.ts';
import css from './worklist.module.css';

/** One of the sides that are compared: whose it is, and who wrote it when. */
export interface SideHead {
  readonly key: string;
  readonly title: string;
  readonly office?: string;
  readonly by?: string | null;
  readonly at?: string | null;
}

interface CompareTableProps {
  readonly label: string;
  readonly entity: string;
  readonly sides: readonly SideHead[];
  /** Per field its value on each side, in the order of the sides. */
  readonly rows: readonly { readonly field: string; readonly label: string; readonly values: readonly unknown[] }[];
  /** The side that was chosen. */
  readonly picked?: string | null;
  /** The sides that are in question; the others only explain. */
  readonly loud?: readonly string[];
}

/** Values side by side, each side under its author, date and office. */
export function CompareTable({ label, entity, sides, rows, picked = null, loud = [] }: CompareTableProps): ReactNode {
  const t = useText();
  return (
    <table className={css.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col"><span className="visually-hidden">{t('worklist.field')}</span></th>
          {sides.map((side) => <th key={side.key} scope="col"><strong>{side.title}</strong><SideOrigin side={side} /></th>)}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field}>
            <th scope="row">{row.label}</th>
            {sides.map((side, index) => (
              <td key={side.key} data-picked={picked === side.key} data-loud={picked === null && loud.includes(side.key)}><Value entity={entity} field={row.field} value={row.values[index]} /></td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SideOrigin({ side }: { side: SideHead }): ReactNode {
  return (
    <>
      {side.office !== undefined && <small>{side.office}</small>}
      {(side.by ?? side.at) && <small>{[side.by, side.at ? formatMoment(side.at) : null].filter(Boolean).join(', ')}</small>}
    </>
  );
}

function Value({ entity, field, value }: { entity: string; field: string; value: unknown }): ReactNode {
  const t = useText();
  const text = fieldValueText(entity, field, value);
  if (text === '') return <span className={css.quiet}>{t('kit.empty')}</span>;
  return field === 'region' || field === 'ktpRegion' ? <RegionName code={text} /> : text;
}
