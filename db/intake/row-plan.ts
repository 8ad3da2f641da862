import { fieldDef } from '../rules/entities.ts';
import type { NamedField } from '../rules/entities.ts';
import { rankingTargets } from '../rules/ranking-kinds.ts';
import { aidOf, periodOf } from './aid-target.ts';
import type { ColumnPlan, SheetPlan } from './sheet-plan.ts';
import type { ValueReading } from './row-values.ts';
import type { IntakeEntity } from './types.ts';

export interface PlannedColumn {
  readonly index: number;
  /** The code list of the file's answers, where it is not the field's own. */
  readonly list: string | null;
  readonly field: NamedField;
  /** What texts said so far, where the text alone says it: a column of answers has a few, a hundred thousand times. */
  readonly said: Map<string, ValueReading> | null;
}

/** A sheet's plan in the form that reading a row needs; made once, because rows are many. */
export interface RowPlan {
  /** The place of each target's first column. */
  readonly places: ReadonlyMap<string, number>;
  /** Answers of `columnOf` so far, by what was asked. */
  readonly found: Readonly<Record<IntakeEntity, Map<string, number>>>;
  /** Columns in order with the field that they fill, by what it belongs to. */
  readonly fields: Readonly<Record<IntakeEntity, readonly PlannedColumn[]>>;
  readonly rankings: readonly { readonly index: number; readonly kind: string }[];
  /** Columns that say whether a programme is received; `period` is the column that says when, or -1. */
  readonly aid: readonly { readonly index: number; readonly header: string; readonly programme: string; readonly period: number }[];
  /** Columns in which each row names its programme. */
  readonly named: readonly { readonly index: number; readonly header: string }[];
  /** Columns that hold a NIK or a No KK. */
  readonly identifiers: readonly ColumnPlan[];
  /** All columns, for what is told of any cell. */
  readonly indexes: readonly number[];
  /** Columns that are neither a field nor a number that is checked: an error in their cells is told by nobody else. */
  readonly aside: ReadonlySet<number>;
  /** Columns that a row's family is read from; null where that cannot be told. */
  readonly ofFamily: readonly number[] | null;
  /** Whether any column tells of a region. */
  readonly hasBps: boolean;
}

const known = new WeakMap<SheetPlan, RowPlan>();

/** The row plan of a sheet. */
export function rowPlanOf(plan: SheetPlan): RowPlan {
  let made = known.get(plan);
  if (!made) known.set(plan, (made = makeRowPlan(plan)));
  return made;
}

const noKkTargets: readonly string[] = ['@noKk', 'noKk', 'family.noKk'];

/** Whether a target holds a number of 16 digits that identifies. */
function isIdentifierTarget(target: string | null): boolean {
  return target !== null && (target === 'nik' || target === '@nik' || target === '@headNik' || target === 'person.nik' || noKkTargets.includes(target));
}

/** One name for the targets that mean the same. */
function plainTarget(target: string): string {
  if (noKkTargets.includes(target)) return '@noKk';
  return target === 'person.nik' || target === '@nik' ? 'nik' : target;
}

function makeRowPlan(plan: SheetPlan): RowPlan {
  const places = new Map<string, number>();
  for (const { target, index } of plan.columns) {
    if (target !== null && !places.has(plainTarget(target))) places.set(plainTarget(target), index);
  }
  const fieldsOf = (entity: IntakeEntity): PlannedColumn[] => plan.columns.flatMap((column) => {
    const field = fieldOf(plan, column, entity);
    return field ? [{ index: column.index, list: column.list ?? null, field, said: repeating.includes(field.kind) ? new Map<string, ValueReading>() : null }] : [];
  });
  const fields = { family: fieldsOf('family'), person: fieldsOf('person') };
  const hasBps = [...places.keys()].some((target) => target.startsWith('@bps.'));
  const numbers = [places.get('@noKk'), places.get('nik') ?? places.get('@headNik')];
  return {
    places,
    found: { family: new Map(), person: new Map() },
    fields,
    ofFamily: familyColumns(plan, fields),
    hasBps,
    rankings: plan.columns.flatMap(({ target, index }) => {
      const kind = rankingTargets[target ?? ''];
      return kind === undefined ? [] : [{ index, kind }];
    }),
    aid: plan.columns.flatMap(({ target, index, header }) => {
      const programme = aidOf(target);
      return programme === null ? [] : [{ index, header: header.trim(), programme, period: plan.columns.find((one) => periodOf(one.target) === programme)?.index ?? -1 }];
    }),
    named: plan.columns.flatMap(({ target, index, header }) => (target === '@programme.name' ? [{ index, header: header.trim() }] : [])),
    identifiers: plan.columns.filter(({ target }) => isIdentifierTarget(target)),
    indexes: plan.columns.map(({ index }) => index),
    aside: new Set(plan.columns.flatMap(({ target, index }) => (target?.startsWith('@') && !numbers.includes(index) ? [index] : []))),
  };
}

/** Kinds of fields whose cells are read by their text alone. */
const repeating: readonly string[] = ['code', 'bits', 'flag', 'int'];

/**
 * All columns but those that fill a field of the person or hold a NIK, where families are told of beside their people. A
 * date of the family is read with the NIK beside it, so that the same cells do not say the same in each row.
 */
function familyColumns(plan: SheetPlan, { family, person }: RowPlan['fields']): readonly number[] | null {
  if (plan.shape !== 'flat' || family.some(({ field }) => field.kind === 'date')) return null;
  const own = new Set(person.map(({ index }) => index));
  return plan.columns.flatMap(({ index, target }) => (target === null || own.has(index) || plainTarget(target) === 'nik' ? [] : [index]));
}

/** Numbers that join or identify are read before the other columns, and targets with `@` are no fields. */
function fieldOf(plan: SheetPlan, { target }: ColumnPlan, entity: IntakeEntity): NamedField | null {
  if (!target || target.startsWith('@') || isIdentifierTarget(target)) return null;
  const [first = '', second] = target.split('.');
  const belongs = second === undefined ? plan.entity : first;
  if (belongs !== entity) return null;
  const key = second ?? first;
  return fieldDef(entity, key) ?? null;
}
