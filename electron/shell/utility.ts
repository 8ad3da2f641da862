import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import type { StartProcess } from '../../db/api/host.ts';

/** Nearly all in it is gone a moment later: room for more, in MB or percent of what is in use, would only be taken. */
const [SEMI_SPACE_MB, GROWING_PERCENT] = [4, 40];

/** Starts a script as a process of Electron's own: its program runs no scripts by itself, the fuse for that is off. */
export const startUtility: StartProcess = (script) => {
  const child = utilityProcess.fork(fileURLToPath(script), [], { execArgv: [`--max-semi-space-size=${SEMI_SPACE_MB}`, `--heap-growing-percent=${GROWING_PERCENT}`], stdio: 'ignore', serviceName: 'Tepat' });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (take) => void child.on('message', take),
    onExit: (tell) => void child.on('exit', tell),
    kill: () => void child.kill(),
  };
};
