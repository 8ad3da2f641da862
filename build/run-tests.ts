import { buildApp } from './build-app.ts';
import { chooseEngine } from './electron-binary.ts';
import { needChromium } from './need-chromium.ts';
import { suites } from './suites.ts';
import type { Suite, SuiteResult } from './suites.ts';

/**
 * `npm test`: every suite in order, all of them even when one fails, each with its count, seconds and engine, every
 * skip with its reason; the last line is the sum. The checks of the sources run beside each other first. Names after
 * `--` run only those suites.
 */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const outputLimit = 12_000;
const choice = chooseEngine();
const engine = choice.engine === 'electron' ? 'Electron' : 'stand-in';
const asked = process.argv.slice(2);
const chosen = suites.filter((suite) => asked.length === 0 || asked.includes(suite.name));
const total = { passed: 0, failed: 0, skipped: 0 };

if (choice.engine === 'stand-in') say(`Engine for windows: stand-in (Peraga Chromium), because ${choice.reason}.`);
else say('Engine for windows: Electron.');
await prepareApp();
const beside = new Map(chosen.filter((suite) => suite.beside).map((suite) => [suite, timed(suite)]));
for (const suite of chosen) report(suite, await (beside.get(suite) ?? timed(suite)));
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** Builds the app for the suites that need it; their tests say themselves what is missing when this fails. */
async function prepareApp(): Promise<void> {
  if (!chosen.some((suite) => suite.app)) return;
  const started = performance.now();
  try {
    if (choice.engine === 'stand-in' && chosen.some((suite) => suite.window)) needChromium();
    await buildApp();
    total.passed += 1;
    say(line('build', 1, 0, 0, secondsSince(started), 'esbuild and vite'));
  } catch (error) {
    total.failed += 1;
    say(line('build', 0, 1, 0, secondsSince(started), error instanceof Error ? error.message : String(error)));
  }
}

interface Timed {
  readonly result: SuiteResult;
  readonly seconds: number;
}

async function timed(suite: Suite): Promise<Timed> {
  const started = performance.now();
  return { result: await suite.run(), seconds: secondsSince(started) };
}

function report(suite: Suite, { result, seconds }: Timed): void {
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped.length;
  const about = suite.window ? `${suite.about} [${engine}]` : suite.about;
  say(line(suite.name, result.passed, result.failed, result.skipped.length, seconds, about));
  for (const { title, note } of result.skipped) say(`    SKIPPED ${title}: ${note === '' ? 'no reason given' : note}`);
  for (const { title, repeated } of result.repeated ?? []) say(`    REPEATED ${title}: passed at the second try; the first said: ${repeated}`);
  if (result.failed > 0) say(result.output.length > outputLimit ? `…${result.output.slice(-outputLimit)}` : result.output);
}

function line(name: string, passed: number, failed: number, skipped: number, seconds: number, about: string): string {
  return `${name.padEnd(13)} ${cell(passed)} ok ${cell(failed)} failed ${cell(skipped)} skipped ${seconds.toFixed(1).padStart(7)} s  ${about}`;
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}

function cell(count: number): string {
  return String(count).padStart(5);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
