import { entities, fieldOfId } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import type { FieldValue } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { requireWholeOffice } from '../access.ts';
import type { Actor } from '../access.ts';
import { voidReason } from '../states.ts';
import { figureValues, sameFigure } from './indicators.ts';
import type { ValueInput } from './indicators.ts';

/** What becomes of a row of a file. */
export interface FigureRow {
  readonly row: number;
  readonly state: 'new' | 'changed' | 'same' | 'rejected';
  readonly input: ValueInput | null;
  /** What stands here for it now, where it changes that. */
  readonly before: number | null;
  /** Why it is rejected. */
  readonly why: string | null;
}

export interface ReadFigure {
  readonly row: number;
  readonly input: ValueInput | null;
  readonly why: string | null;
}

/** Says of rows what writing them would do; of two rows for the same figure the later is rejected. */
export function judgeFigures(office: Reader, rows: readonly ReadFigure[]): FigureRow[] {
  const seen = new Set<string>();
  return rows.map(({ row, input, why }): FigureRow => {
    if (input === null) return { row, state: 'rejected', input, before: null, why };
    const key = [input.indicator, input.area, input.year, input.kind, input.source.toUpperCase()].join('|');
    if (seen.has(key)) return { row, state: 'rejected', input, before: null, why: 'twice' };
    seen.add(key);
    const same = sameFigure(office, input);
    if (same === null) return { row, state: 'new', input, before: null, why: null };
    return { row, state: same.value === input.value ? 'same' : 'changed', input, before: same.value, why: null };
  });
}

/** Writes what is new or changed, in one transaction that can be undone; answers the batch, or null when nothing was to be written. */
export function writeFigures(office: Writer, actor: Actor, rows: readonly FigureRow[], file: { readonly name: string; readonly sha256: string }): string | null {
  requireWholeOffice(office, actor.scope);
  const wanted = rows.filter((one) => one.state === 'new' || one.state === 'changed');
  if (wanted.length === 0) return null;
  const batch = office.newId();
  writeChanges(office, { user: actor.user, kind: 'indicator', reason: file.name, source: { kind: 'batch', id: batch }, detail: { what: 'indicators', file: file.name, sha256: file.sha256, rows: wanted.length } }, (log) => {
    for (const { input } of wanted) {
      if (input === null) continue;
      const same = sameFigure(office, input);
      const values = figureValues(office, input);
      if (same) log.update('indicatorValue', same.id, values);
      else log.create('indicatorValue', { ...values, owner: office.identity.code });
    }
  });
  return batch;
}

/** Takes back what one file brought: figures it made are void, those it changed are what they were. Figures changed since stay. Errors: NOT_FOUND. */
export function undoFigures(office: Writer, actor: Actor, batch: string, reason: string): { voided: number; restored: number; kept: number } {
  const tx = sql(office, "SELECT id FROM tx WHERE sourceKind = 'batch' AND sourceId = ? AND kind = 'indicator'").pluck().get(batch) as number | undefined;
  if (tx === undefined) return fail('NOT_FOUND', { id: batch });
  const entity = entities.indicatorValue.id;
  const changes = sql(office, 'SELECT record, field, old FROM change WHERE tx = ? AND entity = ? ORDER BY counter').all(tx, entity) as { record: number; field: number; old: string | null }[];
  const later = new Set(sql(office, 'SELECT DISTINCT record FROM change WHERE tx > ? AND entity = ?').pluck().all(tx, entity) as number[]);
  const records = [...new Set(changes.map((one) => one.record))];
  const free = records.filter((one) => !later.has(one));
  const made = free.filter((one) => changes.some(({ record, field }) => record === one && field === 0));
  writeChanges(office, { user: actor.user, kind: 'indicator', reason, detail: { what: 'indicators.undo', batch } }, (log) => {
    for (const record of made) log.update('indicatorValue', record, { voided: voidReason.undoneImport });
    for (const record of free.filter((one) => !made.includes(one))) {
      const before = changes.filter((one) => one.record === record).map(({ field, old }): [string, FieldValue] => [fieldOfId('indicatorValue', field)?.key ?? '', old === null ? null : (JSON.parse(old) as FieldValue)]);
      log.update('indicatorValue', record, Object.fromEntries(before.reverse().filter(([key]) => key !== '')));
    }
  });
  return { voided: made.length, restored: free.length - made.length, kept: records.length - free.length };
}
