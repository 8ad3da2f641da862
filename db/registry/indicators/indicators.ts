import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { isInside, isRegionCode } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { isOwn, needRecord, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { readValues } from '../input-values.ts';
import { voidReason } from '../states.ts';

/** TEPAT.jenisNilai. */
export const valueKind = { published: 1, target: 2 } as const;

/** One figure of an indicator as it is told. */
export interface IndicatorValue {
  readonly id: string;
  readonly own: boolean;
  readonly area: string;
  readonly year: number;
  readonly kind: 'published' | 'target';
  readonly value: number;
  readonly source: string;
  readonly document: string;
  readonly date: string | null;
  readonly note: string | null;
}

/** A published indicator with all its figures, the newest year first. */
export interface Indicator {
  readonly id: string;
  readonly own: boolean;
  readonly name: string;
  readonly unit: string;
  readonly lower: boolean;
  /** Code of TEPAT.hitunganRegister; 1 is none. */
  readonly beside: number;
  readonly note: string | null;
  readonly values: readonly IndicatorValue[];
}

interface IndicatorRow { readonly id: number; readonly uid: string; readonly owner: string | null; readonly name: string | null; readonly unit: string | null; readonly lower: number | null; readonly beside: number | null; readonly note: string | null }
interface ValueRow {
  readonly uid: string; readonly owner: string | null; readonly indicator: string; readonly area: string | null; readonly year: number | null; readonly kind: number | null; readonly value: number | null;
  readonly source: string | null; readonly document: string | null; readonly date: string | null; readonly note: string | null;
}

/** Every indicator in the order of names, those of other offices among them. */
export function listIndicators(office: Reader): Indicator[] {
  const values = sql(office, 'SELECT * FROM indicatorValue WHERE voided IS NULL ORDER BY year DESC, kind, source, id').all() as ValueRow[];
  const own = (owner: string | null): boolean => isOwn(office, { id: 0, uid: '', values: { owner } });
  return (sql(office, 'SELECT * FROM indicator WHERE voided IS NULL ORDER BY name COLLATE NOCASE, id').all() as IndicatorRow[]).map((row) => ({
    id: row.uid, own: own(row.owner), name: row.name ?? '', unit: row.unit ?? '', lower: row.lower !== 0, beside: row.beside ?? 1, note: row.note,
    values: values.filter((one) => one.indicator === row.uid).map((one) => ({
      id: one.uid, own: own(one.owner), area: one.area ?? '', year: one.year ?? 0, kind: one.kind === valueKind.target ? 'target' : 'published', value: one.value ?? 0,
      source: one.source ?? '', document: one.document ?? '', date: one.date, note: one.note,
    })),
  }));
}

/** Adds an indicator or changes one of this office. Errors: NOT_FOUND, NOT_OWNER, INVALID_INPUT. */
export function saveIndicator(office: Writer, actor: Actor, { id, values, reason }: { readonly id?: string | undefined; readonly values: FieldValues; readonly reason?: string | undefined }): { id: string } {
  const stored = id === undefined ? null : needRecord(office, 'indicator', id);
  if (stored) requireOwn(office, stored);
  const given = readValues('indicator', values);
  const after: FieldValues = { lower: 1, beside: 1, ...stored?.values, ...given };
  if (typeof after.name !== 'string' || typeof after.unit !== 'string') fail('INVALID_INPUT', { detail: 'indicator.name' });
  return writeChanges(office, { user: actor.user, kind: 'indicator', reason: reason ?? null }, (log) => {
    if (!stored) return { id: log.create('indicator', { ...after, owner: office.identity.code }).uid };
    log.update('indicator', stored.id, given);
    return { id: stored.uid };
  });
}

/** What a figure is: everything but who keeps it. */
export interface ValueInput {
  readonly indicator: string;
  readonly area: string;
  readonly year: number;
  readonly kind: 'published' | 'target';
  readonly value: number;
  readonly source: string;
  readonly document: string;
  readonly date?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** The figure of this office that another one of the same area, year, kind and source would stand beside. */
export function sameFigure(office: Reader, { indicator, area, year, kind, source }: Pick<ValueInput, 'indicator' | 'area' | 'year' | 'kind' | 'source'>): { id: number; uid: string; value: number } | null {
  return (sql(office, 'SELECT id, uid, value FROM indicatorValue WHERE indicator = ? AND area = ? AND year = ? AND kind = ? AND source = ? COLLATE NOCASE AND voided IS NULL AND owner = ?')
    .get(indicator, area, year, valueKind[kind], source, office.identity.code) as { id: number; uid: string; value: number } | undefined) ?? null;
}

/** Values of the record, ready to be written. Errors: INVALID_INPUT, OUTSIDE_AREA. */
export function figureValues(office: Reader, input: ValueInput): FieldValues {
  if (!isRegionCode(input.area)) fail('INVALID_INPUT', { detail: 'area' });
  // A kelurahan writes down its city's and its province's rate; a region beside its own has none of its business.
  if (!isInside(input.area, office.identity.code) && !isInside(office.identity.code, input.area)) fail('OUTSIDE_AREA', { area: office.identity.code });
  if (!Number.isFinite(input.value)) fail('INVALID_INPUT', { detail: 'value' });
  const { date = null, note = null, kind, ...plain } = input;
  return { ...plain, kind: valueKind[kind], date, note };
}

/** Adds a figure or changes one of this office; a change needs a reason and its history is kept. Errors: NOT_FOUND, NOT_OWNER, VALUE_EXISTS, INVALID_INPUT, OUTSIDE_AREA. */
export function saveFigure(office: Writer, actor: Actor, { id, reason, ...input }: ValueInput & { readonly id?: string | undefined; readonly reason?: string | undefined }): { id: string } {
  needRecord(office, 'indicator', input.indicator);
  const stored = id === undefined ? null : needRecord(office, 'indicatorValue', id);
  if (stored) requireOwn(office, stored);
  const same = sameFigure(office, input);
  if (same && same.uid !== stored?.uid) fail('VALUE_EXISTS', { area: input.area, year: String(input.year), source: input.source, value: same.value });
  const values = figureValues(office, input);
  return writeChanges(office, { user: actor.user, kind: 'indicator', reason: reason ?? null }, (log) => {
    if (!stored) return { id: log.create('indicatorValue', { ...values, owner: office.identity.code }).uid };
    log.update('indicatorValue', stored.id, values);
    return { id: stored.uid };
  });
}

/** Takes back an indicator without figures, or a figure. Errors: NOT_FOUND, NOT_OWNER, INDICATOR_USED. */
export function voidIndicator(office: Writer, actor: Actor, entity: 'indicator' | 'indicatorValue', id: string, reason: string): void {
  const stored = needRecord(office, entity, id);
  requireOwn(office, stored);
  const count = entity === 'indicator' ? (sql(office, 'SELECT count(*) FROM indicatorValue WHERE indicator = ? AND voided IS NULL').pluck().get(id) as number) : 0;
  if (count > 0) fail('INDICATOR_USED', { count });
  writeChanges(office, { user: actor.user, kind: 'indicator', reason }, (log) => log.update(entity, stored.id, { voided: voidReason.mistake }));
}
