import { checkFamily } from '../rules/checks.ts';
import type { CheckRecord } from '../rules/checks.ts';
import type { FieldValue } from '../rules/field.ts';
import type { StoredRecord } from '../store/records.ts';
import { askOwner } from './ask-owner.ts';
import { leave, reject, tell } from './judged.ts';
import type { Judged } from './judged.ts';
import { planOf } from './match-session.ts';
import type { MatchSession } from './match-session.ts';
import { columnOf } from './read-row.ts';
import { tellsHeads } from './sheet-notes.ts';

/** Already told when the cell was read, or by the matching. */
const toldBefore: readonly string[] = ['T01', 'T02', 'T03', 'T04', 'V01', 'V02', 'V07', 'V21', 'V24', 'V25', 'V26'];
/** A contradiction within a family is kept and shown; it refuses nothing in an import. */
const onlyWarned: readonly string[] = ['V09'];

/** What is said of a family once its people were matched: the register's rules, its members counted, and the state of every row. */
export function finishFamily(session: MatchSession, family: Judged, people: readonly Judged[], known: readonly StoredRecord[]): void {
  const warned = runChecks(session, family, people, known);
  countMembers(session, family, people);
  finishStates(session, family, people);
  // As it was judged it will be written: nobody of it was refused for what was found. That it lives in this office's own area, if
  // that was filled in since, is what the rules took for granted.
  const asJudged = family.state === 'new' && known.length === 0 && people.every(({ state }) => state === 'new');
  family.warned = asJudged ? warned : null;
}

/** The rules of the register on the family as it would be, with the people it already has; returns how much they warn of, null where they were not asked. */
function runChecks(session: MatchSession, family: Judged, people: readonly Judged[], known: readonly StoredRecord[]): number | null {
  if (family.state !== null && family.state !== 'question') return null;
  // Nothing of the family itself is written from a list of rankings.
  if (planOf(session, family)?.shape === 'desil') return null;
  // The records were read for this family alone and their differences are known by now, so they are not copied first.
  const merged = (record: StoredRecord | null, values: Readonly<Record<string, FieldValue>>): Readonly<Record<string, FieldValue>> => (record ? Object.assign(record.values, values) : values);
  const own = people.filter((person) => person.state === null);
  // Whom a question may mean stays as he is until it is answered.
  const matched = new Set(own.map((person) => person.record?.uid));
  const isOpen = people.some((person) => person.state === 'question');
  const records: CheckRecord[] = [
    ...own.map((person) => ({ key: String(person.id), values: merged(person.record, person.parsed.values) })),
    ...known.filter((one) => !matched.has(one.uid)).map((one) => ({ key: one.uid, values: one.values })),
  ];
  const rows = new Map<string, Judged>([[String(family.id), family], ...own.map((person): [string, Judged] => [String(person.id), person])]);
  const context = { today: session.today, source: 'import' as const, area: session.office.identity.code, isKnownRegion: session.regions.knownNikPrefix };
  let warned = 0;
  for (const finding of checkFamily({ key: String(family.id), values: merged(family.record, family.parsed.values) }, records, context)) {
    if (finding.severity !== 'info') warned += 1;
    const row = rows.get(finding.record);
    if (!row || toldBefore.includes(finding.code) || (finding.code === 'V08' && finding.params.case === 'length')) continue;
    // Who heads the family may be the very person that is asked about; and a sheet that never says so is told as such, once.
    if (finding.code === 'V09' && (isOpen || (finding.params.case === 'none' && !own.some((person) => tellsHeads(planOf(session, person)))))) continue;
    const plan = planOf(session, row);
    const severity = onlyWarned.includes(finding.code) ? 'warn' : finding.severity;
    const column = plan ? columnOf(plan, finding.field, finding.record === String(family.id) ? 'family' : 'person') : -1;
    tell(row, finding.code, severity, finding.params, column < 0 ? null : column);
    if (severity === 'block') row.state = 'rejected';
  }
  return warned;
}

function countMembers(session: MatchSession, family: Judged, people: readonly Judged[]): void {
  const { memberCount } = family.parsed;
  const withPeople = planOf(session, family)?.shape !== 'desil';
  if (people.length === 0) {
    if (withPeople) tell(family, 'NO_PEOPLE', 'warn');
  }
  else if (memberCount !== null && memberCount !== people.length) tell(family, 'MEMBER_COUNT', 'info', { said: memberCount, found: people.length });
}

/** New records get what the register needs; rows that nothing was said about are new, changed or the same. */
function finishStates(session: MatchSession, family: Judged, people: readonly Judged[]): void {
  const area = session.office.identity.code;
  for (const row of [family, ...people]) {
    if (row !== family && row.state === null && row.record === null && family.record) askOwner(session.office, row, family.record);
    if (row.state === null) row.state = row.record === null ? 'new' : row.changes.length > 0 ? 'changed' : 'same';
    if (family.state === 'rejected' && row.state !== 'rejected') reject(row, 'FAMILY_REJECTED', 'block');
    obeyMode(session, row);
  }
  // A family that a flat file only implies is none when all of its people were refused.
  if (family.derived && family.state === 'new' && people.length > 0 && people.every((person) => person.state === 'rejected')) reject(family, 'NO_PEOPLE', 'warn');
  if (family.state === 'new' && waits(people)) leave(family, 'FAMILY_WAITS');
  if (family.state === 'new' && family.parsed.values.region === undefined && area.length === 13) {
    family.parsed.values.region = area;
    family.mended = true;
  }
  family.name ??= people.find((person) => person.parsed.values.relationship === 1)?.name ?? people[0]?.name ?? null;
}

/** Whether nobody of a family would be written now, and an answer may change that: without people it would stand empty. */
function waits(people: readonly Judged[]): boolean {
  return people.some(({ state }) => state === 'question') && people.every(({ state }) => state === 'question' || state === 'rejected' || state === 'left');
}

/** The state of a person who has no family row in the file, once it was matched. */
export function finishLone(session: MatchSession, person: Judged): void {
  if (person.state === null) person.state = person.record ? (person.changes.length > 0 ? 'changed' : 'same') : 'new';
  obeyMode(session, person);
}

/** What the chosen mode does not allow is left alone, and said so. */
function obeyMode({ options: { mode } }: MatchSession, row: Judged): void {
  if (mode === 'new' && row.state === 'changed') leave(row, 'MODE_NEW_ONLY');
  if (mode === 'update' && row.state === 'new') leave(row, 'MODE_UPDATE_ONLY');
}
