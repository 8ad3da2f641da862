import { fail } from '../../rules/failure.ts';
import { isInside } from '../../rules/region-code.ts';
import { normaliseRt } from '../../rules/rt-rw.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { mayTouch, needFamily, needRecord, requireArea, requireOwn, textValue } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { requirePast } from '../life-events.ts';

/** TEPAT.jenisKelompok: a dasawisma is a kelompok of this kind. */
export const dasawismaKind = 7;

/** Somebody who visits for the office, with what they have to do. */
export interface EnumeratorView {
  readonly id: string; readonly name: string; readonly role: number | null; readonly phone: string | null; readonly dasawisma: string | null; readonly dasawismaName: string | null;
  readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly ended: string | null; readonly endedReason: string | null; readonly own: boolean;
  /** Visits that wait for them. */
  readonly open: number;
}

export interface EnumeratorInput {
  readonly id?: string | undefined;
  readonly name: string;
  readonly role: number;
  readonly phone?: string | null | undefined;
  readonly dasawisma?: string | null | undefined;
  readonly rt?: string | null | undefined;
  readonly rw?: string | null | undefined;
  readonly region?: string | null | undefined;
}

/** The enumerators of an area by name, those who stopped last. */
export function listEnumerators(office: Reader, scope: Scope): EnumeratorView[] {
  const rows = sql(office, `SELECT e.uid AS id, e.name AS name, e.role AS role, e.phone AS phone, e.dasawisma AS dasawisma, g.name AS dasawismaName, e.rt AS rt, e.rw AS rw, e.region AS region, e.ended AS ended, e.endedReason AS endedReason, e.owner AS owner,
      coalesce(w.open, 0) AS open
    FROM enumerator e LEFT JOIN peopleGroup g ON g.uid = e.dasawisma LEFT JOIN (SELECT enumerator, count(*) AS open FROM visit WHERE enumerator IS NOT NULL AND state IN (1, 2, 6) AND voided IS NULL GROUP BY 1) w ON w.enumerator = e.uid
    ORDER BY e.ended IS NOT NULL, upper(e.name), e.id`).all() as (Omit<EnumeratorView, 'own'> & { owner: string | null })[];
  return rows.filter((row) => mayTouch(office, row.region, scope)).map(({ owner, ...row }) => ({ ...row, own: owner === office.identity.code }));
}

/** Records an enumerator or changes one. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, NOT_DASAWISMA, INVALID_INPUT (a name). */
export function saveEnumerator(office: Writer, actor: Actor, input: EnumeratorInput): { id: string } {
  const stored = input.id === undefined ? null : needRecord(office, 'enumerator', input.id);
  if (stored) requireOwn(office, stored);
  const name = input.name.trim() || fail('INVALID_INPUT', { detail: 'enumerator.name' });
  const chosen = input.dasawisma ?? '';
  const dasawisma = chosen === '' ? null : needDasawisma(office, chosen).uid;
  const region = input.region ?? (stored ? textValue(stored, 'region') : homeRegion(office));
  requireArea(office, region, actor.scope);
  const values = { name, role: input.role, phone: input.phone?.trim() || null, dasawisma, rt: threeDigits(input.rt), rw: threeDigits(input.rw), region };
  return writeChanges(office, { user: actor.user, kind: 'edit' }, (log) => {
    if (!stored) return { id: log.create('enumerator', { owner: office.identity.code, ...values }).uid };
    log.update('enumerator', stored.id, values);
    return { id: stored.uid };
  });
}

/** Somebody no longer visits for the office; what they did stays theirs. Errors: NOT_FOUND, NOT_OWNER, DATE_FUTURE. */
export function endEnumerator(office: Writer, actor: Actor, id: string, date: string, reason: string): void {
  const stored = needRecord(office, 'enumerator', id);
  requireOwn(office, stored);
  requirePast(office, date);
  writeChanges(office, { user: actor.user, kind: 'edit', reason }, (log) => log.update('enumerator', stored.id, { ended: date, endedReason: reason }));
}

/** Puts families into a dasawisma, or (null) into none. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, NOT_DASAWISMA. */
export function setDasawisma(office: Writer, actor: Actor, families: readonly string[], dasawisma: string | null): { changed: number } {
  const group = dasawisma === null ? null : needDasawisma(office, dasawisma).uid;
  const records = families.map((uid) => needFamily(office, uid, actor.scope));
  for (const record of records) requireOwn(office, record);
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: 'dasawisma' }, (log) => ({ changed: records.reduce((sum, record) => sum + log.update('family', record.id, { dasawisma: group }), 0) }));
}

interface Visitor { readonly id: string; readonly name: string; readonly dasawisma: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly ended: string | null }

/** Who still visits for an office, by what they visit; `key` is another once any of it is. */
export interface Visitors {
  readonly key: string;
  /** The names of all, also of those who stopped. */
  readonly names: ReadonlyMap<string, string>;
  readonly of: ReadonlyMap<string, readonly Visitor[]>;
}

/** The enumerators of an area as whoever shares out visits asks for them. */
export function activeVisitors(office: Reader, scope: Scope): Visitors {
  const all = (sql(office, 'SELECT uid AS id, name, dasawisma, rt, rw, region, ended FROM enumerator ORDER BY upper(name), id').all() as Visitor[]).filter(({ region }) => mayTouch(office, region, scope));
  const active = all.filter(({ ended }) => ended === null);
  return {
    key: JSON.stringify(active.map(({ id, dasawisma, rt, rw, region }) => [id, dasawisma, rt, rw, region])), names: new Map(all.map(({ id, name }) => [id, name])),
    of: Map.groupBy(active, ({ dasawisma, rt, rw }) => (dasawisma !== null ? `d ${dasawisma}` : rt !== null ? `rt ${rw ?? ''}/${rt}` : `rw ${rw ?? ''}`)),
  };
}

/** Whoever visits the dasawisma of a family, else its RT, else its RW; an RT and an RW are those of the enumerator's own kelurahan. */
export function visitorOf({ of }: Visitors, { dasawisma, rt, rw, region }: { readonly dasawisma: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null }): string | null {
  const at = (key: string): Visitor | undefined => of.get(key)?.find((one) => one.region === null || region === null || isInside(region, one.region));
  const found = (dasawisma === null ? undefined : of.get(`d ${dasawisma}`)?.[0]) ?? (rt === null ? undefined : at(`rt ${rw ?? ''}/${rt}`)) ?? (rw === null ? undefined : at(`rw ${rw}`));
  return found?.id ?? null;
}

/** An enumerator who may be given visits. Errors: NOT_FOUND, ENUMERATOR_ENDED. */
export function needEnumerator(office: Reader, uid: string): StoredRecord {
  const record = needRecord(office, 'enumerator', uid);
  const ended = textValue(record, 'ended');
  if (ended !== null) fail('ENUMERATOR_ENDED', { name: textValue(record, 'name') ?? '', date: ended });
  return record;
}

/** The dasawisma of an office with how many families are in each. */
export function listDasawisma(office: Reader, scope: Scope): { id: string; name: string; rt: string | null; rw: string | null; families: number }[] {
  const rows = sql(office, `SELECT g.uid AS id, g.name AS name, g.rt AS rt, g.rw AS rw, g.region AS region, (SELECT count(*) FROM family f JOIN familySummary s ON s.family = f.id WHERE f.dasawisma = g.uid AND s.active = 1) AS families
    FROM peopleGroup g WHERE g.kind = ${dasawismaKind} AND g.ended IS NULL ORDER BY upper(g.name), g.id`).all() as { id: string; name: string; rt: string | null; rw: string | null; region: string | null; families: number }[];
  return rows.filter((row) => mayTouch(office, row.region, scope)).map(({ region: _region, ...row }) => row);
}

function needDasawisma(office: Reader, uid: string): StoredRecord {
  const group = needRecord(office, 'peopleGroup', uid);
  if (group.values.kind !== dasawismaKind) fail('NOT_DASAWISMA', { name: textValue(group, 'name') ?? '' });
  return group;
}

/** The region that a record of this office is about when nobody says: the office's own, at a kelurahan. */
export function homeRegion(office: Reader): string | null {
  return ['kelurahan', 'desa'].includes(office.identity.level) ? office.identity.code : null;
}

function threeDigits(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : (normaliseRt(trimmed) ?? trimmed);
}
