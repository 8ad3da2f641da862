import { entities, entityKeys, fieldsOf } from '../../rules/entities.ts';
import type { EntityKey } from '../../rules/entities.ts';
import { doomedHash } from '../../store/destroy.ts';
import type { Doomed } from '../../store/destroy.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { DueRecord } from './due.ts';

/** Text fields that name another record by its id, where the reader need not hold it. */
const byText: Readonly<Partial<Record<EntityKey, readonly string[]>>> = {
  pair: ['left', 'right'], proposal: ['record'], answer: ['proposal'], task: ['family', 'person'], taskResult: ['task', 'family', 'person'], meetingItem: ['petition'], petitionStep: ['petition'], visit: ['about'],
};
/** References that one record makes to another of its own kind or beside it: they lose their target and stay. */
const loose: Readonly<Partial<Record<EntityKey, readonly string[]>>> = { enrolment: ['pengurus', 'replaces'] };

/** What is destroyed with these records: whatever is about them, and about that. In one order, so that a preview can be compared. */
export function withAllAbout(office: Reader, due: readonly DueRecord[]): Doomed[] {
  const doomed = new Map<string, Doomed>();
  let fresh: Doomed[] = [];
  const take = (one: Doomed): void => {
    const key = `${one.entity}.${one.uid}`;
    if (doomed.has(key)) return;
    doomed.set(key, one);
    fresh.push(one);
  };
  for (const { class: reason, entity, number, uid } of due) take({ entity, number, uid, reason });
  while (fresh.length > 0) {
    const now = fresh;
    fresh = [];
    for (const [reason, ones] of Map.groupBy(now, (one) => one.reason)) for (const found of aboutThese(office, ones)) take({ ...found, reason });
  }
  return [...doomed.values()].sort((a, b) => entities[a.entity].id - entities[b.entity].id || a.number - b.number);
}

/** A hash over what a preview showed: it is compared before anything is destroyed. */
export function previewOf(doomed: readonly Doomed[]): string {
  return doomedHash(doomed);
}

function aboutThese(office: Reader, ones: readonly Doomed[]): Omit<Doomed, 'reason'>[] {
  const uidsOf = (entity: EntityKey): string => JSON.stringify(ones.filter((one) => one.entity === entity).map(({ uid }) => uid));
  const all = JSON.stringify(ones.map(({ uid }) => uid));
  const found: Omit<Doomed, 'reason'>[] = [];
  const ask = (entity: EntityKey, field: string, uids: string): void => {
    if (uids === '[]') return;
    const rows = sql(office, `SELECT id AS number, uid FROM "${entity}" WHERE "${field}" IN (SELECT value FROM json_each(?))`).all(uids) as { number: number; uid: string }[];
    for (const row of rows) found.push({ entity, ...row });
  };
  for (const entity of entityKeys) {
    for (const field of fieldsOf(entity)) if (field.kind === 'ref' && !loose[entity]?.includes(field.key) && entity !== 'family') ask(entity, field.key, uidsOf(field.to as EntityKey));
    for (const field of byText[entity] ?? []) ask(entity, field, all);
  }
  // Whoever was merged into one of these is the same person or family.
  for (const [entity, from, to] of [['person', 'fromPerson', 'toPerson'], ['family', 'fromFamily', 'toFamily']] as const) {
    const rows = sql(office, `SELECT x.id AS number, x.uid FROM alias a JOIN "${entity}" x ON x.uid = a.${from} WHERE a.${to} IN (SELECT value FROM json_each(?))`).all(uidsOf(entity)) as { number: number; uid: string }[];
    for (const row of rows) found.push({ entity, ...row });
  }
  return found;
}
