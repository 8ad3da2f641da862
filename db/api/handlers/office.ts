import { fail, isFailure } from '../../rules/failure.ts';
import { headTitle, periodOf } from '../office-facts.ts';
import { readSettings, writeSetting } from '../../registry/settings.ts';
import { getUser, listUsers } from '../../registry/users.ts';
import { writeChanges } from '../../store/change-log.ts';
import { keepHolder } from '../../store/holders.ts';
import { keyringUsers, openForUser, readKeyring, saveKeyring, withoutWrap, wrapForUser } from '../../store/keyring.ts';
import { tryOnce } from '../../store/failed-tries.ts';
import { forgetInSnapshots } from '../../store/rekey.ts';
import { officePaths, readIdentity } from '../../store/office-folder.ts';
import { setMeta } from '../../store/meta.ts';
import { openOffice } from '../../store/open-office.ts';
import { keepMonths } from '../../registry/checkpoints/checkpoints.ts';
import { renewDerived } from '../../registry/renew-derived.ts';
import type { OpenOffice } from '../../store/open-office.ts';
import { localDate, sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import type { Regions } from '../../store/regions.ts';
import { hasAgencies, may, permissionsOf } from '../../rules/roles.ts';
import type { Role } from '../../rules/roles.ts';
import type { FieldValues } from '../../rules/field.ts';
import { SECURITY_PREFIX } from '../../rules/two-person.ts';
import { makePracticeRegister } from '../practice-register.ts';
import { dropEndedEscrow } from '../../handoff/escrow/office-escrow.ts';
import { ensureCard } from '../../handoff/card.ts';
import { lastSentOn, unsentChanges } from '../../handoff/neighbours.ts';
import { createWith } from '../create-with.ts';
import { keepLostWork, unheardLoss } from '../lost-work.ts';
import type { Handlers } from '../handler.ts';
import { describeOffice, makeSession } from '../host.ts';
import type { Host, OfficeTrouble, Session } from '../host.ts';
import { practicePassphrase } from '../practice-passphrase.ts';
import { needSecond, triesPlace } from '../second-person.ts';
import { refuseWeak } from './people.ts';
import type { officeCalls } from '../contract/office.ts';

const PRACTICE_CODE = '64.74.03.1002';
const PRACTICE_USER = 'operator';

function sessionFor(host: Host, { userId, mustChange }: OpenOffice): Session {
  const { active, id, name, displayName, role, areaPrefix, agency, classes } = getUser(host.writer(), userId);
  return active ? makeSession({ id, name, displayName, role, areaPrefix, agency }, classes, mustChange) : fail('WRONG_PASSPHRASE');
}

export const officeHandlers: Handlers<keyof typeof officeCalls> = {
  'region.search': ({ text, limit, near }, { host }) =>
    host.regions().search(text, limit, near).map(({ code, displayName, kind }) => ({ code, name: displayName, kind, path: pathText(host.regions(), code) })),
  'region.children': ({ code }, { host }) =>
    host.regions().children(code).map(({ code: child, displayName, kind }) => ({ code: child, name: displayName, kind, path: pathText(host.regions(), child) })),

  'office.status': (_input, { host }) => {
    const offices = host.offices().map(({ dir, current }) => ({ ...describeOffice(dir), current }));
    const dir = host.officeDir();
    if (dir === null) return { state: 'none', office: null, users: [], problem: null, offices };
    try {
      const identity = readIdentity(dir);
      const users = keyringUsers(readKeyring(officePaths(dir).keyring)).map(({ name, displayName }) => ({ name, displayName }));
      const trouble = host.takeTrouble();
      const office = { ...identity, deviceId: '' };
      if (trouble?.dir === dir) return { state: trouble.state, office, users, problem: { code: trouble.code, params: { ...trouble.params } }, offices };
      return { state: isOpen(host) ? 'open' : 'locked', office, users, problem: null, offices };
    } catch (error) {
      if (!isFailure(error)) throw error;
      return { state: 'damaged', office: null, users: [], problem: { code: error.code, params: { ...error.params } }, offices };
    }
  },

  'office.create': async (input, { host, changed }) => {
    refuseWeak(input.passphrase, [input.user, input.displayName ?? '', host.regions().get(input.code)?.displayName ?? '']);
    const dir = host.options.officeDir ?? host.newOfficeDir(input.code, input.practice);
    const made = await createWith(host, dir, input);
    if (!host.options.officeDir) host.useOffice(dir);
    changed('office');
    return made;
  },

  'office.createPractice': async (_input, { host, changed }) => {
    const dir = host.options.officeDir ?? host.newOfficeDir(PRACTICE_CODE, true);
    const passphrase = practicePassphrase();
    let made = { families: 0, people: 0 };
    const input = { code: PRACTICE_CODE, user: PRACTICE_USER, displayName: 'Operator Contoh', passphrase, practice: true };
    await createWith(host, dir, input, () => (made = makePracticeRegister(host.writer())));
    if (!host.options.officeDir) host.useOffice(dir);
    changed('office');
    return { user: PRACTICE_USER, passphrase, ...made };
  },

  'office.select': ({ dir }, { host, changed }) => {
    if (!host.offices().some((one) => one.dir === dir)) fail('NO_OFFICE', { folder: dir });
    host.useOffice(dir);
    changed('office');
    return { ok: true };
  },

  'office.info': (_input, { reader, host }) => {
    const { identity } = reader;
    const parent = host.regions().path(identity.code).at(-2);
    const deviceId = (sql(reader, "SELECT value FROM meta WHERE key = 'device'").get() as { value: string }).value;
    const date = today(reader);
    return {
      office: { ...identity, deviceId, parentName: parent?.displayName ?? '', headTitle: headTitle(identity.level) },
      today: date, period: periodOf(date), unsentChanges: unsentChanges(reader), lastSentOn: lastSentOn(reader),
      receiver: !['kelurahan', 'desa'].includes(identity.level),
    };
  },

  'session.open': async ({ user, passphrase }, { host, progress }) => {
    const dir = host.officeDir() ?? fail('NO_OFFICE', { folder: '' });
    host.lock();
    const { now, newId } = host.surroundings;
    const { kdfCost, profileDir, waitMs } = host.options;
    const office = openOrNote(host, dir, () => openOffice({ dir, profileDir, user, passphrase, now, newId, kdfCost, waitMs }));
    const tell = progress('open');
    await renewDerived(office.writer, (done, total) => tell({ phase: 'renew', done, total, perSecond: null, secondsLeft: null })).then(() => keepMonths(office.writer)).catch((error: unknown) => {
      office.close();
      throw error;
    });
    try {
      host.adopt(office, makeSession({ id: office.userId, name: user, displayName: user, role: 'auditor', areaPrefix: '', agency: null }));
      const session = sessionFor(host, office);
      host.replaceSession(session);
      dropEndedEscrow(office.writer, { uid: office.userId, name: session.user.name });
      if (office.secrets.signingKey !== null) await ensureCard({ office: office.writer, secrets: office.secrets });
      const { identity, author } = office.writer;
      const notices = office.notices.map(({ code, params: facts }) => ({ code, params: { ...facts } }));
      if (notices.length > 0) {
        const meta = { user: { uid: office.userId, name: session.user.name }, kind: 'system', reason: 'office.open', detail: { notices } };
        writeChanges(office.writer, meta, () => undefined);
      }
      keepLostWork(office.writer, office.notices);
      const lost = unheardLoss(office.writer, office.userId).map(({ code, params: facts }) => ({ code, params: { ...facts } }));
      const told = [...notices.filter(({ code }) => code !== 'WORK_LOST'), ...lost];
      return { session: session.token, user: session.user, permissions: [...session.permissions], mustChange: session.mustChange, office: { ...identity, deviceId: author.deviceUid }, notices: told };
    } catch (error) {
      host.lock();
      throw error;
    }
  },

  'session.lock': (_input, { host }) => {
    host.lock();
    return { ok: true };
  },

  'user.list': (_input, { reader }) => listUsers(reader),

  'user.create': (input, context) => {
    const { writer, host } = context;
    refuseWeak(input.passphrase, [input.name, input.displayName, writer.identity.name]);
    if (listUsers(writer).some((row) => row.name.toLowerCase() === input.name.toLowerCase())) fail('USER_EXISTS', { name: input.name });
    const agency = agencyFor(writer, input.role, input.agency);
    const confirmedBy = needSecond(context, 'users', input.second);
    const file = officePaths(writer.dir).keyring;
    const user = { id: writer.newId(), name: input.name, displayName: input.displayName };
    const secrets = { ...host.secrets(), signingKey: may(input.role, 'package.send') ? host.secrets().signingKey : null };
    const keyring = wrapForUser(readKeyring(file), user, input.passphrase, secrets, host.options.kdfCost, input.temporary);
    writeChanges(writer, context.meta('user', { reason: 'user.create', detail: { what: 'userMade', confirmedBy } }), (log) => {
      log.create('user', { name: input.name, displayName: input.displayName, role: input.role, areaPrefix: input.areaPrefix ?? writer.identity.code, agency, classes: classesText(input.classes), active: 1 }, user.id);
      keepHolder(writer.db, keyring, user.id);
    });
    saveKeyring(file, keyring);
    context.changed('office');
    return { id: user.id };
  },

  'user.update': (input, context) => {
    const { writer, host, session } = context;
    const record = findRecord(writer, 'user', input.id) ?? fail('NOT_FOUND', { id: input.id });
    if (input.role && input.role !== 'admin') requireOtherAdmin(writer, input.id);
    const before = getUser(writer, input.id);
    const agency = agencyFor(writer, input.role ?? before.role, input.agency ?? before.agency ?? undefined);
    const confirmedBy = needSecond(context, 'users', input.second);
    const classes: FieldValues = input.classes === undefined ? {} : { classes: classesText(input.classes) };
    const values: FieldValues = { ...definedOnly({ displayName: input.displayName, role: input.role, areaPrefix: input.areaPrefix }), ...classes, agency };
    writeChanges(writer, context.meta('user', { reason: 'user.update', detail: { what: 'userChanged', confirmedBy } }), (log) => {
      log.update('user', record.id, values);
      // The new role's owner gets, or loses, the signing key at the next sign-in; an empty grant takes it away.
      if (input.role) setMeta(writer.db, `grant:${input.id}`, may(input.role, 'package.send') ? host.secrets().signingKey : '');
    });
    // Who changes himself has no more than that from now on.
    if (input.id === session.user.id) {
      const { displayName, role, areaPrefix, agency: own, classes: chosen } = getUser(writer, input.id);
      host.replaceSession({ ...session, user: { ...session.user, displayName, role, areaPrefix, agency: own }, permissions: permissionsOf(role, chosen) });
    }
    context.changed('office');
    return { ok: true };
  },

  'user.end': ({ id, reason }, context) => {
    const { writer, host, session } = context;
    const record = findRecord(writer, 'user', id) ?? fail('NOT_FOUND', { id });
    requireOtherAdmin(writer, id);
    const file = officePaths(writer.dir).keyring;
    const keyring = withoutWrap(readKeyring(file), id);
    writeChanges(writer, context.meta('user', { reason }), (log) => {
      log.update('user', record.id, { active: 0, endedOn: localDate(writer.now()) });
      keepHolder(writer.db, keyring, id);
    });
    saveKeyring(file, keyring);
    forgetInSnapshots(writer.dir, (user) => user !== id);
    context.changed('office');
    // Who ends himself is out.
    if (id === session.user.id) host.lock();
    return { ok: true };
  },

  'user.changePassphrase': (input, context) => {
    const { writer, host, session } = context;
    const file = officePaths(writer.dir).keyring;
    const keyring = readKeyring(file);
    const { value: opened } = tryOnce(triesPlace(context), session.user.name, () => openForUser(keyring, session.user.name, input.old));
    refuseWeak(input.new, [session.user.name, session.user.displayName, writer.identity.name]);
    if (session.mustChange && input.new === input.old) fail('WEAK_PASSPHRASE', { reason: 'same' });
    const renewed = wrapForUser(keyring, session.user, input.new, opened, host.options.kdfCost);
    saveKeyring(file, renewed);
    writeChanges(writer, context.meta('user', { reason: 'user.changePassphrase', detail: {} }), () => { keepHolder(writer.db, renewed, session.user.id); });
    host.replaceSession({ ...session, mustChange: false });
    return { ok: true };
  },

  'setting.get': (_input, { reader }) => readSettings(reader),
  'setting.set': ({ key, value }, { writer, actor, changed, session }) => {
    if (key.startsWith(SECURITY_PREFIX)) fail('NOT_ALLOWED', { role: session.user.role, call: 'setting.set' });
    writeSetting(writer, actor.user, key, value);
    changed('office');
    return { ok: true };
  },

  'access.log': (input, context) => {
    writeChanges(context.writer, context.meta('access', { reason: input.purpose, detail: input }), () => undefined);
    return { ok: true };
  },
};

const troubles: Readonly<Record<string, OfficeTrouble['state']>> = { OFFICE_DAMAGED: 'damaged', OFFICE_NEWER: 'newer', OFFICE_BUSY: 'busy' };

/** Opens; what only a restore, an update or the other window can mend is kept for the lock screen to say. */
function openOrNote(host: Host, dir: string, open: () => OpenOffice): OpenOffice {
  host.noteTrouble(null);
  try {
    return open();
  } catch (error) {
    const state = isFailure(error) ? troubles[error.code] : undefined;
    if (isFailure(error) && state !== undefined) host.noteTrouble({ dir, state, code: error.code, params: error.params });
    throw error;
  }
}

/** The agency that a user of this role is bound to; null for all but those of an agency. Errors: AGENCY_CITY_ONLY, AGENCY_NEEDED. */
function agencyFor(reader: Reader, role: Role, agency: string | undefined): string | null {
  if (role !== 'opd') return null;
  if (!hasAgencies(reader.identity.level)) fail('AGENCY_CITY_ONLY');
  return agency ?? fail('AGENCY_NEEDED');
}

/** The classes of data that were chosen for a user, as they are kept; null leaves them to the role. */
function classesText(classes: readonly string[] | null | undefined): string | null {
  if (!classes) return null;
  // An empty text would be no value at all.
  return classes.length === 0 ? 'none' : classes.join(',');
}

function requireOtherAdmin(reader: Reader, userId: string): void {
  const others = listUsers(reader).filter((user) => user.active && user.role === 'admin' && user.id !== userId);
  if (others.length === 0) fail('LAST_ADMIN');
}

function definedOnly(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function isOpen(host: Host): boolean {
  try {
    host.writer();
    return true;
  } catch {
    return false;
  }
}

function pathText(regions: Regions, code: string): string {
  return regions.path(code).slice(0, -1).map((region) => region.displayName).reverse().join(', ');
}
