import { entities, entityOfId, fieldOfId, fieldsOf } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import type { ParsedRow } from './read-row.ts';
import type { IntakeEntity } from './types.ts';

type Packed = readonly [
  entity: number, values: readonly FieldValue[], links: ParsedRow['links'], rankings: ParsedRow['rankings'], bps: ParsedRow['bps'],
  memberCount: number | null, name: string | null, also?: ParsedRow['also'],
];

const numbersOf = (entity: IntakeEntity): ReadonlyMap<string, number> => new Map(fieldsOf(entity).map(({ key, id }) => [key, id]));
const numbers: Readonly<Record<IntakeEntity, ReadonlyMap<string, number>>> = { family: numbersOf('family'), person: numbersOf('person') };

/** What a row says as it is kept in staging: values as field number, value, field number, value … which is half of what keys would take. */
export function packReading(entity: IntakeEntity, { values, links, rankings, bps, memberCount, name, also }: ParsedRow): string {
  const pairs: FieldValue[] = [];
  for (const key in values) {
    const number = numbers[entity].get(key);
    if (number !== undefined) pairs.push(number, values[key] ?? null);
  }
  const packed: Packed = [entities[entity].id, pairs, links, rankings, bps, memberCount, name];
  return JSON.stringify(Object.keys(also).length > 0 ? [...packed, also] : packed);
}

/** The same again; its values are the caller's to change. */
export function unpackReading(packed: string): ParsedRow {
  const [entityId, pairs, links, rankings, bps, memberCount, name, also = {}] = JSON.parse(packed) as Packed;
  const entity = entityOfId(entityId)?.key ?? 'person';
  const values: Record<string, FieldValue> = {};
  for (let at = 0; at < pairs.length; at += 2) {
    const field = fieldOfId(entity, Number(pairs[at]));
    if (field) values[field.key] = pairs[at + 1] ?? null;
  }
  return { values, links, rankings, bps, memberCount, name, also };
}
