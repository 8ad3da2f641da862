import { readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { writeChanges } from '../../../db/store/change-log.ts';
import { carryOverLater, finishCheckpoint, withLateCheckpoint } from '../../../db/store/late-checkpoint.ts';
import { officePaths } from '../../../db/store/office-folder.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { TEST_META, tempOffice } from '../../helpers/temp-office.ts';

it('a large write is carried over into the register beside the work that goes on, and an office that closes at once loses nothing of it', async () => {
  const temp = tempOffice();
  try {
    const { writer, secrets } = temp.office;
    const { register } = officePaths(temp.dir);
    const count = (): unknown => temp.office.writer.db.prepare('SELECT count(*) FROM family').pluck().get();
    const write = (families: number) => writeChanges(writer, TEST_META, (log) => {
      for (let n = 0; n < families; n += 1) log.create('family', { rt: '001', address: `JL. MELATI NOMOR ${n} ${'X'.repeat(500)}` });
    });
    writer.db.pragma('wal_checkpoint(TRUNCATE)');
    const before = readFileSync(register);
    withLateCheckpoint(writer, secrets.databaseKey, () => write(3000));
    // A small commit right after it leaves the long WAL to the thread.
    expect(writer.db.pragma('wal_autocheckpoint', { simple: true })).toBe(0);
    write(1);
    await expect.poll(() => statSync(register).size, { timeout: 20_000 }).toBeGreaterThan(before.length + 3000 * 500);
    finishCheckpoint(writer.db);
    expect(count()).toBe(3001);
    await expect.poll(() => writer.db.pragma('wal_autocheckpoint', { simple: true })).toBe(1000);
    withLateCheckpoint(writer, secrets.databaseKey, () => write(3000));
    temp.reopen();
    expect(temp.office.notices).toEqual([]);
    expect(count()).toBe(6001);
    expect(verifyOffice(temp.office.writer)).toMatchObject({ integrity: 'ok', auditOk: true });
  } finally {
    temp.remove();
  }
});

it('what many small writes left in the WAL is carried over beside them, and no commit does it', async () => {
  const temp = tempOffice();
  try {
    const { writer, secrets } = temp.office;
    const waits = (): number => {
      const [{ log, checkpointed }] = writer.db.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
      return log - checkpointed;
    };
    const save = (): void => {
      writeChanges(writer, TEST_META, (log) => {
        for (let n = 0; n < 100; n += 1) log.create('family', { rt: '001', address: `JL. MELATI ${'X'.repeat(900)}` });
      });
      carryOverLater(writer, secrets.databaseKey);
    };
    writer.db.pragma('wal_checkpoint(TRUNCATE)');
    save();
    const few = waits();
    expect(few).toBeGreaterThan(20);
    // More than a commit of SQLite would leave there.
    while (waits() < 1000) save();
    await expect.poll(waits, { timeout: 20_000 }).toBeLessThan(few);
    finishCheckpoint(writer.db);
    temp.reopen();
    expect(verifyOffice(temp.office.writer)).toMatchObject({ integrity: 'ok', auditOk: true });
  } finally {
    temp.remove();
  }
});
