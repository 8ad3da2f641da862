import { basename } from 'node:path';
import { entityOfId, fieldOfId } from '../rules/entities.ts';
import { issuesReference } from '../rules/issuing-level.ts';
import { covers, isSame, vectorOf } from '../rules/merge.ts';
import { errorText } from '../rules/text.ts';
import { pendingFork } from '../store/branch.ts';
import { groupLine } from '../store/group-line.ts';
import { getMeta } from '../store/meta.ts';
import { localDate, sql } from '../store/office.ts';
import { countsByOwner } from '../store/owned-counts.ts';
import type { Owned } from '../store/owned-counts.ts';
import type { Reader } from '../store/office.ts';
import { countChanges } from './count-changes.ts';
import type { Params } from './envelope.ts';
import { inbox, isSharedStream, isTaken } from './inbox.ts';
import { countMissing } from './judge.ts';
import type { Span } from './ledger.ts';
import type { OwnRange } from './ranges.ts';
import { acknowledgedTo, ownEpochs } from './ranges.ts';
import { heldReceipt, openForks } from './receipt.ts';
import { relaysWaiting } from './relay/keep.ts';
import { readLedger } from './sqlite-ledger.ts';
import { unsentPapers } from './transfer/unsent-papers.ts';
import { RENEWED } from './succession.ts';
import { queuedUploads } from './upload/queued-uploads.ts';
import type { UploadState } from './upload/queued-uploads.ts';
import { endedRow, relationTo, trustedCards } from './trust.ts';
import type { Relation, TrustedCard } from './trust.ts';
import { DELIVERED, undeliveredPackages } from './undelivered.ts';
import { unsentWords } from './unsent-words.ts';

/** A PC that sent nothing for so long is named. */
const SILENT_DAYS = 14;

/** The number of this PC by its uid. */
const OWN_DEVICE = '(SELECT no FROM device WHERE uid = ?)';

/** A neighbour: another office whose card is trusted here, and how things stand with it. */
export interface Neighbour {
  readonly code: string; readonly name: string; readonly level: string; readonly trusted: boolean; readonly fingerprint: string | null; readonly checked: boolean;
  readonly relation: Relation;
  readonly lastSent: { readonly at: string; readonly changes: number; readonly file: string } & Numbered | null;
  readonly lastAcknowledged: { readonly at: string } & Numbered | null;
  /** What came last: of those who report to this office their report, of others any package but a receipt. */
  readonly lastReceived: { readonly at: string; readonly kind: string; readonly changes: number } & Numbered | null;
  /** Whether it has yet to answer the last report that was written for it. One that it keeps until others come is a problem, and waits for no receipt. */
  readonly waits: boolean;
  readonly unsent: number;
  /** Packages of other offices for this one that wait here to be carried on. */
  readonly relays: number;
  /** Own offers of families, and answers to theirs, that no package took to them yet. */
  readonly papers: number;
  /** Own proposals about records of an office that is not above, and answers to its own, that no report took to it yet. */
  readonly words: number;
  /** The transaction that said the last of these: what was approved before it is not what would leave. */
  readonly wordsTx: number | null;
  /** The last report made for an office that reports are owed to, where it never reached a medium: it waits in the outbox, and `newer` changes came after it. */
  readonly undelivered: { readonly packageId: string; readonly sequence: number; readonly to: readonly string[]; readonly newer: number } | null;
  /** How the last report in the queue of uploads stands that the office did not acknowledge; null where none is, as at every office but the one that uploads go to. */
  readonly upload: UploadState | null;
  /** Whether this PC has a name of its own that the office cannot know, as one that turned out to be a copy or took the office from a backup, and sent it nothing under it yet: its new card goes first. */
  readonly newCard: boolean;
  /** What this office holds of them; null while nothing ever came ("belum kirim" is not 0). */
  readonly families: number | null; readonly people: number | null;
  /** Whether this PC was restored from a backup and did not report to the office since: what it lost comes back on that. */
  readonly restored: boolean;
  /** How much of what came of it is not settled here: files refused, parked or set aside, and records in quarantine. Not what lies with this PC or with them. */
  readonly openHere: number;
  readonly problems: readonly { readonly code: string; readonly params: Params; readonly at: string; readonly message: string }[];
  /** Its PCs whose cards are trusted, the first trusted first. */
  readonly pcs: readonly NeighbourPc[];
}

/** The number of a package. Those for several offices together are a series beside those for one: of each the numbers only rise. */
interface Numbered { readonly sequence: number; readonly shared: boolean }

/** A PC of a neighbour: what it is told apart by, and when it last sent anything that arrived here. */
export interface NeighbourPc { readonly deviceId: string; readonly fingerprint: string; readonly trustedAt: string; /** Whether its words were compared. */ readonly checked: boolean; readonly lastAt: string | null;
  /** Whether another PC of its office vouched for it, and the words of that one. */
  readonly vouchedBy: string | null }

interface OutRow { packageId: string; file: string; kind: string; sequence: number; epoch: number; at: string; by: string; changes: number; families: number; people: number; bytes: number; sha256: string; receivers: string; ranges: string; approvedBy: string | null }
type Receiver = { officeId: string; code: string; name: string };

/** Every neighbour with what was sent, acknowledged, received, refused, and what waits. */
export function neighbours(office: Reader): Neighbour[] {
  const all = trustedCards(office);
  const cards = Map.groupBy(all, (one) => one.card.officeId);
  const made = reportsOut(office);
  const relays = relaysWaiting(office);
  const papers = unsentPapers(office);
  const wordsFor = unsentWords(office);
  const waiting = undeliveredPackages(office);
  const problemsFrom = problemsHere(office);
  const quarantined = new Set(sql(office, 'SELECT DISTINCT d.office FROM quarantine q JOIN device d ON d.no = q.device WHERE q.resolvedAt IS NULL').pluck().all() as string[]);
  // A PC that began as a copy is vouched for by the one it was copied from, where that is still at work.
  const isVouched = all.some((one) => one.card.officeId === office.identity.officeId);
  const isNamedAnew = sql(office, `SELECT 1 FROM epoch WHERE device = ${OWN_DEVICE} AND (reason = 'fork' OR (reason = 'clone' AND ?))`).get(getMeta(office.db, 'device'), isVouched ? 0 : 1) !== undefined;
  const isAcknowledged = acknowledgements(office);
  const queue = queuedUploads(office);
  const counts = new Map<keyof Owned, ReadonlyMap<string, number>>();
  const held = (entity: keyof Owned): ReadonlyMap<string, number> => counts.get(entity) ?? counts.set(entity, countsByOwner(office, entity)).get(entity) as ReadonlyMap<string, number>;
  return [...cards.entries()].map(([officeId, devices]): Neighbour => {
    const newest = devices.at(-1) as (typeof devices)[number];
    const { code, name, level } = newest.card;
    const relation = relationTo(office.identity.code, code);
    const forThem = made.filter((row) => goesTo(row, officeId));
    // One that they name in a receipt was carried there by hand.
    const mine = forThem.filter((row) => !waiting.has(row.packageId) || isAnswered(office, row.packageId, officeId));
    const [last] = mine;
    const owes = relation === 'above' || relation === 'own';
    const untoldAfter = (row: OutRow | undefined): Span[] => untold(office, row ? (JSON.parse(row.ranges) as OwnRange[]) : [], { officeId, deviceIds: devices.map((one) => one.card.deviceId) });
    const unsentAfter = (row: OutRow | undefined): number => (owes ? countChanges(office, untoldAfter(row), relation === 'own' ? 'sibling' : 'office') : 0);
    const stuck = owes && forThem[0] !== last ? forThem[0] : undefined;
    const uploaded = queue?.issuer === code ? forThem.find((row) => queue.states.has(row.packageId)) : undefined;
    const here = problemsFrom(code, [officeId]);
    const receipt = heldReceipt(office, officeId);
    const untoldWords = owes ? { count: 0, lastTx: null } : wordsFor(code, untoldAfter(last));
    const acknowledged = mine.find((row) => isAcknowledged(row, officeId));
    // What came of the office before it was made anew, as after its card was revoked, stays what came of it.
    // A kecamatan below the city carries on what others wrote: that is what comes of it.
    const reports = relation === 'own' || (relation === 'below' && level !== 'kecamatan');
    // One that waited for its gap is taken after a newer one of its series: that is still the last.
    const received = sql(office, `SELECT n.at, n.kind, n.sequence, n.changes, n.stream FROM (SELECT * FROM packageIn WHERE (officeId = @officeId OR code = @code) AND ${reports ? "kind = 'LAPORAN'" : "kind <> 'TANDA_TERIMA'"} AND outcome = 'accepted' ORDER BY officeId = @officeId DESC, at DESC LIMIT 1) r
      JOIN packageIn n ON n.deviceUid = r.deviceUid AND n.epoch = r.epoch AND n.stream = r.stream AND n.outcome = 'accepted' ORDER BY n.sequence DESC LIMIT 1`)
      .get({ officeId, code }) as { at: string; kind: string; sequence: number; changes: number; stream: string } | undefined;
    return {
      code, name, level, trusted: true, fingerprint: newest.fingerprint, checked: devices.every((one) => one.checked), relation,
      lastSent: last ? { at: last.at, sequence: last.sequence, shared: isShared(last), changes: last.changes, file: basename(last.file) } : null,
      // Of two copies of a PC the other's package of that number is acknowledged, not this one's.
      lastAcknowledged: receipt && acknowledged && !isSetAside(office, officeId) ? { at: receipt.at, sequence: acknowledged.sequence, shared: isShared(acknowledged) } : null,
      lastReceived: received ? { at: received.at, kind: received.kind, sequence: received.sequence, shared: isSharedStream(office, received), changes: received.changes } : null,
      waits: last !== undefined && !isAcknowledged(last, officeId) && !isAnswered(office, last.packageId, officeId, 'parked'),
      unsent: unsentAfter(last),
      relays: relays.filter((one) => one.to.includes(code)).length,
      papers: papers.get(code) ?? 0,
      words: untoldWords.count, wordsTx: untoldWords.lastTx,
      undelivered: stuck ? { packageId: stuck.packageId, sequence: stuck.sequence, to: receiversOf(stuck).map((one) => one.code), newer: unsentAfter(stuck) } : null,
      upload: uploaded && !isAcknowledged(uploaded, officeId) ? (queue?.states.get(uploaded.packageId) ?? null) : null,
      newCard: isNamedAnew && !wroteTo(office, officeId),
      families: received && reports ? (held('family').get(code) ?? 0) : null, people: received && reports ? (held('person').get(code) ?? 0) : null,
      restored: relation === 'above' && isRestoredSince(office, last?.at ?? ''),
      openHere: here.length + (quarantined.has(code) ? 1 : 0),
      problems: [...here, ...problemsThere(office, officeId, code, name), ...silentPcs(office, devices, name, all.filter((one) => one.card.code === code).length), ...doubtedPcs(office, devices, name)],
      pcs: devices.map(({ card, fingerprint, trustedAt, checked, vouchedBy }) => ({ deviceId: card.deviceId, fingerprint, trustedAt, checked, lastAt: lastFrom(office, card.deviceId), vouchedBy: vouchedBy === null ? null : fingerprintHeld(office, vouchedBy) })),
    };
  });
}

/** Packages made, newest first, with who acknowledged them and whether they ever left this PC. */
export function outbox(office: Reader) {
  const rows = sql(office, 'SELECT * FROM packageOut ORDER BY at DESC, sequence DESC').all() as OutRow[];
  const waiting = undeliveredPackages(office);
  const isAcknowledged = acknowledgements(office);
  return rows.map((row) => ({
    packageId: row.packageId, file: basename(row.file), to: receiversOf(row).map((one) => one.code), toNames: receiversOf(row).map((one) => one.name), kind: row.kind, sequence: row.sequence, epoch: row.epoch, at: row.at,
    by: row.by, changes: row.changes, families: row.families, people: row.people, bytes: row.bytes, sha256: row.sha256,
    approvedBy: row.approvedBy === null ? null : (JSON.parse(row.approvedBy) as { name: string; at: string }),
    acknowledgedBy: receiversOf(row).filter((one) => (row.kind === 'LAPORAN' ? isAcknowledged(row, one.officeId) : isAnswered(office, row.packageId, one.officeId))).map((one) => one.code),
    // Taken there, and kept until what comes before it arrives.
    parkedBy: receiversOf(row).filter((one) => row.kind === 'LAPORAN' && !isAcknowledged(row, one.officeId) && isAnswered(office, row.packageId, one.officeId, 'parked')).map((one) => one.code),
    delivered: !waiting.has(row.packageId) || receiversOf(row).some((one) => isAnswered(office, row.packageId, one.officeId)),
  }));
}

/** The fields that an office does not send, as [entity, field] numbers: "tidak dikirim", never empty, not to be edited here. */
export function fieldsNotSent(office: Reader, code: string): [number, number][] {
  return sql(office, 'SELECT entity, field FROM notSent WHERE office = ?').raw().all(code) as [number, number][];
}

/**
 * Changes of this office's records that no report to an office above carries yet; with several above, the most that any
 * of them lacks. An office that never sent anything counts from its first change; a city without anyone above counts none. `all`: the neighbours,
 * where they are at hand.
 */
export function unsentChanges(office: Reader, all: readonly Neighbour[] = neighbours(office)): number {
  const above = all.filter((one) => one.relation === 'above');
  if (above.length > 0) return Math.max(...above.map((one) => one.unsent));
  return issuesReference(office.identity.level) ? 0 : countChanges(office, untold(office, [], null), 'office');
}

/** The local date of the last report, `YYYY-MM-DD`, or null. */
export function lastSentOn(office: Reader): string | null {
  const at = sql(office, `SELECT max(at) FROM packageOut WHERE kind = 'LAPORAN' AND ${DELIVERED}`).pluck().get() as string | null;
  return at === null ? null : localDate(new Date(at));
}

/** An office that is to be told, with its PCs. */
interface Reading { readonly officeId: string; readonly deviceIds: readonly string[] }

/** What may leave now beyond these ranges; what the readers' own PCs wrote they have, and what they acknowledged, whatever this PC still knows to have sent. */
function untold(office: Reader, sent: readonly OwnRange[], readers: Reading | null): Span[] {
  const fork = pendingFork(office.db);
  const ledger = readLedger(office);
  return ownEpochs(ledger).flatMap((one) => {
    if (readers?.deviceIds.includes(one.deviceUid)) return [];
    const written = sent.find((range) => range.device === one.device && range.epoch === one.epoch)?.to ?? 0;
    // After a restore this PC does not know what its lost days sent; the receipts say it.
    const told = Math.max(written, readers === null ? 0 : Math.min(one.to, acknowledgedTo(ledger, readers.officeId, one.device, one.epoch)));
    // What a full copy wrote since was set aside, and leaves once more when it has a name of its own.
    const isBranch = fork !== null && one.deviceUid === ledger.self.deviceUid && one.epoch >= fork.epoch;
    const from = isBranch ? Math.min(told, one.epoch === fork.epoch ? fork.after : 0) : told;
    return [{ device: one.device, epoch: one.epoch, from, to: one.to }];
  });
}

function reportsOut(office: Reader): OutRow[] {
  return sql(office, "SELECT * FROM packageOut WHERE kind = 'LAPORAN' ORDER BY at DESC, sequence DESC").all() as OutRow[];
}

function receiversOf(row: OutRow): Receiver[] {
  return JSON.parse(row.receivers) as Receiver[];
}

function goesTo(row: OutRow, officeId: string): boolean {
  return receiversOf(row).some((one) => one.officeId === officeId);
}

function isShared(row: OutRow): boolean {
  return receiversOf(row).length > 1;
}

/** Tells whether an office acknowledged a report; reads each office's receipt once. */
function acknowledgements(office: Reader): (row: OutRow, officeId: string) => boolean {
  const ledger = readLedger(office);
  const asides = new Map<string, ReadonlySet<string>>();
  const asideAt = (officeId: string): ReadonlySet<string> => {
    const known = asides.get(officeId) ?? new Set((heldReceipt(office, officeId)?.content.packages ?? []).flatMap((one) => (one.outcome === 'fork' ? [one.packageId] : [])));
    asides.set(officeId, known);
    return known;
  };
  // Of two copies of a PC it is the other's package of that number that was applied, whatever was acknowledged.
  return (row, officeId) => !asideAt(officeId).has(row.packageId)
    && (JSON.parse(row.ranges) as OwnRange[]).every((range) => acknowledgedTo(ledger, officeId, range.device, range.epoch) >= range.to);
}

/** Whether an office's receipt says that this PC is a full copy of another, and that is not put right yet. */
function isSetAside(office: Reader, officeId: string): boolean {
  return pendingFork(office.db) !== null && (heldReceipt(office, officeId)?.content.orders.length ?? 0) > 0;
}

/** That an office's new PC, which began with a starter file of this one or with a backup, was not given back what its lost PC had sent here: a backup lacks what came after it. */
function lackOwn(office: Reader, officeId: string, code: string, name: string): Neighbour['problems'] {
  const lost = sql(office, `SELECT c.deviceUid AS uid, c.revokedAt AS at FROM card c WHERE c.code = @code AND c.revokedAt IS NOT NULL AND c.revokedReason <> @renewed
    AND EXISTS (SELECT 1 FROM position p JOIN device d ON d.no = p.device WHERE d.uid = c.deviceUid AND p.counter > 0)
    AND (EXISTS (SELECT 1 FROM card k WHERE k.code = @code AND k.officeId = @officeId AND k.revokedAt IS NULL AND k.trustedAt > c.revokedAt)
      OR (c.officeId <> @officeId AND EXISTS (SELECT 1 FROM starter s JOIN card k ON k.deviceUid = s.deviceUid WHERE s.code = @code AND k.officeId = @officeId AND k.revokedAt IS NULL)))`).all({ code, officeId, renewed: RENEWED }) as { uid: string; at: string }[];
  if (lost.length === 0) return [];
  const sent = (sql(office, `SELECT * FROM packageOut WHERE kind = 'LAPORAN' AND ${DELIVERED}`).all() as OutRow[]).filter((row) => goesTo(row, officeId));
  const given = new Set(sent.flatMap((row) => (JSON.parse(row.ranges) as OwnRange[]).flatMap((range) => (range.returned ? [range.deviceUid] : []))));
  const [first] = lost.filter(({ uid }) => !given.has(uid));
  return first ? [problem('THEY_LACK_OWN', { name }, first.at)] : [];
}

/** Whether a backup was restored on this PC after a moment. */
function isRestoredSince(office: Reader, at: string): boolean {
  return sql(office, `SELECT 1 FROM epoch WHERE device = ${OWN_DEVICE} AND reason = 'restore' AND startedAt > ?`).get(getMeta(office.db, 'device'), at) !== undefined;
}

/** Whether this PC, under the name it has now, wrote an office anything but a receipt. */
function wroteTo(office: Reader, officeId: string): boolean {
  const rows = sql(office, `SELECT receivers FROM packageOut WHERE device = ${OWN_DEVICE} AND kind <> 'TANDA_TERIMA'`).all(getMeta(office.db, 'device')) as OutRow[];
  return rows.some((row) => goesTo(row, officeId));
}

/** Whether an office's receipt names a package with this outcome; positions say nothing of one that moves none. */
function isAnswered(office: Reader, packageId: string, officeId: string, outcome: 'accepted' | 'parked' = 'accepted'): boolean {
  return heldReceipt(office, officeId)?.content.packages.some((one) => one.packageId === packageId && one.outcome === outcome) ?? false;
}

/** What is open with a neighbour and lies with it or with this PC: what its receipt asks for, and what it is to be given. */
function problemsThere(office: Reader, officeId: string, code: string, name: string): Neighbour['problems'] {
  const receipt = heldReceipt(office, officeId);
  const counts = Map.groupBy((receipt?.content.exceptions ?? []).filter((one) => one.kind !== 'conflict' || !isDecided(office, one)), (one) => one.kind);
  const there = [...counts].map(([kind, all]) => problem(kind === 'conflict' ? 'THEY_CONFLICT' : kind === 'parked' ? 'THEY_PARKED' : 'THEY_QUARANTINED', { name, count: all.length }, receipt?.at ?? ''));
  const orders = orderTo(office, officeId, name);
  const wanting = (receipt?.content.packages ?? []).filter((one) => one.outcome === 'parked').flatMap((one) => {
    // The next report begins where their receipt says that they are: once it is written, it is what brings the rest.
    const code = one.code === 'REBASE_NEEDED' ? lostCode(office, officeId, one) : hasReported(office, officeId, receipt?.at ?? '') ? null : 'THEY_MISS';
    return code === null ? [] : [problem(code, { name, count: countMissing(one.missing ?? []) }, receipt?.at ?? '')];
  });
  return [...there, ...orders, ...wanting, ...lackOwn(office, officeId, code, name)];
}

/** What is open here of an office, what arrived read once for all of them: refused files since the last one taken, unless a whole copy was, and parked and forked packages. */
function problemsHere(office: Reader): (code: string, officeIds: readonly string[]) => Neighbour['problems'] {
  let arrived: ReadonlyMap<string | null, ReturnType<typeof inbox>> | undefined;
  return (code, officeIds) => {
    arrived ??= Map.groupBy(inbox(office), (row) => row.from);
    const rows = arrived.get(code) ?? [];
    const forks = new Set(officeIds.flatMap((officeId) => [...openForks(office, officeId)]));
    const lastTaken = rows.find((row) => row.outcome === 'accepted')?.at ?? '';
    return rows.filter((row) => row.code !== null && (row.outcome === 'parked' || (row.outcome === 'fork' && forks.has(row.at)) || (row.outcome === 'refused' && row.at > lastTaken && !(row.packageId !== null && isTaken(office, row.packageId)))))
      .map((row) => ({ code: row.code ?? '', params: row.params, at: row.at, message: row.message ?? '' }));
  };
}

/** Whether what they decided about a konflik came here since their receipt: something stands that rests on our side of it. */
function isDecided(office: Reader, { entity: number, record, field, device, epoch, counter }: NonNullable<ReturnType<typeof heldReceipt>>['content']['exceptions'][number]): boolean {
  const ledger = readLedger(office);
  const entity = entityOfId(number)?.key;
  const name = entity && fieldOfId(entity, field)?.key;
  const id = entity && ledger.find(entity, record);
  const author = ledger.deviceByUid(device);
  if (!entity || !name || typeof id !== 'number' || author === null) return false;
  const ours = { device: author.no, epoch, counter };
  return groupLine(ledger.line(entity, id), entity, name).some((entry) => entry.taken === 1 && !isSame(entry, ours) && covers(vectorOf(entry.seen), ours));
}

/** A range of what a report's PC had lost, as {@link Judgement} names it: epoch, first and last counter. */
const LOST = /^e(\d+) (\d+)–(\d+)$/;

/** What is left to do about a report that waits for what its PC lost: that comes back first; when it has, another report says so; once that is written nothing. */
function lostCode(office: Reader, officeId: string, { packageId, missing }: { readonly packageId: string; readonly missing: readonly string[] | null }): 'THEY_HOLD_LOST' | 'THEY_AWAIT_REPORT' | null {
  const isOurs = sql(office, `SELECT 1 FROM packageOut WHERE packageId = ? AND device = ${OWN_DEVICE}`).get(packageId, getMeta(office.db, 'device')) !== undefined;
  const own = sql(office, `SELECT epoch, counter FROM position WHERE device = ${OWN_DEVICE}`).raw().all(getMeta(office.db, 'device')) as [number, number][];
  const isBack = (range: string): boolean => {
    const [, epoch, , last] = LOST.exec(range) ?? [];
    return own.some(([number, counter]) => number === Number(epoch) && counter >= Number(last));
  };
  if (!isOurs || !(missing ?? []).every(isBack)) return 'THEY_HOLD_LOST';
  return hasReported(office, officeId, cameBackAt(office, missing ?? [])) ? null : 'THEY_AWAIT_REPORT';
}

/** When what this PC had lost came back to it, from whichever office that gave it: for every office that waits for it another report says so after that. */
function cameBackAt(office: Reader, lost: readonly string[]): string {
  const given = sql(office, `SELECT max(p.at) FROM change c CROSS JOIN tx t ON t.id = c.tx CROSS JOIN packageIn p ON p.packageId = t.sourceId AND p.outcome = 'accepted'
    WHERE c.device = ${OWN_DEVICE} AND c.epoch = ? AND c.counter BETWEEN ? AND ?`).pluck();
  return lost.reduce((latest, range) => {
    const at = given.get(getMeta(office.db, 'device'), ...(LOST.exec(range) ?? []).slice(1)) as string | null;
    return at !== null && at > latest ? at : latest;
  }, '');
}

/** Whether a report for an office left after a moment. */
function hasReported(office: Reader, officeId: string, after: string): boolean {
  const made = sql(office, `SELECT receivers FROM packageOut WHERE kind = 'LAPORAN' AND at > ? AND ${DELIVERED}`).all(after) as OutRow[];
  return made.some((row) => goesTo(row, officeId));
}

/** What is open with an office of which no card is trusted any more: it is still to be told, and asked about. */
export function problemsOfShutOut(office: Reader): (code: string) => Neighbour['problems'] {
  const problemsFrom = problemsHere(office);
  return (code) => problemsFrom(code, sql(office, 'SELECT DISTINCT officeId FROM card WHERE code = ?').pluck().all(code) as string[]);
}

/** That this PC is a full copy and has to be opened again, whoever's receipt showed it. Of two copies the one whose work is known there goes on as it is. */
function orderTo(office: Reader, officeId: string, name: string): Neighbour['problems'] {
  if (pendingFork(office.db) === null) return [];
  const at = sql(office, 'SELECT max(at) FROM receiptIn').pluck().get() as string;
  return [isSetAside(office, officeId) ? problem('THEY_ORDER_EPOCH', { name }, heldReceipt(office, officeId)?.at ?? at) : problem('FORK_PENDING', {}, at)];
}

/** PCs of an office with several (`count`) that have sent nothing for long: each still holds back where ranges begin. */
function silentPcs(office: Reader, devices: readonly TrustedCard[], name: string, count: number): Neighbour['problems'] {
  if (count < 2 && devices[0]?.card.officeId !== office.identity.officeId) return [];
  return devices.flatMap(({ card, trustedAt }) => {
    const last = lastFrom(office, card.deviceId) ?? trustedAt;
    const days = Math.floor((office.now().getTime() - Date.parse(last)) / 86_400_000);
    return days < SILENT_DAYS ? [] : [problem('THEY_PC_SILENT', { name, days }, last)];
  });
}

/** PCs for which one vouched whose card was revoked since: who had that one may have said it. */
function doubtedPcs(office: Reader, devices: readonly TrustedCard[], name: string): Neighbour['problems'] {
  return devices.flatMap(({ vouchedBy, checked }) => {
    const ended = vouchedBy === null || checked ? null : endedRow(office, vouchedBy);
    return ended === null ? [] : [problem('THEY_PC_DOUBTED', { name }, ended.revokedAt)];
  });
}

/** The words of a card that is or was trusted here. */
function fingerprintHeld(office: Reader, deviceUid: string): string | null {
  return (sql(office, 'SELECT fingerprint FROM card WHERE deviceUid = ?').pluck().get(deviceUid) as string | undefined) ?? null;
}

/** When something of a PC last arrived here. */
function lastFrom(office: Reader, deviceUid: string): string | null {
  return sql(office, 'SELECT max(at) FROM packageIn WHERE deviceUid = ?').pluck().get(deviceUid) as string | null;
}

function problem(code: string, params: Params, at: string): Neighbour['problems'][number] {
  return { code, params, at, message: errorText('id', code, params) };
}
