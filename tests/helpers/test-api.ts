import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caller, createApi } from '../../db/api/create-api.ts';
import type { ApiEvent } from '../../db/api/contract.ts';
import type { Call } from '../../db/cli/session.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from './temp-office.ts';

export interface TestApi {
  readonly root: string;
  readonly dir: string;
  readonly call: Call;
  readonly events: ApiEvent[];
  /** Signs in as another user; every later call is that user's. */
  signIn(user: string, passphrase?: string): Promise<void>;
  close(): Promise<void>;
  /** Closes and removes the folder. */
  remove(): Promise<void>;
}

export interface TestApiOptions {
  readonly code?: string;
  readonly practice?: boolean;
  /** As the window's writing thread, in which alone the clock of uploads goes; it reads as well. */
  readonly lane?: 'write';
  readonly now?: () => Date;
  /** A day that only a practice office hears. */
  readonly practiceDay?: string;
  /** A folder to share with other offices of the same test, and this one's name in it. */
  readonly root?: string;
  readonly folder?: string;
}

/** An office behind the real api, created and open as its first user, `siti`, an administrator. */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  const root = options.root ?? mkdtempSync(join(tmpdir(), 'tepat-api-'));
  const dir = join(root, options.folder ?? 'kantor');
  const events: ApiEvent[] = [];
  let token = '';
  const api = createApi({ lane: options.lane ?? 'both', profileDir: join(root, 'profil'), officeDir: dir, now: options.now ?? (() => new Date()), practiceDay: options.practiceDay, onEvent: (event) => void events.push(event), kdfCost: TEST_KDF_COST });
  const call = caller(api, () => token);
  const signIn = async (user: string, passphrase = TEST_PASSPHRASE): Promise<void> => {
    token = (await call('session.open', { user, passphrase })).session;
  };
  await call('office.create', { code: options.code ?? '64.74.03.1002', user: 'siti', passphrase: TEST_PASSPHRASE, practice: options.practice ?? false });
  await signIn('siti');
  return {
    root, dir, call, events, signIn, close: () => api.close(),
    async remove() {
      await api.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The code that a call refuses with, or `no error`. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'no error';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
