import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { isInside } from '../rules/region-code.ts';
import { getMeta } from '../store/meta.ts';
import type { Reader } from '../store/office.ts';
import type { ErrorCode } from '../rules/text/errors.id.ts';
import { containerBytes, readContainer } from './container.ts';
import type { ContainerParts } from './container.ts';
import { isBare, packageKinds, parseHeader } from './header.ts';
import type { Header } from './header.ts';
import { isHandedBack } from './handed-back.ts';
import { introducedCard } from './reference/introduction.ts';
import { isForeignRange } from './judge.ts';
import { endedCard, isBeforeEnd } from './revoke.ts';
import { signatureHolds } from './seal.ts';
import { readLedger } from './sqlite-ledger.ts';
import { RENEWED, succeededCard } from './succession.ts';
import { cardOfDevice } from './trust.ts';
import type { TrustedCard } from './trust.ts';
import { vouchedCard } from './vouched.ts';

export type Params = Readonly<Record<string, string | number>>;

/** Why a file is not taken, with what its header says about itself when it could be read. */
export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly params: Params;
  readonly header: Header | null;
}

/** A package whose envelope is right: for us, from someone trusted, and exactly the bytes that were signed. */
export interface Envelope {
  readonly ok: true;
  readonly file: string;
  readonly header: Header;
  readonly sender: TrustedCard;
  readonly payload: ContainerParts['payload'];
}

const known: readonly string[] = packageKinds;
/** Kinds that only an office above may send. */
const downwards: readonly string[] = ['ACUAN', 'SASARAN'];

/**
 * Checks everything that can be known without opening the payload, and without writing anything. `name` is the file's
 * name for the messages.
 */
export function checkEnvelope(office: Reader, file: string, name: string): Envelope | Refusal {
  const parts = readContainer(file);
  const refuse = (code: ErrorCode, header: Header | null, params: Params = {}): Refusal => ({ ok: false, code, params: { file: name, ...params }, header });
  // Whom to ask for another copy is said as the file says it, though nothing proves it.
  if (typeof parts === 'string') return refuse(parts, peekHeader(file).header);
  const read = parseHeader(parts.header);
  if (read === null) return refuse('PACKAGE_CHANGED', null);
  if ('newer' in read) return refuse('PACKAGE_NEWER', null, { version: String(read.newer) });
  const { header } = read;
  const from = { from: header.origin.name };
  const { identity } = office;
  if (header.practice && !identity.practice) return refuse('PACKAGE_PRACTICE', header, from);
  if (!header.practice && identity.practice) return refuse('PACKAGE_REAL', header, from);
  if (header.origin.deviceId === getMeta(office.db, 'device')) return refuse('PACKAGE_OWN', header);
  const ended = endedCard(office, header.origin.deviceId);
  if (ended && !isBeforeEnd(header, ended)) return refuse(ended.reason === RENEWED ? 'KEY_RENEWED' : 'KEY_REVOKED', header, { ...from, since: ended.since });
  const sender = ended?.card ?? cardOfDevice(office, header.origin.deviceId) ?? succeededCard(office, header) ?? introducedCard(office, header) ?? vouchedCard(office, header);
  if (!sender) return refuse('SENDER_UNTRUSTED', header, from);
  if (!signatureHolds(sender.card.signKey, 'package', header.practice, parts.header, parts.signature)) return refuse('SIGNATURE_WRONG', header, from);
  if (sender.card.officeId !== header.origin.officeId || sender.card.code !== header.origin.code) return refuse('SENDER_UNTRUSTED', header, from);
  if (!header.destination.some((one) => one.officeId === identity.officeId)) {
    return refuse('WRONG_RECEIVER', header, { ...from, to: header.destination.map((one) => one.name).join(', ') });
  }
  if (parts.payload.sha256 !== header.payload.sha256 || parts.payload.bytes !== header.payload.bytes) return refuse('PACKAGE_CHANGED', header, from);
  if (!known.includes(header.kind)) return refuse('PACKAGE_KIND_UNKNOWN', header, { ...from, kind: header.kind });
  if (downwards.includes(header.kind) && !isInside(identity.code, header.origin.code)) return refuse('NOT_FROM_ABOVE', header, { ...from, kind: header.kind });
  if (isBare(header.kind) && header.ranges.length > 0) return refuse('PACKAGE_UNREADABLE', header, from);
  const ledger = readLedger(office);
  if (!isHandedBack(office, header) && header.ranges.some((range) => isForeignRange(ledger, range, header.origin.code))) return refuse('PACKAGE_FOREIGN_RANGE', header, from);
  return { ok: true, file, header, sender, payload: parts.payload };
}

/**
 * What a file's header says, unverified, for a look at a stick; null when it is no package. `whole`: the file is as long
 * as the header says, and the header as its checksum says; what the payload is worth shows when it is taken.
 */
export function peekHeader(file: string): { header: Header | null; bytes: number; whole: boolean } {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const first = Buffer.alloc(41);
    if (readSync(handle, first, 0, 41, 0) < 41 || first.toString('latin1', 30) !== 'header.json') return { header: null, bytes: size, whole: false };
    const bytes = Buffer.alloc(Math.min(first.readUInt32LE(22), 1024 * 1024));
    readSync(handle, bytes, 0, bytes.length, 41);
    const read = parseHeader(bytes);
    const header = read && 'header' in read ? read.header : null;
    const whole = header !== null && size === containerBytes(bytes.length, header.payload.bytes) && crc32(bytes) === first.readUInt32LE(14);
    return { header, bytes: size, whole };
  } finally {
    closeSync(handle);
  }
}
