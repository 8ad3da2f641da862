import { answerRequest, beginEscrow, cityEscrow, endEscrow, inForce, requestTrouble } from '../../handoff/escrow/city-escrow.ts';
import { answerBound, keepPending, pendingRequest, readAnswer, readRequest, REQUEST_DAYS, writeEscrowFile } from '../../handoff/escrow/files.ts';
import type { EscrowAnswer, EscrowRequest } from '../../handoff/escrow/files.ts';
import { joinedEscrow, joinEscrowOf, leaveEscrow, offeredEscrow } from '../../handoff/escrow/office-escrow.ts';
import { fingerprintOf, requireFingerprint } from '../../handoff/fingerprint.ts';
import { issues } from '../../handoff/reference/held.ts';
import { sha256 } from '../../handoff/seal.ts';
import { listUsers } from '../../registry/users.ts';
import { canonicalJson } from '../../rules/canonical-json.ts';
import { fail } from '../../rules/failure.ts';
import { may } from '../../rules/roles.ts';
import { writeChanges } from '../../store/change-log.ts';
import { escrowName } from '../../store/escrow/escrow-key.ts';
import { tryOnce } from '../../store/failed-tries.ts';
import { ESCROW, keyFromPassphrase, readKeyring, saveKeyring, secretsIn, seedFromPassphrase, wrapForUser } from '../../store/keyring.ts';
import type { Secrets } from '../../store/keyring.ts';
import { localDate, sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { officePaths, readIdentity } from '../../store/office-folder.ts';
import { lockOffice } from '../../store/office-lock.ts';
import { openOffice } from '../../store/open-office.ts';
import { newRecoveryCode } from '../../store/recovery-code.ts';
import { finishRekey, prepareRekey } from '../../store/rekey.ts';
import { openSealed, publicKeyOf } from '../../store/sealed-box.ts';
import type { escrowCalls } from '../contract/escrow.ts';
import type { Handlers } from '../handler.ts';
import type { Host } from '../host.ts';
import { noteEvent } from '../survival/event-log.ts';
import { rekeyHolders } from '../rekey-holders.ts';
import { needSecond, triesPlace } from '../second-person.ts';
import { refuseWeak, userInRegister } from './people.ts';

const DAY_MS = 86_400_000;

export const escrowHandlers: Handlers<keyof typeof escrowCalls> = {
  'escrow.status': (_input, { writer }) => {
    const own = cityEscrow(writer);
    const offered = offeredEscrow(writer);
    const joined = joinedEscrow(readKeyring(officePaths(writer.dir).keyring));
    const usedAt = lastAt(writer, 'escrow', 'escrowUsed');
    const rekeyedAt = lastAt(writer, 'user', 'rekey');
    return {
      own: own && { name: escrowName(own.publicKey), needed: own.needed, holders: own.holders.map(({ name }) => name), madeOn: own.madeOn, until: own.until, endedOn: own.endedOn, inForce: inForce(own, today(writer)) },
      mayKeep: issues(writer), usedAt, keysSeen: own === null && usedAt !== null && usedAt > (rekeyedAt ?? ''),
      offered: offered && { name: offered.name, cityName: offered.cityName, needed: offered.needed, of: offered.of, until: offered.until },
      joined: joined && { name: escrowName(joined.publicKey), cityName: joined.displayName, until: joined.until },
    };
  },

  'escrow.begin': ({ holders, needed, until, reason, second }, context) => {
    const { writer, actor } = context;
    const twice = new Set(holders.map((name) => name.toLowerCase())).size < holders.length;
    if (twice || needed > holders.length) fail('ESCROW_HOLDERS', { needed, given: holders.length });
    if (until <= today(writer)) fail('ESCROW_UNTIL');
    const confirmedBy = needSecond(context, 'keys', second);
    const { set, parts } = beginEscrow(writer, actor.user, { holders, needed, until });
    writeChanges(writer, context.meta('escrow', { reason, detail: { what: 'escrowMade', key: escrowName(set.publicKey), needed, holders, until, confirmedBy } }), () => undefined);
    context.changed('office');
    return { name: escrowName(set.publicKey), needed, until, parts: parts.map((code, index) => ({ holder: holders[index] ?? '', code })) };
  },

  'escrow.end': ({ reason, second }, context) => {
    const confirmedBy = needSecond(context, 'keys', second);
    const ended = endEscrow(context.writer, context.actor.user);
    writeChanges(context.writer, context.meta('escrow', { reason, detail: { what: 'escrowEnded', key: escrowName(ended.publicKey), confirmedBy } }), () => undefined);
    context.changed('office');
    return { ok: true };
  },

  'escrow.join': ({ second }, context) => {
    const confirmedBy = needSecond(context, 'keys', second);
    const secrets = context.host.secrets();
    if (secrets.signingKey === null) fail('NO_SIGNING_KEY');
    joinEscrowOf({ office: context.writer, secrets, user: context.actor.user }, confirmedBy);
    context.changed('office');
    return { ok: true };
  },

  'escrow.leave': ({ reason, second }, context) => {
    leaveEscrow(context.writer, context.actor.user, reason, needSecond(context, 'keys', second));
    context.changed('office');
    return { ok: true };
  },

  'escrow.offered': (_input, { host }) => {
    const dir = host.officeDir();
    if (dir === null) return { joined: null, pending: null };
    const joined = joinedEscrow(readKeyring(officePaths(dir).keyring));
    const pending = pendingRequest(dir);
    const waits = pending !== null && host.surroundings.now().toISOString() <= pending.until;
    return { joined: joined && { cityName: joined.displayName, until: joined.until }, pending: waits ? askerOf(pending) : null };
  },

  'escrow.request': ({ user, passphrase, path }, { host, changed }) => {
    const dir = host.officeDir() ?? fail('NO_OFFICE', { folder: '' });
    const identity = readIdentity(dir);
    const keyring = readKeyring(officePaths(dir).keyring);
    const joined = joinedEscrow(keyring) ?? fail('ESCROW_NONE');
    const now = host.surroundings.now();
    if (localDate(now) > joined.until) fail('ESCROW_EXPIRED', { name: identity.name, until: joined.until });
    const who = keyring.wraps.find((wrap) => wrap.kind === 'user' && wrap.name.toLowerCase() === user.trim().toLowerCase()) ?? fail('USER_UNKNOWN', { name: user });
    refuseWeak(passphrase, [who.name, who.displayName, identity.name]);
    const { kdf, publicKey } = keyFromPassphrase(passphrase, host.options.kdfCost);
    const request: EscrowRequest = {
      kind: 'tepat-escrow-request', format: 1, requestId: host.surroundings.newId(), officeId: identity.officeId, code: identity.code, name: identity.name, practice: identity.practice,
      user: { id: who.id, name: who.name, displayName: who.displayName }, kdf, publicKey, escrowKey: joined.publicKey, box: joined.box,
      at: now.toISOString(), until: new Date(now.getTime() + REQUEST_DAYS * DAY_MS).toISOString(),
    };
    const file = writeEscrowFile(path, request);
    keepPending(dir, request);
    noteEvent(host.options, { what: 'escrow', code: 'REQUESTED' });
    changed('office');
    return { ...askerOf(request), file };
  },

  'escrow.look': ({ path }, { writer }) => {
    const request = readRequest(path);
    return { ...askerOf(request), trouble: requestTrouble(writer, request), needed: cityEscrow(writer)?.needed ?? 0 };
  },

  'escrow.answer': ({ path, parts, fingerprint, out, reason, second }, context) => {
    const { writer } = context;
    const request = readRequest(path);
    requireFingerprint(fingerprint, requestWords(request), request.name);
    const confirmedBy = needSecond(context, 'keys', second);
    const { value: { answer, holders } } = tryOnce(triesPlace(context), ESCROW, () => answerRequest(writer, request, parts));
    // Said before it leaves: an answer that was not logged does not exist.
    const detail = { what: 'escrowUsed', office: request.code, name: request.name, user: request.user.name, request: request.requestId, fingerprint: requestWords(request), holders, confirmedBy };
    writeChanges(writer, context.meta('escrow', { reason, detail }), () => undefined);
    const file = writeEscrowFile(out, answer);
    context.changed('office');
    return { file, holders };
  },

  'escrow.install': ({ path, passphrase }, { host, changed }) => {
    const dir = host.officeDir() ?? fail('NO_OFFICE', { folder: '' });
    host.lock();
    const answer = readAnswer(path);
    const asked = pendingRequest(dir);
    const { now, newId } = host.surroundings;
    if (asked?.requestId !== answer.requestId || asked.officeId !== answer.officeId) return fail('ESCROW_ANSWER_OTHER');
    if (now().toISOString() > asked.until) fail('ESCROW_REQUEST_OLD', { name: asked.name, until: asked.until.slice(0, 10) });
    const { kdfCost, profileDir } = host.options;
    const { value: secrets } = tryOnce({ profileDir, officeId: asked.officeId, now }, asked.user.name, () => openAnswer(asked, answer, passphrase));
    giveBack(host, dir, asked, secrets, passphrase);
    const office = openOffice({ dir, profileDir, user: asked.user.name, passphrase, now, newId, kdfCost, renewed: true });
    let recoveryCode: string | null = null;
    try {
      const detail = { what: 'escrowUsed', city: answer.city, name: answer.cityName, user: asked.user.name, request: asked.requestId, fingerprint: requestWords(asked) };
      writeChanges(office.writer, { user: { uid: office.userId, name: asked.user.name }, kind: 'escrow', reason: 'escrow.install', detail }, () => undefined);
      recoveryCode = newKeys(office, asked, kdfCost);
    } finally {
      office.close();
    }
    keepPending(dir, null);
    noteEvent(host.options, { what: 'escrow', code: recoveryCode === null ? 'INSTALLED' : 'REKEYED' });
    changed('office');
    return { user: asked.user.name, recoveryCode, rekeyed: recoveryCode !== null };
  },
};

function lastAt(office: Reader, kind: string, what: string): string | null {
  return sql(office, 'SELECT max(at) FROM tx WHERE kind = ? AND detail LIKE ?').pluck().get(kind, `{"what":"${what}"%`) as string | null;
}

/** What a screen says of a request. */
function askerOf(request: EscrowRequest) {
  const { requestId, code, name, at, until } = request;
  return { requestId, code, name, user: request.user.displayName, at, until, fingerprint: requestWords(request) };
}

/** Ten words over everything that a request says: whoever swapped a key or a name in it on the way has other words. */
function requestWords(request: EscrowRequest): string {
  return fingerprintOf(sha256(Buffer.concat([Buffer.from('tepat-escrow-request-v1\0'), Buffer.from(canonicalJson(request))])));
}

/** Errors: WRONG_PASSPHRASE (not the one chosen with the request), ESCROW_ANSWER_OTHER (not sealed for it). */
function openAnswer(asked: EscrowRequest, answer: EscrowAnswer, passphrase: string): Secrets {
  const seed = seedFromPassphrase(passphrase, asked.kdf);
  if (publicKeyOf(seed) !== asked.publicKey) fail('WRONG_PASSPHRASE');
  const text = openSealed(seed, answerBound(asked), answer.box);
  return text === null ? fail('ESCROW_ANSWER_OTHER') : secretsIn(text);
}

/** Wraps the secrets for the user who asked, as the register knows that user today. Errors: USER_ENDED, USER_UNKNOWN. */
function giveBack(host: Host, dir: string, asked: EscrowRequest, secrets: Secrets, passphrase: string): void {
  const paths = officePaths(dir);
  const lock = lockOffice(paths.lock, host.options.waitMs ?? 0);
  try {
    const keyring = finishRekey(paths, readKeyring(paths.keyring));
    const who = userInRegister(dir, secrets.databaseKey, asked.user.name, host.surroundings);
    const own = { ...secrets, signingKey: may(who.role, 'package.send') ? secrets.signingKey : null };
    saveKeyring(paths.keyring, wrapForUser(keyring, who, passphrase, own, host.options.kdfCost));
  } finally {
    lock.release();
  }
}

/** New keys in the place of those that left the office in the box; null where they cannot be made now: the office then says so until they are. */
function newKeys(office: ReturnType<typeof openOffice>, asked: EscrowRequest, kdfCost: number | undefined): string | null {
  const { writer, secrets, userId } = office;
  const users = listUsers(writer);
  const fresh = newRecoveryCode();
  const note = (kind: string, reason: string, detail: object): void => writeChanges(writer, { user: { uid: userId, name: asked.user.name }, kind, reason, detail }, () => undefined);
  note('user', 'escrow.install', { what: 'rekey', request: asked.requestId });
  try {
    prepareRekey(writer.dir, secrets, rekeyHolders(writer, users), fresh, kdfCost);
    return fresh;
  } catch {
    note('escrow', 'escrow.install', { what: 'escrowUsed', request: asked.requestId, rekey: 'failed' });
    return null;
  }
}
