import { canonicalJson } from '../rules/canonical-json.ts';
import { fail } from '../rules/failure.ts';
import { writeChanges } from '../store/change-log.ts';
import { makeDevice, publicSigningKey, startEpoch } from '../store/device.ts';
import { openForUser, readKeyring } from '../store/keyring.ts';
import { saveMarkDurably } from '../store/mark.ts';
import { setMeta } from '../store/meta.ts';
import { officePaths } from '../store/office-folder.ts';
import { leaveGrants, makeAuthor, takeGrant } from '../store/open-office.ts';
import { cardView, ensureCard, signCard } from './card.ts';
import type { CardView } from './card.ts';
import { newSealingKey, signBytes } from './seal.ts';
import type { Session } from './session.ts';
import { SUCCESSIONS, statementBytes, successionsOf } from './succession.ts';
import type { Statement } from './succession.ts';
import { vouchWithNewKey } from './vouched.ts';

/**
 * Gives this PC new keys, as when the old ones may have been seen by somebody: it goes on as a new device with a new card,
 * which the old key introduces with its last signature, together with the last counter that it answers for. Every package
 * from now on carries that word, so that whoever trusts the old card trusts the new one, and refuses what the old key signs
 * later. Old sealing keys are kept: what is under way still opens. Other users get the new key at their next sign-in.
 * Errors: NO_SIGNING_KEY, WRONG_PASSPHRASE.
 */
export async function renewCard(session: Session, passphrase: string): Promise<CardView> {
  const { office, secrets, user } = session;
  const oldKey = secrets.signingKey ?? fail('NO_SIGNING_KEY');
  const keyringFile = officePaths(office.dir).keyring;
  const keyring = readKeyring(keyringFile);
  const opened = openForUser(keyring, user.name, passphrase);
  const old = await ensureCard(session);
  const { identity: sealing, recipient } = await newSealingKey();
  const { db, author } = office;
  const at = office.now().toISOString();
  const uid = office.newId();
  const { card, newKey } = writeChanges(office, { user, kind: 'access', reason: 'card.renew', detail: { card: uid, previous: old.deviceId, epoch: author.epoch, counter: author.counter } }, () => {
    const { device, signingKey } = makeDevice(db, office.identity, uid);
    startEpoch(db, device, null, at, 'renewal');
    const made = signCard(office.identity, { deviceId: uid, ageKey: recipient, createdAt: at }, signingKey);
    const said = { previous: old.deviceId, card: canonicalJson(made), epoch: author.epoch, counter: author.counter };
    const statement: Statement = { ...said, signature: signBytes(oldKey, 'succession', made.practice, statementBytes(said)).toString('base64') };
    setMeta(db, SUCCESSIONS, JSON.stringify([...(successionsOf(office) ?? []), statement]));
    setMeta(db, `ageIdentity:${uid}`, sealing);
    setMeta(db, `card:${uid}`, JSON.stringify(made));
    setMeta(db, `signPublic:${uid}`, publicSigningKey(signingKey));
    setMeta(db, 'device', uid);
    vouchWithNewKey(office, signingKey, { before: old.deviceId, after: uid });
    leaveGrants(db, signingKey);
    return { card: made, newKey: signingKey };
  });
  // The one author and the one bundle of secrets that everything open shares go on under the new key.
  Object.assign(author, makeAuthor(db, uid));
  Object.assign(secrets, { signingKey: newKey });
  saveMarkDurably(office);
  takeGrant(db, office.dir, keyring, opened);
  return cardView(card);
}
