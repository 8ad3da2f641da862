import { basename } from 'node:path';
import { errorText } from '../../rules/text.ts';
import { getMeta } from '../../store/meta.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Params } from '../envelope.ts';
import { outbox } from '../neighbours.ts';
import { uploadAddress } from './address.ts';
import { queueState } from './queued-uploads.ts';
import type { UploadState } from './queued-uploads.ts';

/** A package in the queue. `sent` is what the server confirmed; it can hold no more than `ceiling`, which was ever sent. */
export interface UploadRow {
  readonly packageId: string; readonly queuedAt: string; readonly location: string | null; readonly sent: number; readonly ceiling: number; readonly state: UploadState;
  readonly tries: number; readonly nextAt: string | null; readonly code: string | null; readonly params: string; readonly sentAt: string | null;
}

/** When receipts were last looked for. */
export const LAST_FETCH = 'upload.lastFetch';

/** Puts packages of the outbox into the queue; without a list, every package to the issuer that nobody acknowledged. */
export function queueUploads(office: Writer, packageIds?: readonly string[]): number {
  const issuer = uploadAddress(office)?.issuer;
  const wanted = outbox(office).filter((row) => (packageIds ? packageIds.includes(row.packageId) : issuer !== undefined && row.to.includes(issuer) && !row.acknowledgedBy.includes(issuer)));
  const add = sql(office, `INSERT INTO upload (packageId, queuedAt, sent, ceiling, state, tries, params) VALUES (?,?,0,0,'waiting',0,'{}')
    ON CONFLICT (packageId) DO UPDATE SET state = 'waiting', nextAt = NULL WHERE state IN ('failed', 'waiting')`);
  return office.db.transaction(() => wanted.reduce((sum, row) => sum + add.run(row.packageId, office.now().toISOString()).changes, 0)).immediate();
}

/** Takes a package out of the queue. */
export function cancelUpload(office: Writer, packageId: string): boolean {
  return sql(office, 'DELETE FROM upload WHERE packageId = ?').run(packageId).changes > 0;
}

/** Whether uploading is on, and how each package of the queue stands. */
export function uploadStatus(office: Reader) {
  const address = uploadAddress(office);
  const packages = new Map(outbox(office).map((row) => [row.packageId, row]));
  const rows = sql(office, 'SELECT * FROM upload ORDER BY queuedAt DESC, packageId').all() as UploadRow[];
  return {
    address: address?.url.href ?? null, issuer: address?.issuerName ?? null, lastFetchAt: getMeta(office.db, LAST_FETCH),
    items: rows.flatMap((row) => {
      const made = packages.get(row.packageId);
      if (!made) return [];
      const acknowledged = address !== null && made.acknowledgedBy.includes(address.issuer);
      return [{
        packageId: row.packageId, file: basename(made.file), kind: made.kind, to: made.to, bytes: made.bytes, sent: row.sent, state: acknowledged ? ('acknowledged' as const) : queueState(row), tries: row.tries,
        nextAt: row.nextAt, code: row.code, message: row.code === null ? null : errorText('id', row.code, JSON.parse(row.params) as Params), queuedAt: row.queuedAt, sentAt: row.sentAt,
      }];
    }),
  };
}
