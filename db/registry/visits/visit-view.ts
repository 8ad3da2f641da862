import { boxOf } from '../../rules/geo/region-box.ts';
import { fieldDef } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { labelOf } from '../../rules/lists.ts';
import { mask } from '../../rules/mask.ts';
import { fieldLabel } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { effectsOf, visitState } from '../../rules/visits/visit.ts';
import type { VisitEffect } from '../../rules/visits/visit.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord, toRecord } from '../../store/records.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { placeBox } from '../place-box.ts';
import { toldValue } from '../told-value.ts';
import { wantsTwoPersons } from '../two-persons.ts';

/** A photo as it is listed; the picture is asked for by its hash. */
export interface PhotoLine {
  readonly id: string; readonly sha256: string; readonly bytes: number; readonly width: number; readonly height: number; readonly subject: number | null; readonly takenOn: string | null;
  readonly latitude: number | null; readonly longitude: number | null; readonly note: string | null;
}

/** What the register is to say, in words: who or what, what stands there, what will. */
export interface EffectView {
  readonly kind: VisitEffect['kind']; readonly name: string | null; readonly date: string | null; readonly text: string | null;
  readonly fields: readonly { readonly label: string; readonly before: FieldValue; readonly now: FieldValue; readonly after: FieldValue }[];
}

/** A visit with everything that whoever checks or approves it has to see. */
export interface VisitView {
  readonly id: string; readonly round: string | null; readonly roundName: string | null; readonly family: string; readonly head: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null;
  readonly person: string | null; readonly personName: string | null; readonly state: number; readonly plannedOn: string | null; readonly date: string | null; readonly method: number | null; readonly result: number | null;
  readonly enumerator: string | null; readonly enumeratorName: string | null; readonly visitor: string | null; readonly onBehalf: boolean; readonly enteredBy: string | null; readonly enteredId: string | null; readonly note: string | null;
  readonly latitude: number | null; readonly longitude: number | null; readonly locationFrom: number | null;
  /** What is wrong with the coordinates, as V38 says it; null when nothing is. */
  readonly place: PlaceDoubt | null;
  readonly effects: readonly EffectView[]; readonly photos: readonly PhotoLine[];
  readonly checkedBy: string | null; readonly checkedOn: string | null; readonly decidedBy: string | null; readonly decidedOn: string | null; readonly remark: string | null;
  readonly task: string | null; readonly aboutKind: string | null; readonly about: string | null;
  /** The number of the usulan or sanggah that it was made for. */
  readonly aboutNumber: string | null;
  readonly own: boolean;
  /** The rule of two people holds here. */
  readonly twoPeople: boolean;
}

export type PlaceDoubt = 'outside' | 'swapped' | 'zero';

export interface VisitQuery {
  readonly id?: string | undefined;
  readonly round?: string | undefined;
  readonly family?: string | undefined;
  readonly about?: string | undefined;
  readonly states?: readonly number[] | undefined;
  readonly limit: number;
}

type Row = Parameters<typeof toRecord>[1] & { readonly familyNow: string };

/** Visits of an area, the latest first; identifiers masked. */
export function listVisits(office: Reader, query: VisitQuery, scope: Scope, lang: Lang): VisitView[] {
  const area = narrowing(office, scope);
  const parts = ['v.voided IS NULL'];
  const params: (string | number)[] = [];
  if (query.id !== undefined) { parts.push('v.uid = ?'); params.push(query.id); }
  if (query.round !== undefined) { parts.push('v.round = ?'); params.push(query.round); }
  if (query.family !== undefined) { parts.push('s.uid = ?'); params.push(query.family); }
  if (query.about !== undefined) { parts.push('v.about = ?'); params.push(query.about); }
  if (query.states !== undefined) parts.push(`v.state IN (${query.states.map(Number).join(',') || '0'})`);
  if (area) { parts.push("(s.region = ? OR s.region LIKE ? || '.%')"); params.push(area, area); }
  const rows = sql(office, `SELECT v.*, s.uid AS familyNow FROM visit v
    JOIN familySummary s ON s.uid = coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = v.family AND a.ended IS NULL), v.family)
    WHERE ${parts.join(' AND ')} ORDER BY coalesce(v.date, v.plannedOn, '') DESC, v.id DESC LIMIT ?`).all(...params, query.limit) as Row[];
  return rows.map((row) => viewOf(office, row, lang));
}

/** How many visits wait to be checked and to be approved. */
export function openVisits(office: Reader, scope: Scope): { toCheck: number; toApprove: number; returned: number } {
  const area = narrowing(office, scope);
  const counts = new Map(sql(office, `SELECT v.state, count(*) FROM visit v JOIN familySummary s ON s.uid = coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = v.family AND a.ended IS NULL), v.family)
    WHERE v.state IN (3, 4, 6) AND v.voided IS NULL AND v.owner = ? ${area ? "AND (s.region = ? OR s.region LIKE ? || '.%')" : ''} GROUP BY 1`).raw().all(office.identity.code, ...(area ? [area, area] : [])) as [number, number][]);
  return { toCheck: counts.get(visitState.visited) ?? 0, toApprove: counts.get(visitState.checked) ?? 0, returned: counts.get(visitState.returned) ?? 0 };
}

function viewOf(office: Reader, row: Row, lang: Lang): VisitView {
  const { uid, values } = toRecord('visit', row);
  const text = (key: string): string | null => (typeof values[key] === 'string' ? values[key] : null);
  const number = (key: string): number | null => (typeof values[key] === 'number' ? values[key] : null);
  const family = sql(office, 'SELECT head, noKk, address, rt, rw, region FROM familySummary WHERE uid = ?').get(row.familyNow) as { head: string | null; noKk: string | null; address: string | null; rt: string | null; rw: string | null; region: string | null };
  const nameOf = (entity: string, id: string | null): string | null => (id === null ? null : (sql(office, `SELECT name FROM "${entity}" WHERE uid = ?`).pluck().get(id) as string | undefined) ?? null);
  return {
    id: uid, round: text('round'), roundName: nameOf('visitRound', text('round')), family: row.familyNow, ...family, noKk: family.noKk === null ? null : mask(family.noKk),
    person: text('person'), personName: nameOf('person', text('person')), state: number('state') ?? visitState.task, plannedOn: text('plannedOn'), date: text('date'), method: number('method'), result: number('result'),
    enumerator: text('enumerator'), enumeratorName: nameOf('enumerator', text('enumerator')), visitor: text('visitor'), onBehalf: values.onBehalf === 1, enteredBy: text('enteredBy'), enteredId: text('enteredId'), note: text('note'),
    latitude: number('latitude'), longitude: number('longitude'), locationFrom: number('locationFrom'), place: placeDoubt(office, family.region, number('latitude'), number('longitude')),
    effects: effectsOf(values.effects).map((effect) => effectView(office, effect, lang)), photos: photosOf(office, uid),
    checkedBy: text('checkedBy'), checkedOn: text('checkedOn'), decidedBy: text('decidedBy'), decidedOn: text('decidedOn'), remark: text('remark'), task: text('task'), aboutKind: text('aboutKind'), about: text('about'),
    aboutNumber: text('about') === null ? null : ((sql(office, 'SELECT number FROM petition WHERE uid = ?').pluck().get(text('about')) as string | null | undefined) ?? null),
    own: values.owner === office.identity.code, twoPeople: wantsTwoPersons(office),
  };
}

/** What is wrong with a place for a region; null when it may be right, or there is none. */
export function placeDoubt(office: Reader, region: string | null, latitude: number | null, longitude: number | null): PlaceDoubt | null {
  if (latitude === null || longitude === null) return null;
  if (latitude === 0 && longitude === 0) return 'zero';
  const code = region ?? office.identity.code;
  const box = placeBox(office, code) ?? boxOf(code);
  if (box === null) return null;
  const within = (lat: number, lng: number): boolean => lat >= box.south && lat <= box.north && lng >= box.west && lng <= box.east;
  if (within(latitude, longitude)) return null;
  return within(longitude, latitude) ? 'swapped' : 'outside';
}

function effectView(office: Reader, effect: VisitEffect, lang: Lang): EffectView {
  const personName = (id: string): string | null => (sql(office, 'SELECT name FROM person WHERE uid = ?').pluck().get(id) as string | undefined) ?? null;
  if (effect.kind === 'death') return { kind: 'death', name: personName(effect.person), date: effect.date, text: effect.place ?? null, fields: [] };
  if (effect.kind === 'move') return { kind: 'move', name: effect.people.map(personName).filter(Boolean).join(', ') || null, date: effect.date, text: effect.destination, fields: [] };
  const now = findRecord(office, effect.entity, effect.id)?.values ?? {};
  const told = (key: string, value: unknown): FieldValue => labelled(effect.entity, key, toldValue(office, lang, effect.entity, key, (value ?? null) as FieldValue));
  return {
    kind: 'values', name: effect.entity === 'person' ? personName(effect.id) : null, date: null, text: null,
    fields: Object.keys(effect.values).map((key) => ({ label: fieldLabel(lang, effect.entity, key), before: told(key, effect.before?.[key]), now: told(key, now[key]), after: told(key, effect.values[key]) })),
  };
}

function labelled(entity: 'family' | 'person', key: string, value: FieldValue): FieldValue {
  const list = listOf(entity, key);
  return list !== null && typeof value === 'number' ? (labelOf(list, value) ?? value) : value;
}

function listOf(entity: 'family' | 'person', key: string): string | null {
  const def = fieldDef(entity, key);
  return def?.kind === 'code' ? (def.list ?? null) : null;
}

function photosOf(office: Reader, visit: string): PhotoLine[] {
  return sql(office, 'SELECT uid AS id, sha256, bytes, width, height, subject, takenOn, latitude, longitude, note FROM photo WHERE visit = ? AND voided IS NULL ORDER BY id').all(visit) as PhotoLine[];
}
