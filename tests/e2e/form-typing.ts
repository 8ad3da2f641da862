import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { LaunchedApp } from '../helpers/app.ts';
import { launchOffice, signIn as signInWith } from '../helpers/ready-office.ts';

/** How a clerk answers one question: the text, what is wrongly typed first, and the key that goes on. */
interface TypedAnswer {
  readonly text: string;
  /** Typed first; the form must object before the right one is typed. */
  readonly wrong?: string;
  /** What the form says to the wrong text. */
  readonly objection?: RegExp;
  /** Default Enter. */
  readonly key?: string;
}
export type Answers = Readonly<Record<string, string | TypedAnswer>>;

const passphrase = 'perahu biru di muara 7';
const officeCode = '64.74.03.1002';

/** Opens a fresh office and signs in. */
export async function openOffice(): Promise<LaunchedApp> {
  return (await launchOffice({ code: officeCode, user: 'siti', displayName: 'Siti Rahmawati', passphrase })).app;
}

/** Types the passphrase at the lock. */
export function signIn(app: LaunchedApp): Promise<void> {
  return signInWith(app, passphrase);
}

/** Counts what the hands do in the window from now on. */
export async function countHands(page: Page): Promise<() => Promise<{ keys: number; mouse: number }>> {
  await page.evaluate(() => {
    const hands = { keys: 0, mouse: 0 };
    Object.assign(window, { hands });
    const modifiers = ['Control', 'Shift', 'Alt', 'Meta'];
    window.addEventListener('keydown', (event) => { if (!modifiers.includes(event.key)) hands.keys += 1; }, true);
    for (const sign of ['mousedown', 'mousemove', 'pointerdown', 'wheel', 'touchstart']) window.addEventListener(sign, () => { hands.mouse += 1; }, true);
  });
  return () => page.evaluate(() => (window as unknown as { hands: { keys: number; mouse: number } }).hands);
}

/** The question that has the cursor: `name` of `new-1.name`; null when it is on no question. */
export function cursor(page: Page): Promise<string | null> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['field'] ?? null);
}

/**
 * Walks through questions with the keyboard alone until `done` says that this part is over; questions without an answer
 * in the table are passed with Enter. Answers how many wrong texts were typed.
 */
export async function walk(page: Page, answers: Answers, done: (field: string | null) => boolean): Promise<number> {
  let wrong = 0;
  for (let turn = 0; turn < 120; turn += 1) {
    const at = await cursor(page);
    if (done(at)) return wrong;
    if (at === null) throw new Error('The cursor is on no question');
    const answer = answers[at.slice(at.indexOf('.') + 1)];
    const typed: TypedAnswer = typeof answer === 'object' ? answer : { text: answer ?? '' };
    if (typed.wrong !== undefined) {
      await page.keyboard.type(typed.wrong);
      await page.keyboard.press('Enter');
      await expect(page.locator('main')).toContainText(typed.objection ?? /Menahan/);
      await page.keyboard.press('Shift+Enter');
      await expect.poll(() => cursor(page)).toBe(at);
      wrong += 1;
    }
    await page.keyboard.type(typed.text);
    await page.keyboard.press(typed.key ?? 'Enter');
    await expect.poll(() => cursor(page), `the cursor stays on ${at}`).not.toBe(at);
  }
  throw new Error('The questions do not end');
}
