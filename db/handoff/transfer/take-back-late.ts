import { writtenWith } from '../../registry/duplicates/take-apart.ts';
import { undoMerge } from '../../registry/duplicates/undo-decision.ts';
import { closeIfEmpty } from '../../registry/moves.ts';
import { refreshDerived } from '../../registry/refresh-derived.ts';
import { familyStatus, voidReason } from '../../registry/states.ts';
import { isActiveFamily } from '../../rules/checks/finding.ts';
import { entities, fieldOfId } from '../../rules/entities.ts';
import type { EntityKey } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { isInside } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import type { LineEntry } from '../../store/group-line.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { findRecord, recordByNumber } from '../../store/records.ts';
import type { Word } from '../inbox.ts';
import type { Session } from '../session.ts';
import { readLedger } from '../sqlite-ledger.ts';
import { writeLedger } from '../sqlite-ledger-writer.ts';
import { lateTies } from './late-ties.ts';
import type { LateTie } from './late-ties.ts';
import { letGo } from './let-go.ts';
import { readOffer } from './paper.ts';
import { paperContext, paperOf } from './papers.ts';

/** The reason on transactions that take back what was written of a family before its transfer was known; texts say it. */
export const TAKEN_BACK_REASON = 'transfer.takenBack';
/** As it stands in records: the office's own language. */
const WRITTEN_REASON = 'Keluarganya sudah diserahkan kepada kantor lain';

/** What was taken back: how many records, and the offices that have the families. */
export interface TakenBack { readonly records: number; readonly to: readonly string[] }

/**
 * A family that is on its way may only be read; a PC that had not heard of that may have moved its people into families that
 * stay, or merged it with one. On hearing of the acceptance it takes that back, as somebody would have been refused it, and the question whether
 * two are one is asked anew: only the new owner says who belongs to the family, and has no other one. Null when there is nothing of the kind.
 */
export function takeBackLate(session: Session): TakenBack | null {
  const { office, user } = session;
  const found = session.secrets.signingKey === null ? [] : lateTies(office, readLedger(office));
  if (found.length === 0) return null;
  return writeChanges(office, { user, kind: 'transfer', reason: TAKEN_BACK_REASON, detail: { family: [...new Set(found.map(({ transfer }) => transfer.family))] } }, (log) => {
    const touched = new Set<string>();
    for (const pair of mergesIn(office, found)) undoMerge(office, log, pair, WRITTEN_REASON);
    const ledger = writeLedger(office, log);
    for (const tie of lateTies(office, ledger)) untie(office, log, tie, touched);
    const families = [...touched].flatMap((uid) => findRecord(office, 'family', uid) ?? []);
    for (const family of families) if (isInside(String(family.values.owner), office.identity.code) && isActiveFamily(family.values)) closeIfEmpty(office, log, family, today(office));
    refreshDerived(office, families.map((family) => family.id));
    // A later offer of the same family stands beside the first: what names records of both is written within both.
    const words = sql(office, "SELECT uid FROM transfer WHERE fromCode = ? AND state = 'accepted' AND family IN (SELECT value FROM json_each(?))").pluck().all(office.identity.code, JSON.stringify(found.map(({ transfer }) => transfer.family))) as string[];
    letGo({ ...paperContext(session, log, ledger), accepted: new Set(words) }, false, true);
    ledger.refresh();
    const names = found.map(({ transfer }) => readOffer(paperOf(transfer).offer)?.toName ?? transfer.toCode);
    return { records: new Set(found.map(({ entity, record }) => `${entity}.${record.uid}`)).size, to: [...new Set(names)] };
  });
}

/** Says with the package that brought the acceptance what was taken back, now and in the list of what arrived. */
export function noteTakenBack(office: Writer, sha256: string, { records, to }: TakenBack): Word {
  const word: Word = { code: 'TRANSFER_TAKEN_BACK', params: { count: records, to: to.join(', ') }, missing: [] };
  sql(office, 'UPDATE packageIn SET reason = ?, params = ? WHERE sha256 = ? AND reason IS NULL').run(word.code, JSON.stringify(word.params), sha256);
  return word;
}

/** The merges, by their pairs, that tied what was handed over and made something of it end in what stays: the latest first. */
function mergesIn(office: Reader, ties: readonly LateTie[]): string[] {
  const pairs = new Map<string, number>();
  for (const tied of ties.flatMap(({ entries }) => entries)) {
    const rows = writtenWith(office, tied);
    const aliases = rows.flatMap(({ entity, record, field }) => (entity === entities.alias.id && field === 0 ? (recordByNumber(office, 'alias', record) ?? []) : []));
    const ends = aliases.some(({ values }) => values.ended === null && [findRecord(office, 'family', String(values.fromFamily)), findRecord(office, 'person', String(values.fromPerson))].some((one) => one && !isInside(String(one.values.owner), office.identity.code)));
    const pair = ends ? rows.find(({ entity }) => entity === entities.pair.id) : undefined;
    const uid = pair && recordByNumber(office, 'pair', pair.record)?.uid;
    if (uid !== undefined) pairs.set(uid, Math.max(...aliases.map(({ id }) => id)));
  }
  return [...pairs].sort(([, a], [, b]) => b - a).map(([uid]) => uid);
}

/** Gives a record what named its family or person before, and a person their place there; the family that ended when they left is one again. */
function untie(office: Writer, log: Log, { entity, record, field, before, entries }: LateTie, touched: Set<string>): void {
  const txs = new Set(entries.map(({ tx }) => tx));
  const line = readLedger(office).line(entity, record.id);
  const place = entity === 'person' ? ['sequence', 'relationship', 'shdk'].flatMap((key) => heldBefore(line, entity, key, txs)) : [];
  log.update(entity, record.id, { ...Object.fromEntries(place), [field]: before });
  if (field !== 'family') return;
  for (const one of [before, record.values.family]) if (typeof one === 'string') touched.add(one);
  if (entity !== 'person') return;
  const home = before;
  const family = findRecord(office, 'family', home);
  const ended = family && readLedger(office).line('family', family.id).findLast((entry) => fieldOfId('family', entry.field)?.key === 'status' && entry.taken === 1);
  const endings: readonly FieldValue[] = [familyStatus.merged, familyStatus.dissolved];
  if (family && ended && txs.has(ended.tx) && endings.includes(family.values.status ?? null)) {
    const past = readLedger(office).line('family', family.id);
    log.update('family', family.id, Object.fromEntries(['status', 'statusDate', 'statusReason'].flatMap((key) => heldBefore(past, 'family', key, txs))));
  }
  for (const id of sql(office, `SELECT e.id FROM event e CROSS JOIN change c ON c.entity = ${entities.event.id} AND c.record = e.id AND c.field = 0 WHERE e.person = ? AND e.voided IS NULL AND c.tx IN (SELECT value FROM json_each(?))`).pluck().all(record.uid, JSON.stringify([...txs])) as number[]) log.update('event', id, { voided: voidReason.mistake });
}

/** A field with what it held before these transactions, where the last of them to change it is the last that did. */
function heldBefore(line: readonly LineEntry[], entity: EntityKey, key: string, txs: ReadonlySet<number>): [string, FieldValue][] {
  const own = line.filter((entry) => entry.taken === 1 && entry.field > 0 && fieldOfId(entity, entry.field)?.key === key);
  const late = own.slice(own.findLastIndex((entry) => !txs.has(entry.tx)) + 1);
  const [first] = late;
  return first ? [[key, first.old === null ? null : (JSON.parse(first.old) as FieldValue)]] : [];
}
