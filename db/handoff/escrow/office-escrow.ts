import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { escrowName } from '../../store/escrow/escrow-key.ts';
import { keepHolder } from '../../store/holders.ts';
import { ESCROW, readKeyring, saveKeyring, withoutWrap, wrapForKey, wrapOf } from '../../store/keyring.ts';
import type { Keyring, Wrap } from '../../store/keyring.ts';
import { today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { officePaths } from '../../store/office-folder.ts';
import { heldReference } from '../reference/held.ts';
import type { Session } from '../session.ts';

/** The city's escrow as the reference data in force here tells it. */
export interface OfferedEscrow {
  readonly publicKey: string; readonly name: string; readonly city: string; readonly cityName: string; readonly needed: number; readonly of: number; readonly until: string;
}

/** What the city offers this office today, or null: none, run out, or this office is the city itself. */
export function offeredEscrow(office: Reader): OfferedEscrow | null {
  const held = heldReference(office);
  const told = held?.content.escrow;
  if (!held || !told || held.issuer === office.identity.code || today(office) > told.until) return null;
  return { ...told, name: escrowName(told.publicKey), city: held.issuer, cityName: held.issuerName };
}

/** The escrow that this office's secrets are sealed for, or null. */
export function joinedEscrow(keyring: Keyring): (Wrap & { readonly until: string }) | null {
  const wrap = wrapOf(keyring, ESCROW);
  return wrap?.box === undefined ? null : { ...wrap, until: wrap.until ?? '' };
}

/** Seals this office's secrets for the city's escrow. Error: ESCROW_NONE. */
export function joinEscrowOf(session: Session, confirmedBy: string | null): void {
  const { office, secrets, user } = session;
  const offered = offeredEscrow(office) ?? fail('ESCROW_NONE');
  const file = officePaths(office.dir).keyring;
  const keyring = wrapForKey(readKeyring(file), { id: ESCROW, kind: 'escrow', name: offered.city, displayName: offered.cityName }, offered.publicKey, null, secrets, offered.until);
  writeChanges(office, { user, kind: 'escrow', reason: 'escrow.join', detail: { what: 'escrowJoined', city: offered.city, key: offered.name, until: offered.until, confirmedBy } }, () => { keepHolder(office.db, keyring, ESCROW); });
  saveKeyring(file, keyring);
}

/** Takes the escrow's box out of the keyring; what lies in old backups stays there. Error: ESCROW_NONE. */
export function leaveEscrow(office: Writer, user: Session['user'], reason: string, confirmedBy: string | null): void {
  const file = officePaths(office.dir).keyring;
  const keyring = readKeyring(file);
  const joined = joinedEscrow(keyring) ?? fail('ESCROW_NONE');
  const without = withoutWrap(keyring, ESCROW);
  writeChanges(office, { user, kind: 'escrow', reason, detail: { what: 'escrowLeft', city: joined.name, key: escrowName(joined.publicKey), confirmedBy } }, () => { keepHolder(office.db, without, ESCROW); });
  saveKeyring(file, without);
}

/** Takes away the box of an escrow that has run out, or that the city does not tell of any more: it is of no use but to who should not have it. */
export function dropEndedEscrow(office: Writer, user: Session['user']): boolean {
  const joined = joinedEscrow(readKeyring(officePaths(office.dir).keyring));
  if (joined === null || offeredEscrow(office)?.publicKey === joined.publicKey) return false;
  leaveEscrow(office, user, 'escrow.ended', null);
  return true;
}
