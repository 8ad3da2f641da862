import { expect, it, vi } from 'vitest';
import { writeChanges } from '../../../db/store/change-log.ts';
import { withLateCheckpoint } from '../../../db/store/late-checkpoint.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { TEST_META, tempOffice } from '../../helpers/temp-office.ts';

const nowhere = new URL('./there-is-no-such-thread.ts', import.meta.url);

it.each([
  ['whose file is gone', nowhere],
  ['that the system does not give', new URL('https://contoh.invalid/thread.ts')],
])('a checkpoint thread %s keeps nobody waiting: the work stands, and closing carries it over', async (_what, thread) => {
  const temp = tempOffice();
  const wait = vi.spyOn(Atomics, 'wait');
  try {
    const { writer, secrets } = temp.office;
    const write = () => writeChanges(writer, TEST_META, (log) => {
      for (let n = 0; n < 300; n += 1) log.create('family', { rt: '001', address: `JL. MELATI NOMOR ${n}` });
      return 'written';
    });
    expect(withLateCheckpoint(writer, secrets.databaseKey, write, thread)).toBe('written');
    // Closed at once, before any word of the failure can have come, and again after it did.
    temp.reopen();
    expect(withLateCheckpoint(temp.office.writer, secrets.databaseKey, () => 'again', thread)).toBe('again');
    await new Promise((resolve) => void setTimeout(resolve, 200));
    temp.reopen();
    expect(wait).not.toHaveBeenCalled();
    expect(temp.office.notices).toEqual([]);
    expect(temp.office.writer.db.prepare('SELECT count(*) FROM family').pluck().get()).toBe(300);
    expect(verifyOffice(temp.office.writer)).toMatchObject({ integrity: 'ok', auditOk: true });
  } finally {
    wait.mockRestore();
    temp.remove();
  }
});
