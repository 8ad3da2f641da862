import { entities } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { ofEitherKind } from '../store/either-kind.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Span } from './ledger.ts';
import { isFor } from './payload.ts';
import { readLedger } from './sqlite-ledger.ts';

/** What is decided for others, by the numbers of the entities: recipient decisions, proposals, and answers to them. */
const deciding: readonly EntityKey[] = (['enrolment', 'proposal', 'answer'] as const).toSorted((a, b) => entities[a].id - entities[b].id);

/** A decision with its last change within the ranges, as text. */
export interface Decision { readonly entity: number; readonly record: number; readonly last: string }

/** Of so many changes, records are looked at one after the other: in the order of the log they would have to be sorted in memory. */
const MANY = 200_000;
/** Looking at a record costs as much as looking at so many changes; below this nothing is worth a look at how many records there are. */
const CHANGES_PER_RECORD = 4;
const FEW = 1000;

/** Whether a range holds so many changes that its records are looked at one after the other. */
export function isMany({ from, to }: Span): boolean {
  return to - from > MANY;
}

/** The signs for device, epoch, from and to of a range. */
export const WITHIN = 'c.device = ? AND c.epoch = ? AND c.counter > ? AND c.counter <= ?';
/** The same of changes that were found by their record: without the plus each record would be looked for in the whole range. */
export const ALSO_WITHIN = '+c.device = ? AND +c.epoch = ? AND +c.counter > ? AND +c.counter <= ?';
const LAST = "max(printf('%d.%d.%012d', c.device, c.epoch, c.counter))";

/**
 * Own decisions made or changed within the ranges that a report to offices which are not above this one (`below`) carries, all of them where
 * there are none such; one at a time: a first report may hold hundreds of thousands.
 */
export function* decisionsFor(office: Reader, ranges: readonly Span[], below: readonly string[]): Generator<Decision> {
  const ledger = readLedger(office);
  for (const one of decisionsIn(office, ranges, below[0])) {
    const kind = deciding.find((key) => entities[key].id === one.entity);
    if (below.length === 0 || (kind && isFor(ledger, kind, ledger.record(kind, one.record)?.values ?? {}, below))) yield one;
  }
}

/** Whom a recipient decision may be about, each with its owner. */
const ABOUT = ['family', 'person', 'peopleGroup'] as const;
/** Of what a city decided about recipients, what is about none of an office is passed over before it is read: it may be hundreds of thousands. */
const NEAR = `(${ABOUT.map((of) => `EXISTS (SELECT 1 FROM "${of}" o WHERE o.uid = r."${of}" AND (o.owner = ? OR o.owner LIKE ? || '.%'))`).join(' OR ')})`;

function* decisionsIn(office: Reader, ranges: readonly Span[], near: string | undefined): Generator<Decision> {
  const { code } = office.identity;
  for (const range of ranges) {
    for (const key of deciding) {
      const entity = entities[key].id;
      const narrows = near !== undefined && key === 'enrolment';
      const own = narrows ? `r.owner = ? AND ${NEAR}` : 'r.owner = ?';
      const text = isMany(range) || isFewOf(office, key, range)
        ? `SELECT record, last FROM (SELECT r.id AS record, (SELECT ${LAST} FROM change c WHERE c.entity = ${entity} AND c.record = r.id AND ${ofEitherKind('c')} AND ${ALSO_WITHIN} AND c.taken = 1) AS last
          FROM "${key}" r WHERE ${own}) WHERE last IS NOT NULL ORDER BY record`
        : `SELECT c.record AS record, ${LAST} AS last FROM change c WHERE c.entity = ${entity} AND ${WITHIN} AND c.taken = 1 AND EXISTS (SELECT 1 FROM "${key}" r WHERE r.id = c.record AND ${own})
          GROUP BY c.record ORDER BY c.record`;
      const rows = sql(office, text).iterate(range.device, range.epoch, range.from, range.to, code, ...(narrows ? ABOUT.flatMap(() => [near, near]) : [])) as IterableIterator<Omit<Decision, 'entity'>>;
      for (const row of rows) yield { entity, ...row };
    }
  }
}

/** Whether there are so few records of a kind that they are sooner looked at than what changed. No more of them are counted than that takes: it costs what the change costs, however large the register is. */
function isFewOf(office: Reader, key: EntityKey, { from, to }: Span): boolean {
  if (to - from < FEW) return false;
  const most = Math.ceil((to - from) / CHANGES_PER_RECORD);
  return (sql(office, `SELECT count(*) FROM (SELECT 1 FROM "${key}" LIMIT ?)`).pluck().get(most) as number) < most;
}

