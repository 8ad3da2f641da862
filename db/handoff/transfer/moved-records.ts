import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { applyBlocks } from '../apply.ts';
import type { ApplyContext } from '../apply-context.ts';
import type { Block } from '../frames.ts';
import { travellingEntity } from '../payload.ts';
import { appliedTo } from '../ranges.ts';
import { readLedger } from '../sqlite-ledger.ts';
import { foreignId } from './foreign-id.ts';
import { goingBlocks } from './going-records.ts';
import type { Going } from './going-records.ts';
import { keepRows } from './keep-rows.ts';
import { readOffer, readReply } from './paper.ts';
import { namedIn } from './papers.ts';
import type { Paper, TransferRow } from './papers.ts';
import { offeredUpTo } from './still-theirs.ts';
import type { Written } from './still-theirs.ts';

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

/** Takes such a block from an office or PC of `sender`: of what papers say that it accepted, the records that are not here yet, which `fresh` gathers, and what the old owner had changed of the others and never told. */
export function takeMoved(office: Reader, context: ApplyContext, block: Block, sender: string | null, fresh: Set<string>): void {
  const bounds = { ...context.boundsFor(null), sibling: true };
  const own: ApplyContext = { ...context, moved: [], reaches: () => true, boundsFor: () => bounds, ownId: (wire) => foreignId(context, wire), isOfRanges: () => true };
  const file = block.file.slice(PREFIX.length);
  const [kind, number = ''] = file.split('/');
  const entity = travellingEntity(Number(number));
  const uidOf = (row: number): string => String(block.columns[kind === 'made' ? 'uid' : 'record']?.[row] ?? '');
  const accepted = kind === 'transactions' || sender === null ? [] : acceptedBy(office, sender);
  const named = new Map(accepted.flatMap((paper) => [...paper.records].map((key): [string, Accepted] => [key, paper])));
  const kept = kind === 'transactions' ? block : keepRows(block, (row) => {
    const key = `${number}.${uidOf(row)}`;
    const paper = named.get(key);
    if (kind === 'made' && paper && entity && context.ledger.find(entity, uidOf(row)) === null) fresh.add(key);
    return fresh.has(key) || (kind === 'change' && paper !== undefined && isUntold(context, paper, block.columns.id?.[row]));
  });
  if (kept.rows > 0) applyBlocks(own, [{ ...kept, file }][Symbol.iterator]());
}

/** What a paper of an accepted transfer says: the records, as `entity.uid`, and up to where their old owner had written. */
interface Accepted { readonly from: string; readonly records: ReadonlySet<string>; readonly upTo: Written }

/** The accepted transfers to an office, of which papers are kept here. */
function acceptedBy(office: Reader, code: string): Accepted[] {
  const rows = sql(office, "SELECT * FROM transfer WHERE toCode = ? AND state = 'accepted' ORDER BY step").all(code) as TransferRow[];
  return rows.map((row) => ({ from: row.fromCode, records: namedIn([row]), upTo: offeredUpTo(row) }));
}

/** Whether a change is one that the old owner had written when it offered, by its own word, and that it has not told here: its PC may have lost it since. */
function isUntold(context: ApplyContext, { from, upTo }: Accepted, wire: unknown): boolean {
  const id = foreignId(context, wire);
  const { uid, office } = context.ledger.deviceByNumber(id.device);
  return office === from && id.counter <= upTo(uid, id.epoch) && id.counter > appliedTo(context.ledger, uid, id.epoch).counter;
}
