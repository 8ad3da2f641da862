import { fail } from '../rules/failure.ts';
import { showDate } from '../rules/dates.ts';
import { entities, entityOfId, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { refreshDerived } from '../registry/refresh-derived.ts';
import { familyStatus, personStatus, voidReason } from '../registry/states.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log } from '../store/change-log.ts';
import { findRecord, recordByNumber, recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { localDate, sql, today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { importFindingText } from './import-texts.ts';
import type { Actor, Counts } from './types.ts';

export interface KeptRecord {
  readonly record: string;
  readonly name: string;
  /** Why it was left, in words. */
  readonly why: string;
}

export interface UndoResult {
  readonly batch: string;
  readonly undone: Counts;
  /** Enrolments that were taken back. */
  readonly recipients: number;
  readonly kept: readonly KeptRecord[];
}

interface Entry { readonly entity: number; readonly record: number; readonly field: number; readonly old: string | null }

interface Undo {
  readonly office: Writer;
  readonly lang: 'id' | 'en';
  readonly log: Log;
  readonly tx: number;
  /** Uids of records that this batch made. */
  readonly made: ReadonlySet<string>;
  readonly kept: Map<string, KeptRecord>;
  readonly undone: { families: Set<number>; people: Set<number>; recipients: Set<number> };
  readonly touched: Set<number>;
}

const endedBy = 'batal impor';

/**
 * Takes a batch back by compensating changes, which travel like any edit: made records end with *batal impor*, changed
 * fields get the value they had. Whatever was changed or used since is left and named; a family that the batch made is
 * left whole when anything of it was. Errors: NOT_FOUND, BATCH_UNDONE.
 */
export function undoImport(office: Writer, batch: string, actor: Actor, reason?: string, lang: 'id' | 'en' = 'id'): UndoResult {
  const row = sql(office, 'SELECT tx, undoneAt FROM batch WHERE uid = ?').get(batch) as { tx: number; undoneAt: string | null } | undefined;
  if (!row) return fail('NOT_FOUND', { id: batch });
  if (row.undoneAt !== null) return fail('BATCH_UNDONE', { at: dayOf(row.undoneAt) });
  const entries = sql(office, 'SELECT entity, record, field, old FROM change WHERE tx = ? AND record > 0 ORDER BY device, epoch, counter').all(row.tx) as Entry[];
  return writeChanges(office, { user: actor, kind: 'undo', reason: reason ?? endedBy, source: { kind: 'batch', id: batch }, detail: { undo: batch } }, (log) => {
    const made = entries.filter((entry) => entry.field === 0).flatMap((entry) => recordOf(office, entry) ?? []);
    const undo: Undo = {
      office, lang, log, tx: row.tx, made: new Set(made.map((one) => one.record.uid)), kept: new Map(), undone: { families: new Set(), people: new Set(), recipients: new Set() }, touched: new Set(),
    };
    // People whom the batch moved into a family of its own go back first: they are no reason to keep that family.
    revertFields(undo, entries.filter((entry) => entry.field > 0));
    for (const one of made) if (one.entity === 'family') undoFamily(undo, one.record);
    for (const one of made) if (one.entity !== 'family') undoMade(undo, one.entity, one.record);
    refreshDerived(office, undo.touched);
    sql(office, 'UPDATE batch SET undoneAt = ?, undoTx = ? WHERE uid = ?').run(office.now().toISOString(), log.tx, batch);
    return { batch, undone: { families: undo.undone.families.size, people: undo.undone.people.size }, recipients: undo.undone.recipients.size, kept: [...undo.kept.values()] };
  });
}

/** The day of a moment, as a clerk writes it. */
function dayOf(moment: string): string {
  return showDate(localDate(new Date(moment)));
}

function recordOf(office: Writer, entry: Entry): { entity: EntityKey; record: StoredRecord } | null {
  const entity = entityOfId(entry.entity)?.key;
  const record = entity && recordByNumber(office, entity, entry.record);
  return entity && record ? { entity, record } : null;
}

/** The last change of a record, or of one of its fields, after the batch; null when there is none. */
function laterChange(undo: Undo, entity: EntityKey, record: StoredRecord, field?: number): { userName: string | null; at: string } | null {
  const one = field === undefined ? '' : 'AND c.field = ?';
  const bound = field === undefined ? [] : [field];
  const found = sql(undo.office, `SELECT t.userName, t.at FROM change c JOIN tx t ON t.id = c.tx WHERE c.entity = ? AND c.record = ? AND c.field > 0 AND c.tx > ?
    AND c.tx < ? ${one} ORDER BY c.tx DESC LIMIT 1`).get(entities[entity].id, record.id, undo.tx, undo.log.tx, ...bound);
  return (found as { userName: string | null; at: string } | undefined) ?? null;
}

/** Whether something was hung on a record since: a person, an enrolment, an event, a ranking that this batch did not make. */
function usedSince(undo: Undo, entity: 'family' | 'person', uid: string): boolean {
  const hanging: readonly EntityKey[] = entity === 'family' ? ['person', 'enrolment', 'event', 'ranking'] : ['enrolment', 'event'];
  return hanging.some((kind) => recordsWhere(undo.office, kind, entity, uid).some((one) => !undo.made.has(one.uid)));
}

function keep(undo: Undo, record: StoredRecord, name: string, code: string, params: Readonly<Record<string, string | number>> = {}): void {
  if (!undo.kept.has(record.uid)) undo.kept.set(record.uid, { record: record.uid, name, why: importFindingText(undo.lang, code, params) });
}

/** Says why a made record must stay, or null when it may go. */
function reasonToKeep(undo: Undo, entity: 'family' | 'person', record: StoredRecord): { code: string; params: Record<string, string> } | null {
  const later = laterChange(undo, entity, record);
  if (later) return { code: 'KEPT_CHANGED', params: { by: later.userName ?? '', at: dayOf(later.at) } };
  return usedSince(undo, entity, record.uid) ? { code: 'KEPT_USED', params: {} } : null;
}

/** A family that the batch made, with all that the batch hung on it: ended together or left together. */
function undoFamily(undo: Undo, family: StoredRecord): void {
  const people = recordsWhere(undo.office, 'person', 'family', family.uid).filter((one) => undo.made.has(one.uid));
  const head = people.find((one) => one.values.relationship === 1) ?? people[0];
  const familyName = String(head?.values.name ?? family.values.noKk ?? '');
  const reasons = new Map<StoredRecord, { code: string; params: Record<string, string> } | null>(people.map((one) => [one, reasonToKeep(undo, 'person', one)]));
  reasons.set(family, reasonToKeep(undo, 'family', family) ?? decidedSince(undo, family));
  if ([...reasons.values()].some((reason) => reason !== null)) {
    for (const [record, reason] of reasons) {
      const name = record === family ? familyName : String(record.values.name ?? '');
      keep(undo, record, name, reason?.code ?? 'KEPT_TOGETHER', reason?.params ?? {});
    }
    return;
  }
  const end = { statusDate: today(undo.office), statusReason: endedBy };
  undo.log.update('family', family.id, { status: familyStatus.undone, ...end });
  undo.undone.families.add(family.id);
  undo.touched.add(family.id);
  for (const person of people) endPerson(undo, person);
  for (const ranking of recordsWhere(undo.office, 'ranking', 'family', family.uid)) undo.log.update('ranking', ranking.id, { voided: voidReason.undoneImport });
  for (const enrolment of recordsWhere(undo.office, 'enrolment', 'family', family.uid)) endEnrolment(undo, enrolment);
}

/** Whether somebody decided since about a part in a programme that the batch proposed. */
function decidedSince(undo: Undo, family: StoredRecord): { code: string; params: Record<string, string> } | null {
  const later = recordsWhere(undo.office, 'enrolment', 'family', family.uid).map((one) => laterChange(undo, 'enrolment', one)).find((one) => one !== null);
  return later ? { code: 'KEPT_CHANGED', params: { by: later.userName ?? '', at: dayOf(later.at) } } : null;
}

function endEnrolment(undo: Undo, enrolment: StoredRecord): void {
  undo.log.update('enrolment', enrolment.id, { voided: voidReason.undoneImport });
  undo.undone.recipients.add(enrolment.id);
}

function endPerson(undo: Undo, person: StoredRecord): void {
  undo.log.update('person', person.id, { status: personStatus.invalid, statusDate: today(undo.office), statusReason: endedBy });
  undo.undone.people.add(person.id);
}

/** What the batch added to families that were there before; what hangs on its own families was settled with them. */
function undoMade(undo: Undo, entity: EntityKey, record: StoredRecord): void {
  const familyUid = String(record.values.family ?? '');
  if (undo.made.has(familyUid)) return;
  const family = findRecord(undo.office, 'family', familyUid);
  if (family) undo.touched.add(family.id);
  if (entity === 'person') {
    const reason = reasonToKeep(undo, 'person', record);
    if (reason) keep(undo, record, String(record.values.name ?? ''), reason.code, reason.params);
    else endPerson(undo, record);
  } else if (entity === 'pair') {
    // Taken back means asked again, unless somebody decided anew since.
    if (!laterChange(undo, entity, record)) undo.log.update('pair', record.id, { decision: null, merged: null, decidedOn: null, reason: null });
  } else if (entity === 'household') {
    if (!laterChange(undo, entity, record)) undo.log.update('household', record.id, { ended: today(undo.office), endedReason: endedBy });
  } else if (entity === 'enrolment') {
    const later = laterChange(undo, entity, record);
    if (later) keep(undo, record, nameOfRecipient(undo, record), 'KEPT_CHANGED', { by: later.userName ?? '', at: dayOf(later.at) });
    else endEnrolment(undo, record);
  } else if (entity === 'enrolmentStep') {
    if (!laterChange(undo, 'enrolment', findRecord(undo.office, 'enrolment', String(record.values.enrolment)) ?? record)) undo.log.update(entity, record.id, { voided: voidReason.undoneImport });
  } else if (entity === 'proposal') {
    if (!laterChange(undo, entity, record)) undo.log.update('proposal', record.id, { withdrawn: today(undo.office) });
  } else if (entity === 'ranking' || entity === 'familyNumber') {
    undo.log.update(entity, record.id, { voided: voidReason.undoneImport });
    if (entity === 'ranking' && family) undo.undone.families.add(family.id);
  }
}

function nameOfRecipient({ office }: Undo, { values: { person, family } }: StoredRecord): string {
  const people = typeof person === 'string' ? [findRecord(office, 'person', person)] : recordsWhere(office, 'person', 'family', String(family)).filter((one) => one.values.relationship === 1);
  return String(people[0]?.values.name ?? '');
}

/** Gives every changed field the value it had before, unless it was changed again since. */
function revertFields(undo: Undo, entries: readonly Entry[]): void {
  // Of a field that the batch changed twice (a proposal decided and made active) the first says what it was.
  const first = new Map(entries.toReversed().map((entry) => [`${entry.entity} ${entry.record} ${entry.field}`, entry]));
  for (const entry of entries.filter((one) => first.get(`${one.entity} ${one.record} ${one.field}`) === one)) {
    const found = recordOf(undo.office, entry);
    const field = found && fieldOfId(found.entity, entry.field);
    if (!found || !field || undo.made.has(found.record.uid)) continue;
    const { entity, record } = found;
    const later = laterChange(undo, entity, record, entry.field);
    if (later) {
      keep(undo, record, String(record.values.name ?? record.values.noKk ?? ''), 'KEPT_CHANGED', { by: later.userName ?? '', at: dayOf(later.at) });
      continue;
    }
    undo.log.update(entity, record.id, { [field.key]: entry.old === null ? null : (JSON.parse(entry.old) as FieldValue) });
    if (entity === 'family') undo.undone.families.add(record.id);
    if (entity === 'person') undo.undone.people.add(record.id);
    if (entity === 'enrolment') undo.undone.recipients.add(record.id);
    const family = entity === 'family' ? record : findRecord(undo.office, 'family', String(record.values.family ?? ''));
    if (family) undo.touched.add(family.id);
  }
}
