import { writeSetting, readSettings } from '../../registry/settings.ts';
import { fail } from '../../rules/failure.ts';
import { isInside } from '../../rules/region-code.ts';
import { SECURITY_PREFIX } from '../../rules/two-person.ts';
import { joinEscrow, makeEscrow } from '../../store/escrow/escrow-key.ts';
import type { EscrowSet } from '../../store/escrow/escrow-key.ts';
import { ESCROW, openWithKey } from '../../store/keyring.ts';
import { today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { sealFor } from '../../store/sealed-box.ts';
import { issues } from '../reference/held.ts';
import { answerBound } from './files.ts';
import type { EscrowAnswer, EscrowRequest } from './files.ts';

const SETTING = `${SECURITY_PREFIX}escrow`;

/** An escrow as the city keeps it, with its end where it was ended before its time. */
export interface CityEscrow extends EscrowSet {
  readonly endedOn: string | null;
}

/** The escrow that this city keeps, in force or not; null where none was ever made. */
export function cityEscrow(office: Reader): CityEscrow | null {
  const text = readSettings(office)[SETTING];
  return text ? (JSON.parse(text) as CityEscrow) : null;
}

/** Whether it may be used and sealed for today. */
export function inForce({ until, endedOn }: Pick<CityEscrow, 'until' | 'endedOn'>, day: string): boolean {
  return endedOn === null && day <= until;
}

/** What reference data tells the offices below of the escrow: its public half, while it is in force. */
export function escrowToTell(office: Reader): { publicKey: string; needed: number; of: number; until: string } | null {
  const kept = cityEscrow(office);
  return kept !== null && inForce(kept, today(office)) ? { publicKey: kept.publicKey, needed: kept.needed, of: kept.holders.length, until: kept.until } : null;
}

/** Makes the city's escrow key and hands out its parts, once. Errors: NOT_AN_ISSUER, ESCROW_IN_FORCE. */
export function beginEscrow(office: Writer, user: { uid: string | null; name: string }, { holders, needed, until }: { holders: readonly string[]; needed: number; until: string }): { set: CityEscrow; parts: string[] } {
  if (!issues(office)) fail('NOT_AN_ISSUER', { name: office.identity.name });
  const before = cityEscrow(office);
  if (before !== null && inForce(before, today(office))) fail('ESCROW_IN_FORCE', { until: before.until });
  const { set, parts } = makeEscrow(holders, needed, today(office), until);
  const kept: CityEscrow = { ...set, endedOn: null };
  writeSetting(office, user, SETTING, JSON.stringify(kept));
  return { set: kept, parts };
}

/** Ends the escrow: nothing is opened with it any more, and the next reference data tells the offices. Error: ESCROW_NONE. */
export function endEscrow(office: Writer, user: { uid: string | null; name: string }): CityEscrow {
  const kept = cityEscrow(office) ?? fail('ESCROW_NONE');
  const ended: CityEscrow = { ...kept, endedOn: today(office) };
  writeSetting(office, user, SETTING, JSON.stringify(ended));
  return ended;
}

/** Why a request cannot be answered here, or null. */
export function requestTrouble(office: Reader, request: EscrowRequest): 'ESCROW_PRACTICE' | 'ESCROW_NOT_BELOW' | 'ESCROW_OTHER_KEY' | 'ESCROW_EXPIRED' | 'ESCROW_REQUEST_OLD' | null {
  const kept = cityEscrow(office);
  if (request.practice !== office.identity.practice) return 'ESCROW_PRACTICE';
  if (!isInside(request.code, office.identity.code)) return 'ESCROW_NOT_BELOW';
  if (kept === null || kept.publicKey !== request.escrowKey) return 'ESCROW_OTHER_KEY';
  if (!inForce(kept, today(office))) return 'ESCROW_EXPIRED';
  return office.now().toISOString() > request.until ? 'ESCROW_REQUEST_OLD' : null;
}

/** Who holds the parts that were typed; the private key itself is used and forgotten. Errors: those of the parts, ESCROW_BOX. */
export function answerRequest(office: Writer, request: EscrowRequest, typed: readonly string[]): { answer: EscrowAnswer; holders: string[] } {
  const trouble = requestTrouble(office, request);
  if (trouble) fail(trouble, { name: request.name, until: request.until.slice(0, 10) });
  const { seed, holders } = joinEscrow(cityEscrow(office) ?? fail('ESCROW_NONE'), typed);
  try {
    const secrets = openWithKey({ id: ESCROW, box: request.box }, seed, request.officeId) ?? fail('ESCROW_BOX', { name: request.name });
    const text = JSON.stringify({ databaseKey: secrets.databaseKey.toString('base64'), signingKey: secrets.signingKey });
    secrets.databaseKey.fill(0);
    const { requestId, officeId } = request;
    const { code, name } = office.identity;
    return { holders, answer: { kind: 'tepat-escrow-answer', format: 1, requestId, officeId, city: code, cityName: name, at: office.now().toISOString(), box: sealFor(request.publicKey, answerBound(request), text) } };
  } finally {
    seed.fill(0);
  }
}
