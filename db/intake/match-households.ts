import { mayWrite } from '../registry/access.ts';
import type { Connection } from '../store/connection.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { linkOf } from './asked-person.ts';
import { findingWriter } from './finding-writer.ts';
import type { MatchSession } from './match-session.ts';
import { readingOf } from './packed-reading.ts';
import type { FieldChange, RowState } from './types.ts';

interface Line { readonly id: number; readonly sheet: number; readonly no: number; readonly state: RowState; readonly changes: string | null; readonly ownerFamily: string }

/**
 * A list of rumah tangga (OpenSID) says who lives together: families of one number become one group. The first row of a
 * family that would change groups says so; a family alone under its number is no group, and one that stands under two
 * numbers is told and stays with the first. May be run again over the same rows.
 */
export function matchHouseholds({ office, facts, options }: MatchSession, db: Connection, file: number): void {
  const sheets = facts.plans.filter((plan) => plan.shape === 'list' && plan.columns.some(({ target }) => target === '@household')).map(({ no }) => no);
  if (sheets.length === 0 || options.programme !== null) return;
  db.transaction(() => {
    for (const sheet of sheets) takeBack(db, file, sheet);
    const { groups, first } = gather(office, db, file, sheets);
    for (const [number, families] of groups) {
      if (families.size < 2) continue;
      const group = householdNumbered(office, number);
      for (const family of families) {
        const line = first.get(family);
        const record = findRecord(office, 'family', family);
        if (line && record && (group === undefined || record.values.household !== group.uid)) change(office, db, file, line, record, number, options.mode === 'new');
      }
    }
  })();
}

/** The rumah tangga of this office that has the number. */
export function householdNumbered(office: Reader, number: string): StoredRecord | undefined {
  const uid = sql(office, 'SELECT uid FROM household WHERE number = ? AND owner = ? AND ended IS NULL ORDER BY id LIMIT 1').pluck().get(number, office.identity.code) as string | undefined;
  return uid === undefined ? undefined : findRecord(office, 'household', uid);
}

/** What an earlier run decided, so that the rows are judged as if for the first time. */
function takeBack(db: Connection, file: number, sheet: number): void {
  const lines = db.prepare("SELECT id, changes FROM row WHERE file = ? AND sheet = ? AND changes LIKE '%\"household\"%'").all(file, sheet) as { id: number; changes: string }[];
  const update = db.prepare('UPDATE row SET changes = ?, state = ? WHERE id = ?');
  for (const { id, changes } of lines) {
    const left = (JSON.parse(changes) as FieldChange[]).filter(({ field }) => field !== 'household');
    update.run(left.length > 0 ? JSON.stringify(left) : null, left.length > 0 ? 'changed' : 'same', id);
  }
  db.prepare("DELETE FROM finding WHERE file = ? AND sheet = ? AND code = 'HOUSEHOLD_TWICE'").run(file, sheet);
}

/** The families of each number by the people who were found, and the first row of each family. */
function gather(office: Reader, db: Connection, file: number, sheets: readonly number[]): { groups: Map<string, Set<string>>; first: Map<string, Line> } {
  const groups = new Map<string, Set<string>>();
  const numberOf = new Map<string, string>();
  const first = new Map<string, Line>();
  const add = findingWriter(db, file);
  const lines = db.prepare(`SELECT id, sheet, no, state, changes, ownerFamily FROM row
    WHERE file = ? AND sheet IN (SELECT value FROM json_each(?)) AND entity = 'person' AND state IN ('same', 'changed') AND ownerFamily IS NOT NULL ORDER BY id`).all(file, JSON.stringify(sheets)) as Line[];
  for (const line of lines) {
    const number = linkOf(readingOf(db, line.id), 'h');
    if (number === null || !mayChange(office, line.ownerFamily)) continue;
    const known = numberOf.get(line.ownerFamily);
    if (known !== undefined && known !== number) {
      add(line.id, line.sheet, line.no, { code: 'HOUSEHOLD_TWICE', severity: 'warn', column: null, params: { number: known }, value: number });
      continue;
    }
    numberOf.set(line.ownerFamily, number);
    if (known === undefined) first.set(line.ownerFamily, line);
    groups.set(number, (groups.get(number) ?? new Set()).add(line.ownerFamily));
  }
  return { groups, first };
}

function mayChange(office: Reader, uid: string): boolean {
  const family = findRecord(office, 'family', uid);
  return family === undefined || mayWrite(office, family);
}

function change(office: Reader, db: Connection, file: number, line: Line, family: StoredRecord, number: string, newOnly: boolean): void {
  if (newOnly) {
    db.prepare("UPDATE row SET state = 'left' WHERE id = ?").run(line.id);
    findingWriter(db, file)(line.id, line.sheet, line.no, { code: 'MODE_NEW_ONLY', severity: 'info', column: null, params: {}, value: null });
    return;
  }
  const present = findRecord(office, 'household', String(family.values.household ?? ''));
  const changes = [...(JSON.parse(line.changes ?? '[]') as FieldChange[]), { field: 'household', old: present?.values.number ?? null, new: number }];
  db.prepare("UPDATE row SET changes = ?, state = 'changed' WHERE id = ?").run(JSON.stringify(changes), line.id);
}
