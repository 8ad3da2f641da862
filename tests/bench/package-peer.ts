import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ageIdentities, ensureCard } from '../../db/handoff/card.ts';
import { openStream, sealStream, sha256, signBytes } from '../../db/handoff/seal.ts';
import type { Session } from '../../db/handoff/session.ts';

const BLOCK = 2000;
type Value = string | number | null;

/** Rows of a register to be handed over whole, by table. */
export type RowNumbers = Readonly<Record<string, readonly number[]>>;

/** What a plain hand-off costs: whole rows read by their numbers, written as columns of JSON, compressed, sealed, hashed, signed and on the disk. */
export async function peerExport(session: Session, tables: RowNumbers, recipient: string, file: string): Promise<number> {
  const frames: Buffer[] = [];
  for (const [table, numbers] of Object.entries(tables)) {
    const rows = session.office.db.prepare(`SELECT * FROM "${table}" WHERE id IN (SELECT value FROM json_each(?))`).raw();
    const names = rows.columns().map((column) => column.name);
    for (let at = 0; at < numbers.length; at += BLOCK) {
      const found = rows.all(JSON.stringify(numbers.slice(at, at + BLOCK))) as Value[][];
      const columns: Record<string, Value[]> = {};
      names.forEach((name, place) => {
        const column = found.map((row) => row[place] ?? null);
        if (name !== 'id' && column.some((value) => value !== null)) columns[name] = column;
      });
      frames.push(gzipSync(JSON.stringify({ table, rows: found.length, columns }), { level: 6 }));
    }
  }
  const plain = Buffer.concat(frames.flatMap((frame) => [lengthOf(frame), frame]));
  const own = (await ensureCard(session)).ageKey;
  const sealed = Buffer.from(await new Response(await sealStream(new Blob([new Uint8Array(plain)]).stream(), [own, recipient])).arrayBuffer());
  signBytes(session.secrets.signingKey ?? '', 'package', true, sha256(sealed));
  const handle = openSync(file, 'w');
  writeSync(handle, sealed);
  fsyncSync(handle);
  closeSync(handle);
  return sealed.length;
}

/** The reverse: read, hashed, opened, inflated, parsed, and upserted row by row into the same tables with their indexes, in one transaction. */
export async function peerReceive(session: Session, file: string): Promise<number> {
  const sealed = readFileSync(file);
  sha256(sealed);
  const plain = Buffer.from(await new Response(await openStream(new Blob([new Uint8Array(sealed)]).stream(), ageIdentities(session.office))).arrayBuffer());
  const { db } = session.office;
  let count = 0;
  db.transaction(() => {
    for (let at = 0; at < plain.length;) {
      const end = at + 4 + plain.readUInt32BE(at);
      const { table, rows, columns } = JSON.parse(gunzipSync(plain.subarray(at + 4, end)).toString('utf8')) as { table: string; rows: number; columns: Record<string, Value[]> };
      const names = Object.keys(columns);
      const upsert = db.prepare(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(',')}) VALUES (${names.map(() => '?').join(',')})
        ON CONFLICT(uid) DO UPDATE SET ${names.map((name) => `"${name}" = excluded."${name}"`).join(', ')}`);
      for (let row = 0; row < rows; row += 1) upsert.run(names.map((name) => columns[name]?.[row] ?? null));
      count += rows;
      at = end;
    }
  }).immediate();
  return count;
}

function lengthOf(frame: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(frame.length);
  return length;
}
