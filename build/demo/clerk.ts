import path from 'node:path';
import type { CallInput, CallName, CallOutput } from '../../db/api/contract.ts';
import { lock } from '../../renderer/text/id/lock.ts';
import { welcome } from '../../renderer/text/id/welcome.ts';
import type { LaunchedApp } from '../../tests/helpers/app.ts';

/** Someone at the window: types, presses keys, goes places, and takes a picture of what is there. */
export interface Clerk {
  goTo(route: string): Promise<void>;
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** A call through the window's own bridge, as its screens make it; throws the refusal. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  picture(name: string): Promise<void>;
  /** Walks the first-run wizard to an open office; answers the recovery code that it showed. */
  setUpOffice(office: { region: string; code: string; name: string; passphrase: string }): Promise<string>;
  lockAndOpen(passphrase: string): Promise<void>;
}

/** Puts a clerk at an open window; pictures go to `folder` at 1366×768. */
export async function seatClerk(app: LaunchedApp, folder: string): Promise<Clerk> {
  const { page } = app;
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const clerk: Clerk = {
    goTo: async (route) => {
      await page.evaluate((to) => void (window.location.hash = to), route);
      await settle();
    },
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      await settle();
    },
    type: async (text) => {
      await page.keyboard.type(text);
      await settle();
    },
    call: async (name, input) => {
      const answer = await page.evaluate(([name, input]) => window.tepat?.call(name, input), [name, input] as const);
      if (!answer?.ok) throw new Error(`${name}: ${JSON.stringify(answer?.error)}`);
      return answer.value as never;
    },
    picture: async (name) => {
      await settle();
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
    },
    setUpOffice: (office) => setUpOffice(office),
    lockAndOpen: async (passphrase) => {
      await clerk.press('Control+l');
      await page.getByLabel(lock.passphrase, { exact: true }).fill(passphrase);
      await clerk.press('Enter');
      await page.getByRole('navigation').first().waitFor();
    },
  };

  /** Lets answers arrive and the page draw them: nothing asked of the bridge for a moment. */
  async function settle(): Promise<void> {
    await page.waitForTimeout(350);
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached', timeout: 15_000 });
  }

  async function setUpOffice({ region, code, name, passphrase }: Parameters<Clerk['setUpOffice']>[0]): Promise<string> {
    await page.getByLabel(welcome.officeLabel).fill(region);
    const choice = page.getByRole('option').filter({ hasText: code });
    await choice.waitFor();
    await clerk.picture('01-kantor');
    await choice.click();
    await page.getByLabel(welcome.userLabel).fill(name);
    await clerk.picture('02-pengguna');
    await clerk.press('Enter');
    await page.getByLabel(welcome.passphraseLabel, { exact: true }).fill(passphrase);
    await page.getByLabel(welcome.passphraseAgain).fill(passphrase);
    await clerk.picture('03-kata-sandi');
    await clerk.press('Enter');
    const shown = page.getByText(/^[0-9A-Z]{4,}(-[0-9A-Z]{4,}){3,}$/);
    await shown.waitFor({ timeout: 60_000 });
    const recoveryCode = (await shown.innerText()).trim();
    await clerk.picture('04-kode-pemulihan');
    const groups = recoveryCode.split('-');
    for (const [index, group] of groups.entries()) {
      const field = page.getByLabel(welcome.recoveryAsk.replace('{n}', String(index + 1)));
      if ((await field.count()) > 0) await field.fill(group);
    }
    await page.getByRole('button', { name: welcome.recoveryConfirm }).click();
    await page.getByRole('button', { name: welcome.doneStart }).click();
    await page.getByRole('navigation').first().waitFor();
    return recoveryCode;
  }

  return clerk;
}
