import { z } from 'zod';
import { isInside } from '../../rules/region-code.ts';
import { deviceNumber } from '../../store/device.ts';
import { currentChange } from '../../store/change-log.ts';
import type { ChangeId, Log } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { recordByNumber } from '../../store/records.ts';
import type { Ledger } from '../ledger.ts';
import type { Block } from '../frames.ts';
import { columnsOf, travellingEntity } from '../payload.ts';
import { isSignedBy, readLetGo, readOffer, readReply } from './paper.ts';
import type { Offer, Reply, Signed } from './paper.ts';
import type { Session } from '../session.ts';

/** An offer with what became of it, both signed: the proof of who owns a family. */
export interface Paper {
  readonly offer: Signed;
  readonly reply: Signed | null;
  /** Later words of the old owner's PCs, see {@link LetGo}. */
  readonly letGo: readonly Signed[];
}

/** Where papers are taken: the register, within the transaction of `log`. */
export interface PaperContext {
  readonly session: Session;
  readonly office: Writer;
  readonly log: Log;
  readonly ledger: Ledger;
  /** Transfers of which the acceptance came with this package. */
  readonly accepted: Set<string>;
  /** How many offers of this office were answered with this package, and how. */
  readonly answers: { accepted: number; refused: number };
  /** The office whose package brings papers; null where none does. */
  readonly sender: string | null;
}

export function paperContext(session: Session, log: Log, ledger: Ledger, sender: string | null = null): PaperContext {
  return { session, office: session.office, log, ledger, accepted: new Set(), answers: { accepted: 0, refused: 0 }, sender };
}

/** A transfer as it is kept. `unproven`: the offer's signer is not trusted here, so that nothing follows from it yet. */
export interface TransferRow {
  readonly uid: string; readonly family: string; readonly fromCode: string; readonly toCode: string; readonly step: number;
  readonly state: 'unproven' | 'travelling' | Reply['verdict']; readonly offer: string; readonly reply: string | null; readonly letGo: string | null; readonly at: string; readonly sentAt: string | null;
}

/** As many later words a transfer may have; an office has a handful of PCs. */
const MOST_WORDS = 50;

const text = z.string().max(1_000_000);
const paperRow = z.object({ offer: text, offerSignature: text, reply: text.nullish(), replySignature: text.nullish(), letGo: z.array(z.object({ text, signature: text })).max(MOST_WORDS).nullish() });

/** The papers in a `transfer` block. Throws for one that breaks the format. */
export function readPapers(block: Block): Paper[] {
  return Array.from({ length: block.rows }, (_, row) => {
    const said = paperRow.parse(Object.fromEntries(Object.entries(block.columns).map(([key, column]) => [key, column[row]])));
    const reply = said.reply && said.replySignature ? { text: said.reply, signature: said.replySignature } : null;
    return { offer: { text: said.offer, signature: said.offerSignature }, reply, letGo: said.letGo ?? [] };
  });
}

/** Papers as blocks of the file `transfer`. */
export function paperBlock(papers: readonly Paper[]): Block {
  return columnsOf('transfer', papers.map(({ offer, reply, letGo }) => ({
    offer: offer.text, offerSignature: offer.signature, reply: reply?.text ?? null, replySignature: reply?.signature ?? null, letGo: letGo.length === 0 ? null : letGo,
  })));
}

/** The paper of a kept transfer. */
export function paperOf(row: Pick<TransferRow, 'offer' | 'reply' | 'letGo'>): Paper {
  return { offer: JSON.parse(row.offer) as Signed, reply: row.reply === null ? null : (JSON.parse(row.reply) as Signed), letGo: row.letGo === null ? [] : (JSON.parse(row.letGo) as Signed[]) };
}

/** The records that the offers of transfers name, as `entity.uid`. */
export function namedIn(rows: readonly Pick<TransferRow, 'offer'>[]): ReadonlySet<string> {
  return new Set(rows.flatMap(({ offer }) => readOffer(JSON.parse(offer) as Signed)?.records.map(([entity, uid]) => `${entity}.${uid}`) ?? []));
}

/** Papers that have changed since a counter of this PC and concern an office or one below it: who must hear of them. */
export function papersFor(office: Writer, receivers: readonly string[], since: number): Paper[] {
  const rows = sql(office, "SELECT * FROM transfer WHERE (epoch < ? OR counter >= ?) AND state <> 'unproven' ORDER BY family, step")
    .all(office.author.epoch, since) as TransferRow[];
  const concerns = (row: TransferRow): boolean => receivers.some((code) => [row.fromCode, row.toCode].some((one) => isInside(one, code)));
  return rows.filter(concerns).map(paperOf);
}

/** Keeps papers that came with a package: new offers, and replies to them. Papers that nobody trusted signed are kept and mean nothing. */
export function takePapers(context: PaperContext, papers: readonly Paper[]): void {
  const { sender } = context;
  for (const { offer, reply, letGo: words } of papers) {
    const said = readOffer(offer);
    if (!said) throw new Error('a transfer without an offer');
    const row = rowOf(context.office, said.id);
    // An office stands by the very words that it brings, not by others under their number.
    const broughtBy = row && paperOf(row).offer.text !== offer.text ? null : sender;
    if (!row) keepOffer(context, said, offer, reply);
    else if (row.state === 'unproven') prove(context, row, offer, reply && { ...reply, broughtBy: sender });
    else replyTo(context, row, reply, broughtBy);
    for (const word of words) keepWord(context.office, said.id, word);
  }
}

function rowOf(office: Reader, uid: string): TransferRow | undefined {
  return sql(office, 'SELECT * FROM transfer WHERE uid = ?').get(uid) as TransferRow | undefined;
}

function keepOffer(context: PaperContext, said: Offer, offer: Signed, reply: Signed | null): void {
  const { office } = context;
  const proven = isSignedBy(office, offer, said.signer, said.from, context.sender);
  sql(office, `INSERT INTO transfer (uid, family, fromCode, toCode, step, state, offer, reply, at, counter, epoch) VALUES (?,?,?,?,?,?,?,?,?,?,?)`)
    .run(said.id, said.family, said.from, said.to, said.step, proven ? 'travelling' : 'unproven', JSON.stringify(offer), proven ? null : (reply && JSON.stringify({ ...reply, broughtBy: context.sender })),
      office.now().toISOString(), office.author.counter, office.author.epoch);
  const row = rowOf(office, said.id);
  if (proven && row) replyTo(context, row, reply, context.sender);
}

/** A refusal or withdrawal gives way to an acceptance; otherwise the first word stands. */
function replyTo({ office, accepted, answers }: PaperContext, row: TransferRow, reply: Signed | null, broughtBy: string | null): void {
  const said = reply && readReply(reply);
  if (!reply || !said || said.id !== row.uid) return;
  const speaker = said.verdict === 'withdrawn' ? row.fromCode : row.toCode;
  const stands = row.state === 'travelling' || (row.state !== 'accepted' && said.verdict === 'accepted');
  if (!stands || !isSignedBy(office, reply, said.signer, speaker, broughtBy)) return;
  noteReply(office, row.uid, said.verdict, reply);
  if (said.verdict === 'accepted') accepted.add(row.uid);
  if (said.verdict !== 'withdrawn' && row.fromCode === office.identity.code) answers[said.verdict] += 1;
}

/** Keeps a later word of an old owner, whoever brings it; whether it was rightly signed is asked where it counts. */
export function keepWord(office: Writer, uid: string, word: Signed): void {
  const row = rowOf(office, uid);
  if (!row || readLetGo(word)?.id !== uid) return;
  const all = paperOf(row).letGo;
  const holds = (one: Signed): boolean => isSignedBy(office, one, readLetGo(one)?.signer ?? '', row.fromCode, row.fromCode);
  // Whoever brings words that cannot be told to be the old owner's fills no place that these need.
  const known = all.length < MOST_WORDS || !holds(word) ? all : all.filter(holds);
  if (known.length >= MOST_WORDS || known.some((one) => one.text === word.text && one.signature === word.signature)) return;
  sql(office, 'UPDATE transfer SET letGo = ?, counter = ?, epoch = ? WHERE uid = ?').run(JSON.stringify([...known, word]), office.author.counter, office.author.epoch, uid);
}

/** Notes what became of an offer. */
export function noteReply(office: Writer, uid: string, verdict: Reply['verdict'], reply: Signed): void {
  sql(office, 'UPDATE transfer SET state = ?, reply = ?, counter = ?, epoch = ? WHERE uid = ?').run(verdict, JSON.stringify(reply), office.author.counter, office.author.epoch, uid);
}

/**
 * Carries out what accepted papers say: the records that are here become the new owner's, under the very changes with
 * which it took them. For a family that moved more than once the last step stands and those before it are known. What is
 * not here yet is tried again with the next package.
 */
export function carryOut(context: PaperContext): void {
  const { office } = context;
  proveLate(context);
  const families = sql(office, "SELECT DISTINCT family FROM transfer WHERE state = 'accepted' AND carried = 0").pluck().all() as string[];
  for (const family of families) {
    const rows = sql(office, "SELECT * FROM transfer WHERE family = ? AND state = 'accepted' ORDER BY step, uid").all(family) as TransferRow[];
    const steps = rows.flatMap((row) => stepsOf(office, row));
    const waiting = new Set<string>();
    for (const own of Map.groupBy(steps, (step) => `${step.entity}.${step.uid}`).values()) for (const transfer of carryRecord(context, own)) waiting.add(transfer);
    for (const row of rows) if (!waiting.has(row.uid)) sql(office, 'UPDATE transfer SET carried = 1 WHERE uid = ?').run(row.uid);
  }
}

/** Papers whose signer has come to be trusted since. */
function proveLate(context: PaperContext): void {
  for (const row of sql(context.office, "SELECT * FROM transfer WHERE state = 'unproven'").all() as TransferRow[]) prove({ ...context, sender: null }, row, paperOf(row).offer, null);
}

/** Takes an offer whose number is kept unproven where it can be told to be its owner's by now, and in the place of what was kept; the reply that came is kept until then, with whoever brought it. */
function prove(context: PaperContext, row: TransferRow, offer: Signed, reply: Signed | null): void {
  const { office } = context;
  const said = readOffer(offer);
  const kept = paperOf(row).reply;
  if (!said || !isSignedBy(office, offer, said.signer, said.from, context.sender)) {
    if (reply) sql(office, 'UPDATE transfer SET reply = ? WHERE uid = ?').run(JSON.stringify(reply), row.uid);
    return;
  }
  const { text, signature } = offer;
  sql(office, "UPDATE transfer SET state = 'travelling', offer = ?, family = ?, fromCode = ?, toCode = ?, step = ?, counter = ?, epoch = ? WHERE uid = ?")
    .run(JSON.stringify({ text, signature }), said.family, said.from, said.to, said.step, office.author.counter, office.author.epoch, row.uid);
  for (const one of [kept, reply]) {
    const now = rowOf(office, row.uid);
    if (now && one) replyTo(context, now, one, one.broughtBy ?? null);
  }
}

/** One record's change of owner in one transfer. */
interface Step {
  readonly transfer: string; readonly family: string; readonly entity: number; readonly uid: string; readonly from: string; readonly to: string; readonly id: ChangeId;
}

function stepsOf(office: Writer, row: TransferRow): Step[] {
  const reply = row.reply === null ? null : readReply(JSON.parse(row.reply) as Signed);
  const offered = namedIn([row]);
  if (!reply) return [];
  const device = deviceNumber(office.db, reply.signer, row.toCode, row.toCode);
  return reply.changes.filter(([entity, uid]) => offered.has(`${entity}.${uid}`)).map(([entity, uid, counter]) => ({
    transfer: row.uid, family: row.family, entity, uid, from: row.fromCode, to: row.toCode, id: { device, epoch: reply.epoch, counter },
  }));
}

/** Carries one record through its steps; returns the transfers that still wait for it. */
function carryRecord(context: PaperContext, steps: readonly Step[]): string[] {
  const { office } = context;
  const [first] = steps;
  const entity = first ? travellingEntity(first.entity) : null;
  if (!first || entity === null) return [];
  const number = context.ledger.find(entity, first.uid);
  const record = number === null ? undefined : recordByNumber(office, entity, number);
  if (!record) return steps.map((step) => step.transfer);
  const isKnown = ({ id }: Step): boolean => sql(office, 'SELECT 1 FROM change WHERE device = ? AND epoch = ? AND counter = ?').get(id.device, id.epoch, id.counter) !== undefined;
  const lastKnown = steps.findLastIndex(isKnown);
  let reached = lastKnown;
  for (let owner = record.values.owner; steps[reached + 1]?.from === owner; ) owner = steps[(reached += 1)]?.to ?? null;
  steps.slice(0, reached + 1).forEach((step, place) => {
    if (isKnown(step)) return;
    // Two changes of one field in one transaction have no order of their own: only the last one is taken.
    const standing = place === reached && place > lastKnown ? 'taken' : 'superseded';
    context.ledger.receiveChange(entity, record.id, { id: step.id, parent: currentChange(office, entity, record.id, 1), field: 'owner', old: step.from, value: step.to, seen: [], standing });
    context.ledger.touch('family', step.family, {});
  });
  return steps.slice(reached + 1).map((step) => step.transfer);
}
