import { basename, join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../rules/failure.ts';
import { sql } from '../../store/office.ts';
import { buildPackage } from '../build-package.ts';
import type { OutboxPackage } from '../build-package.ts';
import { digestFile, dropQuietly, filePieces, writeStream } from '../file-io.ts';
import type { Block, OpenedPayload } from '../frames.ts';
import { inboxFolder } from '../inbox.ts';
import { columnsOf, emptyContents } from '../payload.ts';
import type { Session, Watch } from '../session.ts';
import type { TrustedCard } from '../trust.ts';
import { relayFile, relayReceivers } from './keep.ts';
import type { RelayRow } from './keep.ts';

/**
 * Builds a TERUSAN for an office: every kept original addressed to it that no TERUSAN carried yet, or all of them when
 * none is new, byte for byte, with the list of their hashes. Error: RELAY_EMPTY.
 */
export async function buildRelay(session: Session, receivers: readonly TrustedCard[], watch: Watch): Promise<OutboxPackage> {
  const { office } = session;
  const officeId = receivers[0]?.card.officeId ?? '';
  const theirs = (row: RelayRow) => relayReceivers(row).find((one) => one.officeId === officeId);
  const all = (sql(office, 'SELECT * FROM relay ORDER BY at, sha256').all() as RelayRow[]).filter((row) => theirs(row) !== undefined);
  const fresh = all.filter((row) => theirs(row)?.sentAt === null);
  const rows = fresh.length > 0 ? fresh : all;
  if (rows.length === 0) fail('RELAY_EMPTY', { name: receivers[0]?.card.name ?? '' });
  for (const row of rows) if (digestFile(relayFile(office, row.sha256)).sha256 !== row.sha256) fail('OUTBOX_MISSING', { file: row.file });
  const contents = emptyContents();
  contents.changes = rows.length;
  const blocks = relayBlocks(rows, (row) => relayFile(office, row.sha256));
  const built = await buildPackage(session, { kind: 'TERUSAN', receivers, ranges: [], opening: { devices: [] }, blocks, contents }, watch);
  const note = sql(office, 'UPDATE relay SET receivers = ? WHERE sha256 = ?');
  const went = (row: RelayRow) => relayReceivers(row).map((one) => (one.officeId === officeId ? { ...one, sentAt: built.at } : one));
  office.db.transaction(() => rows.forEach((row) => note.run(JSON.stringify(went(row)), row.sha256))).immediate();
  return built;
}

function* relayBlocks(rows: readonly RelayRow[], fileOf: (row: RelayRow) => string): Generator<Block> {
  yield columnsOf('list', rows.map(({ sha256, file, kind, code, sequence, bytes }) => ({ sha256, file, kind, from: code, sequence, bytes })));
  for (const row of rows) {
    let part = 0;
    for (const piece of filePieces(fileOf(row))) yield columnsOf('part', [{ sha256: row.sha256, part: part++, data: piece.toString('base64') }]);
  }
}

const listRow = z.looseObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), file: z.string().max(200) });
const partRow = z.object({ sha256: z.string(), part: z.number().int(), data: z.string() });

/** An original out of a TERUSAN, as a file of its own. */
export interface Relayed {
  readonly name: string;
  readonly file: string;
}

/** Unpacks the originals of a TERUSAN into the inbox; each must be exactly what the list says. Throws for one that is not. */
export async function unpackRelay(session: Session, opened: OpenedPayload): Promise<Relayed[]> {
  const { office } = session;
  const listed = new Map<string, string>();
  const unpacked: Relayed[] = [];
  const blocks = opened.blocks();
  let next = blocks.next();
  for (; !next.done && next.value.file === 'list'; next = blocks.next()) {
    for (let row = 0; row < next.value.rows; row += 1) {
      const said = listRow.parse(Object.fromEntries(Object.entries(next.value.columns).map(([key, column]) => [key, column[row]])));
      listed.set(said.sha256, basename(said.file));
    }
  }
  function* original(sha256: string): Generator<Buffer> {
    for (let part = 0; !next.done && next.value.file === 'part'; part += 1, next = blocks.next()) {
      const said = partRow.parse(Object.fromEntries(Object.entries(next.value.columns).map(([key, column]) => [key, column[0]])));
      if (said.sha256 !== sha256) return;
      if (next.value.rows !== 1 || said.part !== part) throw new Error('the parts of an original follow each other');
      yield Buffer.from(said.data, 'base64');
    }
  }
  try {
    for (const [sha256, name] of listed) {
      const file = join(inboxFolder(office), `~${office.newId()}.part`);
      unpacked.push({ name, file });
      if ((await writeStream(file, original(sha256))).sha256 !== sha256) throw new Error('an original is not what the list says');
    }
    if (!next.done) throw new Error('an original that the list does not name');
    return unpacked;
  } catch (error) {
    for (const one of unpacked) dropQuietly(one.file);
    throw error;
  }
}
