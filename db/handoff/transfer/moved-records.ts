import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { applyBlocks } from '../apply.ts';
import type { ApplyContext } from '../apply-context.ts';
import type { Block } from '../frames.ts';
import { travellingEntity } from '../payload.ts';
import { readLedger } from '../sqlite-ledger.ts';
import { foreignId } from './foreign-id.ts';
import { goingBlocks } from './going-records.ts';
import type { Going } from './going-records.ts';
import { keepRows } from './keep-rows.ts';
import { readOffer, readReply } from './paper.ts';
import { namedIn } from './papers.ts';
import type { Paper, TransferRow } from './papers.ts';

const PREFIX = 'moved-';

/**
 * What a report tells of families that this office accepted, beside the papers: their records as the old owner made and changed them, under
 * the ids that they have. Only the old owner tells of those otherwise, and it may have lost them, or never meet this office's other PCs.
 */
export function movedBlocks(office: Reader, papers: readonly Paper[], wire: ReadonlyMap<number, number>): Generator<Block> {
  const ledger = readLedger(office);
  const own = new Set([...ledger.epochs().map((one) => one.deviceUid), ...ledger.devicesOf(ledger.self.officeId)]);
  const carries = { within: ({ device }: { readonly device: number }): boolean => !own.has(ledger.deviceByNumber(device).uid), ahead: () => false };
  const records = papers.flatMap(({ offer, reply }): Going[] => {
    const said = readOffer(offer);
    if (said?.to !== ledger.self.code || (reply && readReply(reply))?.verdict !== 'accepted') return [];
    return said.records.flatMap(([number, uid]): Going[] => {
      const entity = travellingEntity(number);
      const id = entity && ledger.find(entity, uid);
      const making = entity && typeof id === 'number' ? ledger.line(entity, id).find((entry) => entry.field === 0) : undefined;
      return entity && typeof id === 'number' && making && carries.within(making) ? [{ entity, uid, id, carries }] : [];
    });
  });
  const unique = [...new Map(records.map((one) => [`${one.entity}.${one.uid}`, one])).values()];
  return goingBlocks(office, unique, unique, wire, PREFIX);
}

/** Whether a file of a report is of those that {@link movedBlocks} tells. */
export function isMoved(file: string): boolean {
  return file.startsWith(PREFIX);
}

/** Takes such a block from an office or PC of `sender`: of what papers say that it accepted, the records that are not here yet, which `fresh` gathers. */
export function takeMoved(office: Reader, context: ApplyContext, block: Block, sender: string, fresh: Set<string>): void {
  const bounds = { ...context.boundsFor(null), sibling: true };
  const own: ApplyContext = { ...context, moved: [], reaches: () => true, boundsFor: () => bounds, ownId: (wire) => foreignId(context, wire), isOfRanges: () => true };
  const file = block.file.slice(PREFIX.length);
  const [kind, number = ''] = file.split('/');
  const entity = travellingEntity(Number(number));
  const uidOf = (row: number): string => String(block.columns[kind === 'made' ? 'uid' : 'record']?.[row] ?? '');
  const accepted = kind === 'made' ? acceptedBy(office, sender) : null;
  const kept = kind === 'transactions' ? block : keepRows(block, (row) => {
    const key = `${number}.${uidOf(row)}`;
    if (accepted?.has(key) && entity && context.ledger.find(entity, uidOf(row)) === null) fresh.add(key);
    return fresh.has(key);
  });
  if (kept.rows > 0) applyBlocks(own, [{ ...kept, file }][Symbol.iterator]());
}

/** The records that an office accepted by papers that are kept here, as `entity.uid`. */
function acceptedBy(office: Reader, code: string): ReadonlySet<string> {
  return namedIn(sql(office, "SELECT offer FROM transfer WHERE toCode = ? AND state = 'accepted'").all(code) as Pick<TransferRow, 'offer'>[]);
}
