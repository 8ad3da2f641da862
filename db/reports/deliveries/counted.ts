import { hasAliases } from '../../registry/aliases.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import { notCounted } from '../../registry/deliveries/counting.ts';
import { deliveryStatus } from '../../registry/states.ts';
import type { Reader } from '../../store/office.ts';
import type { ReportQuery } from '../report.ts';

/** Parameters that narrow deliveries; `none` stands for what has no value. */
export const deliveryParams = ['from', 'to', 'programme', 'phase', 'region', 'rw', 'rt', 'agency', 'fund', 'benefit', 'goods', 'proof'] as const;

/** FROM and WHERE of the deliveries that count: `d`, their programme `g` and the family `s`; and who received, in SQL. */
export interface Counted {
  readonly source: string;
  readonly params: readonly (string | number)[];
  readonly recipient: string;
  readonly family: string;
}

/** What a delivery brought: goods by their unit, else money. */
export const goodsOf = "coalesce(nullif(d.unit, ''), CASE WHEN d.quantity IS NOT NULL THEN 'satuan' WHEN d.rupiah IS NOT NULL THEN 'rupiah' END)";

/** A kelompok in the place of the family that it is none of. */
const groupsAsFamilies = "(SELECT uid, name AS head, NULL AS noKk, address, rt, rw, region, 1 AS active FROM peopleGroup) s ON s.uid = d.peopleGroup";

/** Deliveries that were received, each recipient's phase once, within the user's area and as the parameters narrow them. */
export function countedDeliveries(office: Reader, { params: asked, scope }: Pick<ReportQuery, 'params' | 'scope'>, to: 'families' | 'groups' = 'families'): Counted {
  const text = (key: string): string => String(asked[key] ?? '').trim();
  const aliased = hasAliases(office);
  const stands = (kind: 'Person' | 'Family', of: string): string => (aliased ? `coalesce((SELECT a.to${kind} FROM alias a WHERE a.from${kind} = ${of} AND a.ended IS NULL), ${of})` : of);
  const family = stands('Family', 'd.family');
  const where: string[] = [];
  const params: (string | number)[] = [];
  const add = (part: string, ...values: (string | number)[]): void => { where.push(part); params.push(...values); };
  add(`d.voided IS NULL AND d.status = ${deliveryStatus.received} AND d.uid NOT IN (SELECT value FROM json_each(?))`, notCounted(office));
  if (text('from') !== '') add('d.date >= ?', text('from'));
  // A month alone takes in its last day.
  if (text('to') !== '') add('d.date <= ?', text('to').length === 7 ? `${text('to')}-31` : text('to'));
  const equals: readonly (readonly [string, string])[] = [['programme', 'd.programme'], ['phase', 'd.phase'], ['agency', 'g.provider'], ['benefit', 'g.benefitGroup'], ['goods', goodsOf], ['proof', 'd.proof']];
  for (const [key, column] of equals) {
    const value = text(key);
    if (value === 'none') add(`${column} IS NULL`);
    else if (value !== '') add(`${column} = ?`, ['benefit', 'proof'].includes(key) ? Number(value) : value);
  }
  // Every fund that pays for a programme finds it, not only the one that pays most.
  if (text('fund') === 'none') add('g.fund IS NULL');
  else if (text('fund') !== '') add("(g.fund = ? OR EXISTS (SELECT 1 FROM json_each(g.funds) f WHERE json_extract(f.value, '$.fund') = ?))", Number(text('fund')), Number(text('fund')));
  const place = filterCondition(office, { status: 'all', ...(text('region') !== '' && { region: text('region') }) }, scope);
  add(place.where, ...place.params);
  for (const key of ['rw', 'rt'] as const) {
    if (text(key) === 'none') add(`s.${key} IS NULL`);
    else if (text(key) !== '') add(`s.${key} = ?`, text(key).padStart(3, '0'));
  }
  if (to === 'groups') {
    // Of what two PCs recorded for a kelompok the first counts.
    add('NOT EXISTS (SELECT 1 FROM delivery x WHERE x.peopleGroup = d.peopleGroup AND x.programme = d.programme AND x.phase = d.phase AND x.voided IS NULL AND x.status = d.status AND x.uid < d.uid)');
    return { source: `FROM delivery d LEFT JOIN programme g ON g.uid = d.programme JOIN ${groupsAsFamilies} WHERE ${where.join(' AND ')}`, params, recipient: 'd.peopleGroup', family: 'NULL' };
  }
  return {
    source: `FROM delivery d LEFT JOIN programme g ON g.uid = d.programme JOIN familySummary s ON s.uid = ${family} WHERE ${where.join(' AND ')}`,
    params, recipient: `CASE WHEN d.person IS NULL THEN ${family} ELSE ${stands('Person', 'd.person')} END`, family,
  };
}
