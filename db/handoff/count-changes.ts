import { entities } from '../rules/entities.ts';
import { ofEitherKind } from '../store/either-kind.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Span } from './ledger.ts';
import { travelling, withheldFields } from './payload.ts';
import type { Audience } from './payload.ts';
import { askedFields } from './reference/held.ts';

/** Beyond so many changes, that a field was changed twice is told no more: to find that out they would all be sorted. */
const MANY = 50_000;
/** No entity has a field of so high a number. */
const FIELDS = 1_000_000;

/**
 * What a report of these ranges would say it carries: records made and fields changed, each once however often it was
 * changed, without the fields that other offices are not told. Programmes count only where they are this office's own: the seeded catalogue is everyone's.
 */
export function countChanges(office: Reader, ranges: readonly Span[], audience: Audience): number {
  const kinds = JSON.stringify(travelling.filter((key) => key !== 'programme').map((key) => entities[key].id));
  const withheld = JSON.stringify(audience === 'sibling' ? [] : withheldFields(askedFields(office)).map(([entity, field]) => entity * FIELDS + field));
  const within = `FROM change WHERE device = ? AND epoch = ? AND counter > ? AND counter <= ? AND entity IN (SELECT value FROM json_each(?)) AND entity * ${FIELDS} + field NOT IN (SELECT value FROM json_each(?))`;
  const rows = sql(office, `SELECT count(*) ${within}`).pluck();
  const fields = sql(office, `SELECT count(*) FROM (SELECT DISTINCT entity, record, field ${within})`).pluck();
  const programmes = sql(office, `SELECT count(*) FROM (SELECT DISTINCT c.record, c.field FROM programme p CROSS JOIN change c ON c.entity = ${entities.programme.id} AND c.record = p.id AND ${ofEitherKind('c')}
    WHERE p.owner = ? AND +c.device = ? AND +c.epoch = ? AND +c.counter > ? AND +c.counter <= ?)`).pluck();
  return ranges.reduce((sum, { device, epoch, from, to }) => {
    const counted = to - from > MANY ? rows : fields;
    return sum + (counted.get(device, epoch, from, to, kinds, withheld) as number) + (programmes.get(office.identity.code, device, epoch, from, to) as number);
  }, 0);
}
