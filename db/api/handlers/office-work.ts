import { existsSync } from 'node:fs';
import { fail } from '../../rules/failure.ts';
import { readBackupHeader, restoreKeyring, restoreOffice, writeBackup } from '../../store/backup.ts';
import { writeChanges } from '../../store/change-log.ts';
import { keyringUsers, openForRecovery, parseKeyring, readKeyring, RECOVERY } from '../../store/keyring.ts';
import { tryOnce } from '../../store/failed-tries.ts';
import { setMeta } from '../../store/meta.ts';
import { officePaths, readIdentity } from '../../store/office-folder.ts';
import { openOffice } from '../../store/open-office.ts';
import { backupPhotosBeside, keepPhotosReadable, restorePhotosBeside } from '../../store/photos/office-photos.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { listSnapshots } from '../../store/snapshot.ts';
import { rememberVerified } from '../../store/verified-mark.ts';
import { verifyOffice } from '../../store/verify.ts';
import { homeOf } from '../home.ts';
import { knownBackups } from '../known-backups.ts';
import { keepLostWork } from '../lost-work.ts';
import type { KnownBackup } from '../known-backups.ts';
import type { officeWorkCalls } from '../contract/office-work.ts';
import type { Handlers } from '../handler.ts';
import { restorePlace } from '../second-person.ts';

const BACKUPS_KEPT = 50;

/** Beranda is the first thing that is asked: it waits for no report. */
const reporting = async () => (await import('./reports.ts')).reportHandlers;

export const officeWorkHandlers: Handlers<keyof typeof officeWorkCalls> = {
  home: (_input, context) => homeOf(context),

  'report.list': async (input, context) => (await reporting())['report.list'](input, context),
  'report.run': async (input, context) => (await reporting())['report.run'](input, context),
  'report.save': async (input, context) => (await reporting())['report.save'](input, context),

  'backup.create': ({ path }, context) => {
    const { writer, host } = context;
    const [key, at] = [host.secrets().databaseKey, writer.now().toISOString()];
    // The file comes last: where it is, its photos are.
    const photos = backupPhotosBeside(writer.dir, key, writer.identity.code, path, at);
    const written = writeBackup(writer, key, path, photos.total);
    const known: KnownBackup = { file: path, at, bytes: written.bytes, photos: photos.total };
    setMeta(writer.db, 'backups', JSON.stringify([known, ...knownBackups(writer)].slice(0, BACKUPS_KEPT)));
    writeChanges(writer, context.meta('system', { reason: 'backup.create', detail: { sha256: written.sha256, bytes: written.bytes, photos: photos.total } }), () => undefined);
    context.changed('office');
    return { ...written, photos };
  },

  'backup.list': (_input, { reader }) => {
    const snapshots = listSnapshots(officePaths(reader.dir).snapshots).map(({ file, at, bytes, why }) => ({ file, at, bytes, why, kind: 'snapshot' as const, good: true }));
    const backups = knownBackups(reader).map(({ file, at, bytes }) => ({ file, at, bytes, why: '', kind: 'backup' as const, good: existsSync(file) }));
    return [...backups, ...snapshots].sort((a, b) => b.at.localeCompare(a.at));
  },

  'backup.restore': ({ file, user, passphrase }, { host, changed }) => {
    const dir = host.officeDir() ?? host.newOfficeDir('dipulihkan', false);
    host.lock();
    const { now, newId } = host.surroundings;
    const name = user || firstUserOf(dir, file);
    const restore = file.endsWith('.keyring.json') ? restoreKeyring : restoreOffice;
    const { value: restored } = tryOnce(restorePlace(host, dir), name, () => restore(dir, file, { user: name, passphrase }, now().toISOString()));
    host.noteTrouble(null);
    if (!host.options.officeDir) host.useOffice(dir);
    const { kdfCost, profileDir } = host.options;
    const office = openOffice({ dir, profileDir, user: name, passphrase, now, newId, kdfCost });
    try {
      const { databaseKey } = office.secrets;
      keepPhotosReadable(dir, databaseKey, restored.keptAside, { user: name, passphrase });
      const beside = file.endsWith('.db') || file.endsWith('.keyring.json') ? null : file;
      const photos = restorePhotosBeside(dir, databaseKey, office.writer.identity.code, beside, beside === null ? 0 : readBackupHeader(beside).photos ?? 0);
      const lost = office.notices.find((notice) => notice.code === 'WORK_LOST');
      keepLostWork(office.writer, office.notices);
      const detail = { file, keptAside: restored.keptAside, notices: office.notices, photos };
      writeChanges(office.writer, { user: { uid: office.userId, name }, kind: 'system', reason: 'backup.restore', detail }, () => undefined);
      changed('office');
      return { ...restored, photos, epoch: office.writer.author.epoch, lostChanges: Number(lost?.params.changes ?? 0), lostActs: Number(lost?.params.acts ?? 0) };
    } finally {
      office.close();
    }
  },

  verify: async ({ job }, { writer, host, progress }) => {
    const { brokenBatches } = await import('./intake.ts');
    Atomics.store(host.cancelFlag, 0, 0);
    const tell = progress(job);
    const began = performance.now();
    const found = verifyOffice(writer, (done, total) => {
      if (Atomics.load(host.cancelFlag, 0) !== 0) fail('CANCELLED');
      const perSecond = done / Math.max(0.001, (performance.now() - began) / 1000);
      tell({ phase: 'check', done, total, perSecond, secondsLeft: (total - done) / Math.max(1, perSecond) });
    });
    const problems = [...found.problems, ...brokenBatches(writer)];
    if (found.integrity === 'ok' && found.auditOk && found.transactions > 0) rememberVerified(writer, host.options.profileDir, { tx: found.transactions, head: found.auditHead });
    return { ok: found.integrity === 'ok' && problems.length === 0, ...found, problems, counts: countsOf(writer) };
  },

  'recovery.confirm': ({ recoveryCode }, { host, changed }) => {
    const dir = host.officeDir() ?? fail('NO_OFFICE', { folder: '' });
    const place = { profileDir: host.options.profileDir, officeId: readIdentity(dir).officeId, now: host.surroundings.now };
    tryOnce(place, RECOVERY, () => openForRecovery(readKeyring(officePaths(dir).keyring), recoveryCode));
    changed('office');
    return { ok: true };
  },
};

/** The first user whose passphrase opens what is restored: a backup carries its own keyring, a snapshot lies beside the office's. */
function firstUserOf(dir: string, file: string): string {
  const keyring = file.endsWith('.db') ? readKeyring(officePaths(dir).keyring) : parseKeyring(readBackupHeader(file).keyring);
  return keyringUsers(keyring)[0]?.name ?? fail('BACKUP_BAD', { file });
}

function countsOf(reader: Reader) {
  return sql(reader, `SELECT (SELECT count(*) FROM family) AS families, (SELECT count(*) FROM person) AS people,
    (SELECT count(*) FROM familySummary WHERE active = 1) AS activeFamilies, (SELECT coalesce(sum(members), 0) FROM familySummary WHERE active = 1) AS activePeople,
    (SELECT count(*) FROM programme WHERE voided IS NULL) AS programmes, (SELECT count(*) FROM enrolment WHERE voided IS NULL) AS enrolments,
    (SELECT count(*) FROM ranking WHERE voided IS NULL) AS rankings, (SELECT count(*) FROM draft) AS drafts`).get() as Record<
    'families' | 'people' | 'activeFamilies' | 'activePeople' | 'programmes' | 'enrolments' | 'rankings' | 'drafts', number>;
}
