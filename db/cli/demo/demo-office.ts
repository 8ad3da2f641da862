import { join } from 'node:path';
import { caller, createApi } from '../../api/create-api.ts';
import { practicePassphrase } from '../../api/practice-passphrase.ts';
import type { Call } from '../session.ts';

/** One office of the demonstration, open as its first user. */
export interface DemoOffice {
  readonly name: string;
  readonly code: string;
  readonly dir: string;
  readonly fingerprint: string;
  /** Of the first user. */
  readonly passphrase: string;
  readonly call: Call;
  /** Every later call is that user's. */
  signIn(user: string, passphrase: string): Promise<void>;
  /** Signs the office's first user in again. */
  signInFirst(): Promise<void>;
  close(): Promise<void>;
}

export const DEMO_USER = 'operator';

/** Creates a practice office under `root` and signs in. The profile lies beside it, so that its marks do not touch this PC's own. */
export async function demoOffice(root: string, folder: string, code: string, { now = () => new Date(), kdfCost, passphrase = practicePassphrase() }: { now?: () => Date; kdfCost?: number; passphrase?: string } = {}): Promise<DemoOffice> {
  let token = '';
  const dir = join(root, folder);
  const api = createApi({ lane: 'both', profileDir: join(root, 'profil'), officeDir: dir, now, onEvent: () => undefined, ...(kdfCost !== undefined && { kdfCost }) });
  const call = caller(api, () => token);
  const made = await call('office.create', { code, user: DEMO_USER, displayName: 'Operator Peraga', passphrase, practice: true });
  const signIn = async (user: string, typed: string): Promise<void> => {
    token = (await call('session.open', { user, passphrase: typed })).session;
  };
  const signInFirst = (): Promise<void> => signIn(DEMO_USER, passphrase);
  await signInFirst();
  return { name: made.name, code, dir, fingerprint: made.fingerprint, passphrase, call, signIn, signInFirst, close: () => api.close() };
}
