import { entities, fieldsOf } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { ChangeId } from '../../store/change-log.ts';
import { ofEitherKind } from '../../store/either-kind.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import { firstValues } from '../../store/verify.ts';
import { applyBlocks } from '../apply.ts';
import { applyContext } from '../apply-context.ts';
import { strayOf } from '../apply-made.ts';
import type { ApplyContext, Tally } from '../apply-context.ts';
import { boundsOf } from '../bounds-of.ts';
import { readLedger } from '../sqlite-ledger.ts';
import { writeLedger } from '../sqlite-ledger-writer.ts';
import { buildPackage } from '../build-package.ts';
import type { OutboxPackage } from '../build-package.ts';
import type { Envelope } from '../envelope.ts';
import type { Block, OpenedPayload } from '../frames.ts';
import { everything, netChanges } from '../net-changes.ts';
import type { Carries } from '../net-changes.ts';
import { columnsOf, emptyContents, openingOf, travellingEntity } from '../payload.ts';
import type { Contents } from '../payload.ts';
import type { Session, Watch } from '../session.ts';
import type { TrustedCard } from '../trust.ts';
import { familyRecords } from './family-records.ts';
import type { FamilyRecord } from './family-records.ts';
import { readOffer } from './paper.ts';
import { letGo } from './let-go.ts';
import { carryOut, paperBlock, paperContext, paperOf, readPapers, takePapers } from './papers.ts';
import type { PaperContext } from './papers.ts';
import type { Paper, TransferRow } from './papers.ts';
import { wasStillTheirs, writtenUpTo } from './still-theirs.ts';

/**
 * Builds a PINDAH for another office: every paper that concerns it, with the records of the families that are offered to
 * it and not answered yet, whole and under the ids of their changes.
 */
export async function buildTransfer(session: Session, receivers: readonly TrustedCard[], watch: Watch): Promise<OutboxPackage> {
  const { office } = session;
  const code = receivers[0]?.card.code ?? '';
  const rows = sql(office, "SELECT * FROM transfer WHERE state <> 'unproven' AND family IN (SELECT family FROM transfer WHERE fromCode = @code OR toCode = @code) ORDER BY family, step").all({ code }) as TransferRow[];
  const offered = rows.filter((row) => row.state === 'travelling' && row.toCode === code && row.fromCode === office.identity.code);
  const { opening, wire } = openingOf(readLedger(office));
  const contents = emptyContents();
  const late = rows.filter((row) => row.state === 'accepted' && row.letGo !== null && row.fromCode === office.identity.code);
  const blocks = transferBlocks(office, rows.map(paperOf), offered.map((row) => row.family), lateRecords(office, late), wire, contents);
  const built = await buildPackage(session, { kind: 'PINDAH', receivers, ranges: [], opening, blocks, contents }, watch);
  const note = sql(office, 'UPDATE transfer SET sentAt = ? WHERE uid = ?');
  office.db.transaction(() => rows.forEach((row) => note.run(built.at, row.uid))).immediate();
  return built;
}

/** A record that goes along whole, or, where the other has it already, with what was written before this PC knew. */
interface Going extends FamilyRecord {
  readonly carries: Carries;
}

/** Of families that another office has accepted: what PCs of this one wrote before they knew of it, by the papers. */
function lateRecords(office: Reader, rows: readonly TransferRow[]): Going[] {
  const ledger = readLedger(office);
  return rows.flatMap((row) => {
    const { offered, later } = writtenUpTo(office, row);
    const within = (id: ChangeId): boolean => {
      const { uid } = ledger.deviceByNumber(id.device);
      return id.counter > offered(uid, id.epoch) && id.counter <= later(uid, id.epoch);
    };
    return (readOffer(paperOf(row).offer)?.records ?? []).flatMap(([number, uid]): Going[] => {
      const entity = travellingEntity(number);
      const id = entity && ledger.find(entity, uid);
      return entity && typeof id === 'number' && ledger.line(entity, id).some(within) ? [{ entity, uid, id, carries: { within, ahead: () => false } }] : [];
    });
  });
}

function* transferBlocks(office: Reader, papers: readonly Paper[], families: readonly string[], late: readonly Going[], wire: ReadonlyMap<number, number>, contents: Contents): Generator<Block> {
  const tell = (block: Block): Block => {
    contents.files[block.file] = (contents.files[block.file] ?? 0) + block.rows;
    return block;
  };
  if (papers.length > 0) yield tell(paperBlock(papers));
  const whole = families.flatMap((family) => familyRecords(office, family, office.identity.code)).map((one): Going => ({ ...one, carries: everything }));
  const records = [...whole, ...late.filter((one) => !whole.some(({ uid }) => uid === one.uid))];
  contents.families += families.length;
  contents.people += whole.filter((one) => one.entity === 'person').length;
  const ledger = readLedger(office);
  const kindsOf = (all: readonly Going[]): Going[][] => [...Map.groupBy(all, (one) => one.entity).values()];
  const transactions = transactionsOf(office, records, wire);
  if (transactions.length > 0) yield tell(columnsOf('transactions', transactions));
  for (const own of kindsOf(whole)) yield tell(columnsOf(`made/${entities[(own[0] as FamilyRecord).entity].id}`, own.map((one) => madeLine(office, one, wire))));
  for (const own of kindsOf(records)) {
    const lines = own.flatMap((one) => netChanges(ledger.line(one.entity, one.id), one.entity, one.carries, wire, (id) => ledger.kindOf(id) === 'conflict', (field) => field.withheld === true).map((net) => ({ record: one.uid, ...net })));
    if (lines.length > 0) yield tell(columnsOf(`change/${entities[(own[0] as FamilyRecord).entity].id}`, lines));
  }
  contents.changes = Object.entries(contents.files).reduce((sum, [file, rows]) => sum + (file.includes('/') ? rows : 0), 0);
}

function madeLine(office: Reader, { entity, id, uid }: FamilyRecord, wire: ReadonlyMap<number, number>): Record<string, unknown> {
  const making = sql(office, 'SELECT device, epoch, counter FROM change WHERE entity = ? AND record = ? AND field = 0').get(entities[entity].id, id) as { device: number; epoch: number; counter: number };
  const values: Record<string, FieldValue> = firstValues(office, entity, id)?.values ?? {};
  const line: Record<string, unknown> = { uid, device: wire.get(making.device) ?? -1, epoch: making.epoch, counter: making.counter };
  for (const field of fieldsOf(entity)) if (!field.withheld) line[field.id] = values[field.key] ?? null;
  return line;
}

/** Who, when and why of every change of these records, so that the new owner has their history. */
function transactionsOf(office: Reader, records: readonly Going[], wire: ReadonlyMap<number, number>): Record<string, unknown>[] {
  const columns = 't.device AS device, t.epoch AS epoch, t.first AS first, t.last AS last, t.at AS at, t.user AS user, t.userName AS userName, t.kind AS kind, t.reason AS reason';
  const find = sql(office, `SELECT ${columns}, c.counter AS counter FROM change c JOIN (SELECT device, epoch, first, last, at, user, userName, kind, reason FROM tx UNION ALL SELECT device, epoch, first, last, at, user, userName, kind, reason FROM originTx) t
    ON t.device = +c.device AND t.epoch = +c.epoch AND t.first <= +c.counter AND t.last >= +c.counter WHERE c.entity = ? AND c.record = ? AND ${ofEitherKind('c')}`);
  const found = new Map<string, Record<string, unknown>>();
  for (const { entity, id, carries } of records) {
    for (const { counter, ...row } of find.all(entities[entity].id, id) as (Record<string, unknown> & { counter: number })[]) {
      if (!carries.within({ device: row.device as number, epoch: row.epoch as number, counter })) continue;
      found.set(`${String(row.device)}.${String(row.epoch)}.${String(row.first)}`, { ...row, device: wire.get(row.device as number) ?? -1 });
    }
  }
  return [...found.values()];
}

/** Takes a PINDAH: its papers, then the records of families offered to this office, which stay the old owner's until they are accepted. */
export function takeTransfer(session: Session, envelope: Envelope, opened: OpenedPayload, sha256: string, note: (tally: Tally) => void): Tally {
  const { office, user } = session;
  const { header } = envelope;
  const detail = { packageId: header.packageId, sha256, kind: header.kind, from: header.origin.code, sequence: header.sequence };
  return writeChanges(office, { user, kind: 'receive', source: { kind: 'package', id: header.packageId }, detail }, (log) => {
    const ledger = writeLedger(office, log);
    const papers = paperContext(session, log, ledger);
    const bounds = { ...boundsOf(ledger, header.origin.deviceId), sibling: true };
    const base = applyContext(ledger, { ranges: [] }, opened.opening, bounds, sha256, office.now().toISOString());
    const moved: NonNullable<ApplyContext['moved']> = [];
    // A family comes with all that became of it, whoever wrote it.
    const context: ApplyContext = { ...base, moved, reaches: () => true, ownId: (wire) => foreignId(base, wire), isOfRanges: () => true };
    applyBlocks(context, offeredOnly(context, papers, opened.blocks(), header.origin.code));
    const stray = strayOf(context, moved);
    if (stray !== null) throw new Error(`record ${stray} belongs to nothing that came with it`);
    carryOut(papers);
    letGo(papers);
    ledger.refresh();
    note(context.tally);
    return context.tally;
  });
}

/** An id of another office's change, or one of this office that is known here: nobody writes in its name. */
function foreignId(context: ApplyContext, wire: unknown) {
  const id = context.anyId(wire);
  if (id === null) throw new Error('a change without an id');
  const { ledger } = context;
  if (ledger.epochs().some((one) => one.device === id.device) && !ledger.hasChange(id)) throw new Error('a change in the name of this office');
  return id;
}

/** Passes on only what the papers offer to this office, and of that nothing that another than the sender owns here; of what was accepted only changes that were still the sender's to make. */
function* offeredOnly(context: ApplyContext, papers: PaperContext, blocks: Iterable<Block>, sender: string): Generator<Block> {
  const { office } = papers;
  const allowed = new Set<string>();
  for (const block of blocks) {
    if (block.file === 'transfer') {
      const read = readPapers(block);
      takePapers(papers, read);
      for (const paper of read) {
        const offer = readOffer(paper.offer);
        const row = offer && (sql(office, 'SELECT state FROM transfer WHERE uid = ?').get(offer.id) as Pick<TransferRow, 'state'> | undefined);
        if (offer?.to !== office.identity.code || offer.from !== sender || row?.state !== 'travelling') continue;
        for (const [entity, uid] of offer.records) allowed.add(`${entity}.${uid}`);
      }
      continue;
    }
    const [kind, number] = block.file.split('/');
    if (kind !== 'made' && kind !== 'change') {
      yield block;
      continue;
    }
    const kept = keepRows(block, (row) => {
      const uid = String(block.columns[kind === 'made' ? 'uid' : 'record']?.[row] ?? '');
      const entity = travellingEntity(Number(number));
      const owner = entity && findRecord(office, entity, uid)?.values.owner;
      if (allowed.has(`${number ?? ''}.${uid}`) && (owner === undefined || owner === null || owner === sender)) return true;
      const id = kind === 'change' && owner !== undefined ? context.anyId(block.columns.id?.[row]) : null;
      return id !== null && wasStillTheirs(office, sender, Number(number), uid, id);
    });
    context.tally.quarantined += block.rows - kept.rows;
    if (kept.rows > 0) yield kept;
  }
}

function keepRows(block: Block, keep: (row: number) => boolean): Block {
  const rows = Array.from({ length: block.rows }, (_, row) => row).filter(keep);
  if (rows.length === block.rows) return block;
  return { file: block.file, rows: rows.length, columns: Object.fromEntries(Object.entries(block.columns).map(([key, column]) => [key, rows.map((row) => column[row])])) };
}
