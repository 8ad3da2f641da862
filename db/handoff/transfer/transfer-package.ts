import { writeChanges } from '../../store/change-log.ts';
import type { ChangeId } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
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
import { everything } from '../net-changes.ts';
import { emptyContents, openingOf, travellingEntity } from '../payload.ts';
import type { Contents } from '../payload.ts';
import type { Session, Watch } from '../session.ts';
import type { TrustedCard } from '../trust.ts';
import { familyRecords } from './family-records.ts';
import { foreignId } from './foreign-id.ts';
import { goingBlocks } from './going-records.ts';
import type { Going } from './going-records.ts';
import { keepRows } from './keep-rows.ts';
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

/**
 * Of families that another office has accepted: what PCs of this one wrote before they knew of it, by the papers. Also what they wrote before
 * the offer: the PC that sent the records may have been restored to a time before, and what is known there already changes nothing.
 */
function lateRecords(office: Reader, rows: readonly TransferRow[]): Going[] {
  const ledger = readLedger(office);
  return rows.flatMap((row) => {
    const { offered, later } = writtenUpTo(office, row);
    const within = (id: ChangeId): boolean => {
      const { uid } = ledger.deviceByNumber(id.device);
      return id.counter <= Math.max(offered(uid, id.epoch), later(uid, id.epoch));
    };
    return (readOffer(paperOf(row).offer)?.records ?? []).flatMap(([number, uid]): Going[] => {
      const entity = travellingEntity(number);
      const id = entity && ledger.find(entity, uid);
      return entity && typeof id === 'number' && ledger.line(entity, id).some(within) ? [{ entity, uid, id, carries: { within, ahead: () => false }, aside: true }] : [];
    });
  });
}

function* transferBlocks(office: Reader, papers: readonly Paper[], families: readonly string[], late: readonly Going[], wire: ReadonlyMap<number, number>, contents: Contents): Generator<Block> {
  const tell = (block: Block): Block => {
    contents.files[block.file] = (contents.files[block.file] ?? 0) + block.rows;
    return block;
  };
  if (papers.length > 0) yield tell(paperBlock(papers));
  const whole = families.flatMap((family) => familyRecords(office, family, office.identity.code)).map((one): Going => ({ ...one, carries: everything, aside: true }));
  const records = [...whole, ...late.filter((one) => !whole.some(({ uid }) => uid === one.uid))];
  contents.families += families.length;
  contents.people += whole.filter((one) => one.entity === 'person').length;
  for (const block of goingBlocks(office, records, whole, wire)) yield tell(block);
  contents.changes = Object.entries(contents.files).reduce((sum, [file, rows]) => sum + (file.includes('/') ? rows : 0), 0);
}

/** Takes a PINDAH: its papers, then the records of families offered to this office, which stay the old owner's until they are accepted. */
export function takeTransfer(session: Session, envelope: Envelope, opened: OpenedPayload, sha256: string, note: (tally: Tally) => void): Tally {
  const { office, user } = session;
  const { header } = envelope;
  const detail = { packageId: header.packageId, sha256, kind: header.kind, from: header.origin.code, sequence: header.sequence };
  return writeChanges(office, { user, kind: 'receive', source: { kind: 'package', id: header.packageId }, detail }, (log) => {
    const ledger = writeLedger(office, log);
    const papers = paperContext(session, log, ledger, header.origin.code);
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
    context.tally.answers = papers.answers;
    note(context.tally);
    return context.tally;
  });
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
