import type { Log } from '../store/change-log.ts';
import { writeChanges } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { findRecord, recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, needRecord, requireOwn, textValue } from './access.ts';
import type { Actor, Scope } from './access.ts';
import { labelFor } from './states.ts';

/** A house with who lives in it and what it was given. */
export interface HouseView {
  readonly id: string;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly label: string | null;
  readonly families: readonly { readonly id: string; readonly head: string | null }[];
  /** What the house received, the newest first, whoever lived in it then. */
  readonly received: readonly { readonly enrolment: string; readonly programme: string; readonly start: string | null; readonly status: string; readonly family: string | null; readonly head: string | null }[];
}

/** The houses that are recorded at the address of a family, other than the one it is known to live in. */
export function housesAt(office: Reader, family: StoredRecord): HouseView[] {
  const address = addressKey(textValue(family, 'address'));
  if (address === '') return [];
  const { region = null, rt = null, rw = null } = family.values;
  const near = sql(office, 'SELECT uid, address FROM house WHERE region IS ? AND rw IS ? AND rt IS ? AND ended IS NULL ORDER BY id').all(region, rw, rt) as { uid: string; address: string | null }[];
  return near.filter((one) => one.uid !== family.values.house && addressKey(one.address) === address).flatMap((one) => houseView(office, one.uid) ?? []);
}

/** The house that a family is known to live in, and those at its address that it may be. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function houseChoices(office: Reader, uid: string, scope: Scope): { present: HouseView | null; others: HouseView[] } {
  const family = needFamily(office, uid, scope);
  return { present: houseView(office, textValue(family, 'house')), others: housesAt(office, family) };
}

/** A house by its id, or null. */
export function houseView(office: Reader, uid: string | null): HouseView | null {
  const house = uid === null ? undefined : findRecord(office, 'house', uid);
  if (!house) return null;
  const families = sql(office, 'SELECT s.uid AS id, s.head AS head FROM familySummary s JOIN family f ON f.id = s.family WHERE f.house = ? AND s.active = 1 ORDER BY f.id').all(house.uid) as HouseView['families'];
  const received = sql(office, `SELECT e.uid AS enrolment, coalesce(g.shortName, g.name) AS programme, e.start AS start, e.status AS status, e.family AS family, s.head AS head
    FROM enrolment e LEFT JOIN programme g ON g.uid = e.programme LEFT JOIN familySummary s ON s.uid = e.family WHERE e.house = ? AND e.voided IS NULL ORDER BY e.start DESC, e.id DESC`).all(house.uid) as (Omit<HouseView['received'][number], 'status'> & { status: number | null })[];
  return {
    id: house.uid, address: textValue(house, 'address'), rt: textValue(house, 'rt'), rw: textValue(house, 'rw'), label: textValue(house, 'label'), families,
    received: received.map((one) => ({ ...one, status: labelFor('TEPAT.statusKepesertaan', one.status) ?? '' })),
  };
}

/**
 * Says in which house a family lives: one that is recorded, `new` for one that is not, or null for not known. Whoever
 * shares its rumah tangga lives there too. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER.
 */
export function setHouse(office: Writer, actor: Actor, input: { family: string; house: string | null; label?: string | undefined; reason?: string | undefined }): { house: string | null } {
  const family = needFamily(office, input.family, actor.scope);
  requireOwn(office, family);
  const named = input.house === null || input.house === 'new' ? null : needRecord(office, 'house', input.house).uid;
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: input.reason ?? null }, (log) => {
    const house = input.house === null ? null : (named ?? makeHouse(office, log, family, input.label));
    moveInto(office, log, family, house);
    return { house };
  });
}

/** The house that a family's part in a programme is for: the one named, where it lives, or (`new`, null) one made at its address. It lives there from now on. */
export function settleHouse(office: Writer, log: Log, family: StoredRecord, named: string | null): string {
  const house = named === null || named === 'new' ? makeHouse(office, log, family) : named;
  if (house !== family.values.house) moveInto(office, log, family, house);
  return house;
}

function makeHouse(office: Writer, log: Log, family: StoredRecord, label?: string): string {
  const { address = null, rt = null, rw = null, region = null } = family.values;
  return log.create('house', { owner: office.identity.code, address, rt, rw, region, label: label?.trim() || null }).uid;
}

function moveInto(office: Writer, log: Log, family: StoredRecord, house: string | null): void {
  const household = textValue(family, 'household');
  const together = household === null ? [family] : recordsWhere(office, 'family', 'household', household);
  for (const one of together) log.update('family', one.id, { house });
}

/** An address without what is written one way or the other: "Jl. Mawar No. 1" and "JALAN MAWAR NO 1" are one. */
export function addressKey(address: string | null): string {
  return (address ?? '').toUpperCase().replace(/\bJALAN\b/g, 'JL').replace(/\bGANG\b/g, 'GG').replace(/\bNOMOR\b/g, 'NO').replace(/[^A-Z0-9]+/g, ' ').replace(/\bNO (?=\d)/g, '').trim();
}
