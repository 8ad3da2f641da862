import { cardFingerprint, ensureCard } from '../handoff/card.ts';
import { fail } from '../rules/failure.ts';
import { createOffice } from '../store/create-office.ts';
import type { Regions } from '../store/regions.ts';
import { makeSession } from './host.ts';
import type { Host, Session } from './host.ts';
import { seedOffice } from './seed-office.ts';

/** A new office and its first user. */
interface NewOffice {
  readonly code: string;
  readonly user: string;
  readonly displayName?: string;
  readonly passphrase: string;
  readonly practice: boolean;
}

function levelOf(kind: string): 'kelurahan' | 'desa' | 'kecamatan' | 'kota' | 'kabupaten' | 'provinsi' {
  if (kind === 'kelurahan' || kind === 'desa' || kind === 'kecamatan' || kind === 'kota' || kind === 'kabupaten') return kind;
  return 'provinsi';
}

function officeOf(regions: Regions, code: string) {
  const region = regions.get(code) ?? fail('UNKNOWN_REGION', { code });
  return { code: region.code, name: region.displayName, level: levelOf(region.kind) };
}

/** Creates an office in `dir`, seeds it, and returns what the terminal and the wizard show. The office stays open for the step `seed`. */
export async function createWith(host: Host, dir: string, input: NewOffice, seed?: (user: string) => void) {
  const identity = { ...officeOf(host.regions(), input.code), practice: input.practice };
  const { office, recoveryCode } = createOffice({
    dir, profileDir: host.options.profileDir, identity, user: { name: input.user, displayName: input.displayName ?? input.user },
    passphrase: input.passphrase, now: host.surroundings.now, newId: host.surroundings.newId, kdfCost: host.options.kdfCost,
  });
  try {
    const meta = { user: { uid: office.userId, name: input.user }, kind: 'system', reason: 'office.create' };
    seedOffice(office.writer, meta);
    host.adopt(office, sessionOfAdopted(office.userId, input));
    const card = await ensureCard({ office: office.writer, secrets: office.secrets });
    seed?.(office.userId);
    const { officeId } = office.writer.identity;
    return { officeId, deviceId: office.writer.author.deviceUid, ...officeOf(host.regions(), input.code), fingerprint: cardFingerprint(card), recoveryCode };
  } finally {
    host.lock();
  }
}

function sessionOfAdopted(userId: string, input: NewOffice): Session {
  return makeSession({ id: userId, name: input.user, displayName: input.displayName ?? input.user, role: 'admin', areaPrefix: input.code, agency: null });
}
