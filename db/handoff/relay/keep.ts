import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readContainer } from '../container.ts';
import type { Header } from '../header.ts';
import { inboxFolder, resultRow } from '../inbox.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { digestFile } from '../file-io.ts';
import type { ReceivedRow } from '../inbox.ts';
import { relationTo, trustedCards } from '../trust.ts';

/** A package of another office that this one carries on, unchanged. */
export interface RelayRow {
  readonly sha256: string; readonly file: string; readonly kind: string; readonly officeId: string; readonly code: string; readonly name: string; readonly receivers: string;
  readonly sequence: number; readonly bytes: number; readonly at: string; readonly sentAt: string | null;
}

/** An office that waits for an original, and when a TERUSAN carried it there. */
export interface RelayReceiver { readonly officeId: string; readonly code: string; readonly sentAt: string | null }

/** Who is to have an original. Before receivers were noted one by one, what went to one was noted for all. */
export function relayReceivers({ receivers, sentAt }: Pick<RelayRow, 'receivers' | 'sentAt'>): RelayReceiver[] {
  const all = (JSON.parse(receivers) as { officeId: string; code: string; sentAt?: string | null }[]).map((one) => ({ officeId: one.officeId, code: one.code, sentAt: one.sentAt ?? sentAt }));
  // An office with two PCs is named twice.
  return [...new Map(all.map((one) => [one.officeId, one])).values()];
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
  const receivers = receiversBeyond(office, header);
  if (receivers.length === 0) return false;
  copyFileSync(file, relayFile(office, sha256));
  sql(office, 'INSERT OR IGNORE INTO relay (sha256, file, kind, officeId, code, name, receivers, sequence, bytes, at) VALUES (?,?,?,?,?,?,?,?,?,?)')
    .run(sha256, basename(name), header.kind, header.origin.officeId, header.origin.code, header.origin.name, JSON.stringify(receivers), header.sequence, bytes, office.now().toISOString());
  return true;
}

/** To whom this office may carry a package on: its receivers elsewhere whose cards are trusted here. */
function receiversBeyond(office: Reader, header: Header): { officeId: string; code: string }[] {
  if (header.kind === 'TERUSAN' || header.origin.officeId === office.identity.officeId || ['kelurahan', 'desa'].includes(office.identity.level)) return [];
  const known = new Set(trustedCards(office).map((one) => one.card.officeId));
  return header.destination.filter((one) => one.officeId !== office.identity.officeId && known.has(one.officeId)).map(({ officeId, code }) => ({ officeId, code }));
}

/** Whether this office lies between two others: what goes up past it, or comes down past it, is waited for at its other end. */
function isOnTheWay(office: Reader, from: string, to: string): boolean {
  const { code } = office.identity;
  return relationTo(code, to) === 'above' || relationTo(code, from) === 'above';
}

/** Whether a file for others is one to take here all the same, so that it goes on from here. */
export function isToCarry(office: Reader, header: Header): boolean {
  return receiversBeyond(office, header).some(({ code }) => isOnTheWay(office, header.origin.code, code));
}

/** Whether the original of a file is kept here already. */
export function isKept(office: Reader, header: Header, file: string, bytes: number): boolean {
  const known = sql(office, 'SELECT sha256 FROM relay WHERE officeId = ? AND kind = ? AND sequence = ? AND bytes = ?').pluck().all(header.origin.officeId, header.kind, header.sequence, bytes) as string[];
  return known.length > 0 && known.includes(digestFile(file).sha256);
}

/** Originals that no TERUSAN carried yet, each with the region codes of those who wait for it. */
export function relaysWaiting(office: Reader): { readonly sha256: string; readonly to: readonly string[] }[] {
  return listRelays(office).flatMap(({ sha256, from, to }) => {
    const waiting = to.flatMap(({ code, sentAt }) => (sentAt === null && isOnTheWay(office, from, code) ? [code] : []));
    return waiting.length === 0 ? [] : [{ sha256, to: waiting }];
  });
}

/** What was taken only to be carried on, as rows of what arrived; what was read here as well has a row of its own. */
export function keptUnread(office: Reader, name: (code: string) => string): (ReceivedRow & { at: string; by: string })[] {
  const own = new Set(sql(office, 'SELECT sha256 FROM packageIn').pluck().all() as string[]);
  return listRelays(office).filter(({ sha256 }) => !own.has(sha256)).map(({ sha256, file, kind, from, fromName, to, sequence, bytes, at }) => ({
    ...resultRow(file, null, 'accepted', { code: 'RELAY_KEPT', params: { file, from: fromName, to: to.map(({ code }) => name(code)).join(', ') }, kind, from, fromName, sequence, bytes, sha256 }), at, by: '',
  }));
}

/** Whether a file addressed to others is whole: its payload is the one that was signed. */
export function isWhole(file: string, header: Header): boolean {
  const parts = readContainer(file);
  return typeof parts !== 'string' && parts.payload.sha256 === header.payload.sha256 && parts.payload.bytes === header.payload.bytes;
}

/** What is kept to be carried on, newest first. */
export function listRelays(office: Reader) {
  const rows = sql(office, 'SELECT * FROM relay ORDER BY at DESC, sha256').all() as RelayRow[];
  return rows.map((row) => ({
    sha256: row.sha256, file: row.file, kind: row.kind, from: row.code, fromName: row.name, to: relayReceivers(row).map(({ code, sentAt }) => ({ code, sentAt })), sequence: row.sequence, bytes: row.bytes, at: row.at,
  }));
}
