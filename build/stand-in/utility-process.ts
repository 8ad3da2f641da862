import { fork as forkNode } from 'node:child_process';
import { EventEmitter } from 'node:events';

interface ForkOptions { readonly execArgv?: string[]; readonly stdio?: 'ignore' | 'inherit' }

/** Electron's process beside main that runs a script: under the stand-in one of Node, which the script hears as such. */
export const utilityProcess = {
  fork(file: string, args: readonly string[] = [], { execArgv = [], stdio = 'inherit' }: ForkOptions = {}) {
    const child = forkNode(file, [...args], { serialization: 'advanced', execArgv, stdio: ['ignore', stdio, stdio, 'ipc'] });
    const events = new EventEmitter();
    child.on('message', (message) => events.emit('message', message));
    child.on('exit', (code) => events.emit('exit', code ?? 0));
    return Object.assign(events, {
      postMessage: (message: unknown): void => void child.send(message as object, () => undefined),
      kill: (): boolean => child.kill(),
    });
  },
};
