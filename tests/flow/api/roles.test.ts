import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyMayCall } from '../../../db/api/agency/for-agency.ts';
import { calls } from '../../../db/api/contract.ts';
import type { CallName } from '../../../db/api/contract.ts';
import { roles, rolePermissions } from '../../../db/rules/roles.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  // A city: the only kind of office that has users of agencies.
  api = await testApi({ code: '64.74' });
  for (const role of roles) await api.call('user.create', { name: role, displayName: role, role, passphrase: TEST_PASSPHRASE, ...(role === 'opd' && { agency: 'Dinas Sosial' }) });
});
afterAll(() => api.remove());

/** Input that is wrong on purpose: a call that is allowed must get past the role and then refuse this. */
const NONSENSE = { code: 1, text: 1, id: 1, path: 1, name: 1, user: 1, filter: 1, limit: 'x', key: 1, date: 1, staging: 1, family: 1, programme: 1, to: 1, paths: 1, folder: 1, file: 1, job: 1, purpose: 1, entity: 1, old: 1, kind: 1, batch: 1, packageId: 1, recoveryCode: 1, dir: 1, params: 1, sort: 1, values: 1 };
/** Calls without any input: allowed means that they answer. */
const names = (Object.keys(calls) as CallName[]).filter((name) => !calls[name].open && name !== 'session.lock');

describe('roles', () => {
  it.each(roles)('%s may call exactly what the role permits', async (role) => {
    await api.signIn(role);
    for (const name of names) {
      const { permission } = calls[name];
      const allowed = (permission === null || rolePermissions[role].includes(permission)) && (role !== 'opd' || agencyMayCall(name));
      const code = await refusal(api.call(name, NONSENSE as never));
      expect(`${name}: ${code === 'NOT_ALLOWED' ? 'refused' : 'heard'}`).toBe(`${name}: ${allowed ? 'heard' : 'refused'}`);
    }
  });

  it('hears nobody without a session, and nobody with a made-up one', async () => {
    await api.call('session.lock', {});
    for (const name of names) expect(`${name} ${await refusal(api.call(name, NONSENSE as never))}`).toBe(`${name} LOCKED`);
    await api.signIn('siti');
  });

  it('gives nobody but the admin the users, and the verifikator and auditor no way to send', () => {
    expect(roles.filter((role) => rolePermissions[role].includes('user.manage'))).toEqual(['admin']);
    expect(roles.filter((role) => rolePermissions[role].includes('package.send'))).toEqual(['operator', 'pengesah', 'admin']);
  });
});
