import { caller, createApi } from '../../db/api/create-api.ts';
import type { Call } from '../../db/cli/session.ts';
import { launchApp } from './app.ts';
import type { LaunchedApp, LaunchOptions } from './app.ts';
import { TEST_KDF_COST } from './temp-office.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface OfficeToMake {
  readonly code: string;
  readonly user: string;
  readonly displayName: string;
  readonly passphrase: string;
}

/** The window of an office that was made before it opened. */
export interface ReadyOffice {
  readonly app: LaunchedApp;
  readonly user: string;
  readonly passphrase: string;
}

/** Makes an office, or the practice office with its families, in a fresh profile with a cheap key (`first-run` walks the real way), opens the app on it and signs in. */
export async function launchOffice(office?: OfficeToMake, options: LaunchOptions = {}): Promise<ReadyOffice> {
  const profileDir = options.profileDir ?? temporaryFolder('profile');
  const made = await makeOffice(profileDir, office);
  const app = await launchApp({ ...options, profileDir });
  await signIn(app, made.passphrase);
  return { app, ...made };
}

/** Makes an office, or the practice office, in a profile; answers who opens it. */
export async function makeOffice(profileDir: string, office?: OfficeToMake): Promise<{ user: string; passphrase: string }> {
  const api = createApi({ lane: 'both', profileDir, now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST });
  const made = await make(caller(api, () => ''), office);
  await api.close();
  return made;
}

async function make(call: Call, office?: OfficeToMake): Promise<{ user: string; passphrase: string }> {
  if (office === undefined) return call('office.createPractice', {});
  await call('office.create', { ...office, practice: true });
  return office;
}

/** Types the passphrase at the lock and waits for the frame. */
export async function signIn({ page }: LaunchedApp, passphrase: string): Promise<void> {
  await page.locator('input[type=password]').first().waitFor();
  await page.locator('input[type=password]').first().focus();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor();
}
