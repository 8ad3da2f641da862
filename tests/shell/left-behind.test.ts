import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { chooseEngine } from '../../build/electron-binary.ts';
import { patience } from '../helpers/patience.ts';
import { buildShellApp } from '../helpers/shell-app.ts';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a stand-in ends when whoever started it is killed', async ({ skip }) => {
  skip(chooseEngine().engine === 'electron', 'Electron is here, so no stand-in is used');
  const distDir = await buildShellApp('left-behind');
  const starter = spawn(process.execPath, ['tests/fixtures/shell/start-and-wait.ts', distDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(starter.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(isRunning(pid)).toBe(true);
  starter.kill('SIGKILL');
  await expect.poll(() => isRunning(pid), { timeout: patience(10_000) }).toBe(false);
});
