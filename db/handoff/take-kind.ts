import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { writeChanges } from '../store/change-log.ts';
import type { Writer } from '../store/office.ts';
import { hasOtherPast, noteChain } from './judge.ts';
import { readLedger } from './sqlite-ledger.ts';
import { sql } from '../store/office.ts';
import { applyBlocks } from './apply.ts';
import { headNotes, writeLedger } from './sqlite-ledger-writer.ts';
import { applyContext } from './apply-context.ts';
import type { Tally } from './apply-context.ts';
import { boundsOf } from './bounds-of.ts';
import type { Envelope } from './envelope.ts';
import { followUp, oweFollowUp } from './follow-up.ts';
import type { OpenedPayload } from './frames.ts';
import { NOTHING, notePackage, packageIn, papersTold, resultRow } from './inbox.ts';
import type { ReceivedRow } from './inbox.ts';
import { keepForRelay } from './relay/keep.ts';
import { vouchedWord } from './vouched.ts';
import { withSender } from './with-sender.ts';
import { takeReference } from './reference/take.ts';
import { takePhotos } from './photos/photo-package.ts';
import type { Session, Watch } from './session.ts';
import { takeTransfer } from './transfer/transfer-package.ts';

/** A package of one of the small kinds, its envelope right. */
export interface KindCandidate {
  readonly source: string;
  readonly envelope: Envelope;
  readonly sha256: string;
}

/**
 * Takes reference data, tasks, transfers, and the wrapping of relayed originals (which are taken one by one beside it).
 * The same file again changes nothing; one of a second history of its PC is set aside. Errors: KEY_MISSING, PACKAGE_UNREADABLE.
 */
export async function takeKind(session: Session, { source, envelope, sha256 }: KindCandidate, watch: Watch): Promise<ReceivedRow> {
  const { office, user } = session;
  const { header } = envelope;
  const known = packageIn(office, sha256);
  if (known) return resultRow(source, header, 'duplicate', { missing: JSON.parse(known.missing) as string[] });
  const params = { file: basename(source), from: header.origin.name };
  if (isNumberTaken(session, envelope) || hasOtherPast(readLedger(office), header)) return setAside(session, { source, envelope, sha256 });
  const word = vouchedWord(office, header, source);
  const note = (tally: Tally, code: string | null = null): void => {
    noteChain(headNotes(office), header);
    notePackage(office, user.name, header, sha256, source, 'accepted', tally, code === null ? word : { code, params, missing: [] });
    keepForRelay(office, header, envelope.file, source, sha256, statSync(envelope.file).size);
    if (code === null) oweFollowUp(office, { sha256, detail: null });
  };
  const tally = await withSender(session, envelope, source, (opened) =>
    header.kind === 'PINDAH' ? takeTransfer(session, envelope, opened, sha256, note) : takeWritten(session, envelope, opened, sha256, note));
  if (tally === 'older') return resultRow(source, header, 'accepted', { code: 'REFERENCE_OLDER', params });
  const { applied, unchanged, conflicts, quarantined } = tally;
  const followed = followUp(session, { sha256, word, about: params }, watch);
  return resultRow(source, header, 'accepted', { applied, unchanged, conflicts: conflicts + followed.asked, quarantined, papers: papersTold(header, tally), ...followed.word });
}

/** A second history of its PC: nothing of it is taken, and the receipt orders that the copy becomes a PC of its own. */
function setAside({ office, user }: Session, { source, envelope: { header }, sha256 }: KindCandidate): ReceivedRow {
  const why = { code: 'PACKAGE_FORK', params: { file: basename(source), from: header.origin.name }, missing: [] } as const;
  const detail = { packageId: header.packageId, sha256, kind: header.kind, from: header.origin.code, sequence: header.sequence };
  writeChanges(office, { user, kind: 'receive', reason: why.code, source: { kind: 'package', id: header.packageId }, detail }, () => notePackage(office, user.name, header, sha256, source, 'fork', NOTHING, why));
  return resultRow(source, header, 'fork', { code: why.code, params: why.params });
}

function takeWritten(session: Session, envelope: Envelope, opened: OpenedPayload, sha256: string, note: (tally: Tally, code?: string) => void): Tally | 'older' {
  const { office, user } = session;
  const { header } = envelope;
  const detail = { packageId: header.packageId, sha256, kind: header.kind, from: header.origin.code, sequence: header.sequence };
  return writeChanges(office, { user, kind: 'receive', source: { kind: 'package', id: header.packageId }, detail }, (log) => {
    if (header.kind === 'TERUSAN') {
      note(NOTHING);
      return NOTHING;
    }
    if (header.kind === 'FOTO') {
      const tally = takePhotos(session, opened, NOTHING);
      note(tally);
      return tally;
    }
    if (header.kind === 'SASARAN') {
      const ledger = writeLedger(office, log);
      const context = applyContext(ledger, header, opened.opening, boundsOf(ledger, header.origin.deviceId), sha256, office.now().toISOString());
      applyBlocks(context, opened.blocks());
      ledger.refresh();
      note(context.tally);
      return context.tally;
    }
    const { code, name, deviceId } = header.origin;
    const taken = takeReference(office, log, { code, name, deviceId, ranges: header.ranges, opening: opened.opening, blocks: opened.blocks(), sha256 });
    note(taken ?? NOTHING, taken ? undefined : 'REFERENCE_OLDER');
    return taken ?? 'older';
  });
}

/** The same number with other bytes: two histories of one PC. */
function isNumberTaken({ office }: { readonly office: Writer }, { header }: Envelope): boolean {
  return sql(office, `SELECT 1 FROM packageIn WHERE deviceUid = ? AND epoch = ? AND stream = ? AND sequence = ? AND outcome <> 'fork'`).get(header.origin.deviceId, header.epoch.number, header.stream, header.sequence) !== undefined;
}
