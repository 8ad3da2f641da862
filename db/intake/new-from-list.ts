import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import type { FieldValue } from '../rules/field.ts';
import { linkOf } from './asked-person.ts';
import { finishFamily } from './finish-family.ts';
import { ask, reject } from './judged.ts';
import type { Judged } from './judged.ts';
import type { SaveJudged } from './judged-rows.ts';
import { matchFamily, peopleOf } from './match.ts';
import type { MatchSession } from './match-session.ts';
import { keepReading } from './packed-reading.ts';
import type { ParsedRow } from './read-row.ts';
import { settleFamily } from './settle-family.ts';
import type { IntakeEntity } from './types.ts';

/**
 * Makes ready to add somebody whom a clerk called new: to the family of that No KK, or to a new one that the list implies.
 * What the list must say for it and does not is asked. Returns the family when it is in the register.
 */
export function newFromList(session: MatchSession, db: Connection, person: Judged, save: SaveJudged): string | null {
  if (lacks(person)) return null;
  const noKk = linkOf(person.parsed, 'n');
  const known = matchFamily(session.office, noKk, null)?.record;
  if (known) {
    addToFamily(session, person, { values: known.values, uid: known.uid });
    return known.uid;
  }
  const made = session.newFamilies.get(noKk ?? '');
  const family = made ?? addFamily(session, db, person);
  if (!made && noKk) session.newFamilies.set(noKk, family);
  setParent(db, person, family.id);
  if (made) addToFamily(session, person, { values: made.parsed.values, uid: null });
  else finishFamily(session, family, [person], []);
  if (family.state === 'question') ask(person, 'FAMILY_QUESTION');
  if (family.state === 'rejected' && person.state !== 'rejected') reject(person, 'FAMILY_REJECTED', 'block');
  if (!made) save(family, null);
  return null;
}

/** What a list must say of somebody who is to be added; each that is missing is told. */
function lacks(person: Judged): boolean {
  const { values } = person.parsed;
  const missing = [
    ...(typeof values.name === 'string' ? [] : ['name']), ...(values.nik || values.birthDate ? [] : ['identity']), ...(linkOf(person.parsed, 'n') === null ? ['noKk'] : []),
  ];
  for (const one of missing) ask(person, 'LIST_LACKS', { case: one });
  return missing.length > 0;
}

/** The register's rules on somebody more, or somebody changed, in a family that is there. */
export function addToFamily(session: MatchSession, person: Judged, family: { readonly values: Readonly<Record<string, FieldValue>>; readonly uid: string | null }): void {
  const home = derived(0, person, { values: { ...family.values }, name: null });
  finishFamily(session, home, [person], family.uid === null ? [] : peopleOf(session.office, family.uid));
}

function addFamily(session: MatchSession, db: Connection, person: Judged): Judged {
  const { also, rankings, bps, links } = person.parsed;
  const noKk = linkOf(person.parsed, 'n');
  const parsed: ParsedRow = { values: { ...also, noKk }, links, rankings, bps, memberCount: null, name: person.parsed.name, also: {} };
  const family = derived(addRow(db, person, 'family', parsed), person, parsed);
  settleFamily(session, family, [person]);
  return family;
}

function derived(id: number, from: Judged, parsed: Pick<ParsedRow, 'values' | 'name'> & Partial<ParsedRow>): Judged {
  return {
    id, sheet: from.sheet, no: from.no, parsed: { links: [], rankings: [], bps: null, memberCount: null, also: {}, ...parsed }, state: null, record: null, changes: [], name: parsed.name,
    mended: false, derived: true, findings: [], warned: null, unsaved: null,
  };
}

/** A person beside a row that enrols it. */
export function addPersonRow(db: Connection, recipient: Judged): Judged {
  const person = derived(addRow(db, recipient, 'person', recipient.parsed), recipient, recipient.parsed);
  setParent(db, recipient, person.id);
  return person;
}

/** A family of the register beside a row that says something of it. */
export function addFamilyRow(db: Connection, from: Judged): Judged {
  return derived(addRow(db, from, 'family', from.parsed), from, from.parsed);
}

/** A row more of the same source row; it is gone with the next check, which makes it anew from the answer. */
function addRow(db: Connection, from: Judged, entity: IntakeEntity, parsed: ParsedRow): number {
  const id = Number(prepared(db, `INSERT INTO row (source, file, sheet, no, entity, derived, name) SELECT source, file, sheet, no, ?, 1, ? FROM row WHERE id = ?`).run([entity, parsed.name, from.id]).lastInsertRowid);
  keepReading(db, id, parsed);
  return id;
}

/** Joins a row to the staged row that it belongs to. */
function setParent(db: Connection, row: Judged, parent: number): void {
  prepared(db, 'UPDATE row SET parent = ? WHERE id = ?').run([parent, row.id]);
}
