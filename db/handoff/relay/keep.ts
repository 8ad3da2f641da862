import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readContainer } from '../container.ts';
import type { Header } from '../header.ts';
import { inboxFolder } from '../inbox.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { trustedCards } from '../trust.ts';

/** A package of another office that this one carries on, unchanged. */
export interface RelayRow {
  readonly sha256: string; readonly file: string; readonly kind: string; readonly officeId: string; readonly code: string; readonly name: string; readonly receivers: string;
  readonly sequence: number; readonly bytes: number; readonly at: string; readonly sentAt: string | null;
}

/** Where an original waits for its TERUSAN. */
export function relayFile(office: Reader, sha256: string): string {
  const folder = join(inboxFolder(office), 'terusan');
  mkdirSync(folder, { recursive: true });
  return join(folder, `${sha256}.tepat`);
}

/**
 * Keeps the original of a package that others are to have too, whose card is trusted here; its own relays are not relayed
 * again. Returns whether it was kept. `file` is the checked copy.
 */
export function keepForRelay(office: Writer, header: Header, file: string, name: string, sha256: string, bytes: number): boolean {
  if (header.kind === 'TERUSAN' || header.origin.officeId === office.identity.officeId || ['kelurahan', 'desa'].includes(office.identity.level)) return false;
  const known = new Set(trustedCards(office).map((one) => one.card.officeId));
  const receivers = header.destination.filter((one) => one.officeId !== office.identity.officeId && known.has(one.officeId)).map(({ officeId, code }) => ({ officeId, code }));
  if (receivers.length === 0) return false;
  copyFileSync(file, relayFile(office, sha256));
  sql(office, 'INSERT OR IGNORE INTO relay (sha256, file, kind, officeId, code, name, receivers, sequence, bytes, at) VALUES (?,?,?,?,?,?,?,?,?,?)')
    .run(sha256, basename(name), header.kind, header.origin.officeId, header.origin.code, header.origin.name, JSON.stringify(receivers), header.sequence, bytes, office.now().toISOString());
  return true;
}

/** Whether a file addressed to others is whole: its payload is the one that was signed. */
export function isWhole(file: string, header: Header): boolean {
  const parts = readContainer(file);
  return typeof parts !== 'string' && parts.payload.sha256 === header.payload.sha256 && parts.payload.bytes === header.payload.bytes;
}

/** What is kept to be carried on, newest first. */
export function listRelays(office: Reader) {
  const rows = sql(office, 'SELECT * FROM relay ORDER BY at DESC, sha256').all() as RelayRow[];
  return rows.map(({ sha256, file, kind, code, name, receivers, sequence, bytes, at, sentAt }) => ({
    sha256, file, kind, from: code, fromName: name, to: (JSON.parse(receivers) as { code: string }[]).map((one) => one.code), sequence, bytes, at, sentAt,
  }));
}
