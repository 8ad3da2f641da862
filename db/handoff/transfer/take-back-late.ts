import { turnBack, turnsOf, writtenWith } from '../../registry/duplicates/take-apart.ts';
import type { MergeEntry } from '../../registry/duplicates/take-apart.ts';
import type { Turn } from '../../registry/duplicates/take-back-wish.ts';
import { undoMerge } from '../../registry/duplicates/undo-decision.ts';
import { closeIfEmpty } from '../../registry/moves.ts';
import { refreshDerived } from '../../registry/refresh-derived.ts';
import { familyStatus, voidReason } from '../../registry/states.ts';
import { isActiveFamily } from '../../rules/checks/finding.ts';
import { entities } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import type { LineEntry } from '../../store/group-line.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { findRecord, recordByNumber } from '../../store/records.ts';
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

/** Kinds of transactions in which somebody moves people between families; an import, say, does so among much else. */
const BY_HAND: ReadonlySet<string> = new Set(['move', 'edit']);

/** What was taken back: how many records, and the offices that have the families. */
export interface TakenBack { readonly records: number; readonly to: readonly string[] }

/**
 * A family that is on its way may only be read; a PC that had not heard of that may have moved its people into families that
 * stay, or merged it with one. On hearing of the acceptance it takes that back, as somebody would have been refused it, and the question whether
 * two are one is asked anew: only the new owner says who belongs to the family, and has no other one. `note` is told of it, in the same transaction; where
 * there is nothing of the kind nothing is written.
 */
export function takeBackLate(session: Session, note: (back: TakenBack) => void): void {
  const { office, user } = session;
  const found = session.secrets.signingKey === null ? [] : lateTies(office, readLedger(office));
  if (found.length === 0) return;
  writeChanges(office, { user, kind: 'transfer', reason: TAKEN_BACK_REASON, detail: { family: [...new Set(found.map(({ transfer }) => transfer.family))] } }, (log) => {
    const touched = new Set<string>();
    for (const { written, kind } of actsOf(office, found)) {
      if (endsOthers(office, written)) undoMerge(office, log, written, WRITTEN_REASON);
      else if (kind !== null && BY_HAND.has(kind)) turnPlaces(office, log, written, touched);
    }
    const ledger = writeLedger(office, log);
    for (const tie of lateTies(office, ledger)) untie(office, log, tie, touched);
    const families = [...touched].flatMap((uid) => findRecord(office, 'family', uid) ?? []);
    for (const family of families) if (family.values.owner === office.identity.code && isActiveFamily(family.values)) closeIfEmpty(office, log, family, today(office));
    refreshDerived(office, families.map((family) => family.id));
    // A later offer of the same family stands beside the first: what names records of both is written within both.
    const words = sql(office, "SELECT uid FROM transfer WHERE fromCode = ? AND state = 'accepted' AND family IN (SELECT value FROM json_each(?))").pluck().all(office.identity.code, JSON.stringify(found.map(({ transfer }) => transfer.family))) as string[];
    letGo({ ...paperContext(session, log, ledger), accepted: new Set(words) }, false, true);
    ledger.refresh();
    const names = found.map(({ transfer }) => readOffer(paperOf(transfer).offer)?.toName ?? transfer.toCode);
    note({ records: new Set(found.map(({ entity, record }) => `${entity}.${record.uid}`)).size, to: [...new Set(names)] });
  });
}

/** What was written together with a tie: the latest first, so that what rests on another is turned back before it. */
function actsOf(office: Reader, ties: readonly LateTie[]): { written: MergeEntry[]; kind: string | null }[] {
  const ledger = readLedger(office);
  const latest = ties.flatMap(({ entries }) => entries).sort((a, b) => b.tx - a.tx || b.counter - a.counter);
  const acts = latest.map((entry) => ({ written: writtenWith(office, entry), kind: ledger.kindOf(entry) }));
  return [...new Map(acts.map((act) => [JSON.stringify(act.written), act])).values()];
}

/** Whether a merge made something of another office's now end in another record. */
function endsOthers(office: Reader, written: readonly MergeEntry[]): boolean {
  const aliases = written.flatMap(({ entity, record, field }) => (entity === entities.alias.id && field === 0 ? (recordByNumber(office, 'alias', record) ?? []) : []));
  const from = (entity: 'family' | 'person', uid: FieldValue | undefined): boolean => typeof uid === 'string' && findRecord(office, entity, uid)?.values.owner !== office.identity.code;
  return aliases.some(({ values }) => values.ended === null && (from('family', values.fromFamily) || from('person', values.fromPerson)));
}

/** Where somebody has their place in a family. */
const PLACE: readonly string[] = ['family', 'sequence', 'relationship', 'shdk'];
const ENDINGS: readonly FieldValue[] = [familyStatus.merged, familyStatus.dissolved];

/**
 * Turns a move, a split or a joined card back as one act: everybody whom it gave another place, those who stay too, and a family that ended
 * by it; what it noted as having happened is struck out. What else was written with it, of people themselves, counts.
 */
function turnPlaces(office: Writer, log: Log, written: readonly MergeEntry[], touched: Set<string>): void {
  for (const { entity, record, field } of written) {
    const event = entity === entities.event.id && field === 0 ? recordByNumber(office, 'event', record) : undefined;
    if (event?.values.voided === null) log.update('event', event.id, { voided: voidReason.mistake });
  }
  const turns = turnsOf(office, written);
  const ended = new Set(turns.filter((turn) => turn.entity === 'family' && turn.field === 'status' && ENDINGS.includes(turn.now)).map(({ record }) => record.id));
  turnBack(office, log, turns.filter(({ entity, field, record }) => (entity === 'person' && PLACE.includes(field)) || (entity === 'family' && field.startsWith('status') && ended.has(record.id))), touched);
}

/** Gives a record what it named before; a person also the place that was written with it. */
function untie(office: Writer, log: Log, { entity, record, field, before, entries }: LateTie, touched: Set<string>): void {
  if (entity === 'alias') return;
  for (const one of [before, record.values.family]) if (typeof one === 'string' && field === 'family') touched.add(one);
  // Of an import, say, only what it wrote of this one is looked at.
  const ofRecord = (entry: LineEntry): MergeEntry[] => writtenWith(office, entry).filter((one) => one.entity === entities[entity].id && one.record === record.id);
  const isPlace = (turn: Pick<Turn, 'field'>): boolean => PLACE.includes(turn.field) && turn.field !== 'family';
  if (entity === 'person') for (const entry of [...entries].reverse()) turnBack(office, log, turnsOf(office, ofRecord(entry)).filter(isPlace), touched);
  log.update(entity, record.id, { [field]: before });
}
