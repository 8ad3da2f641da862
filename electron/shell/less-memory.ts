import { app } from 'electron';

/**
 * What the engine can do without on PCs of 4 GB (decision 0041). Before the app is ready.
 *
 * - No process of its own for the network: everything the page loads comes out of the archive, and whatever asks for more is
 *   refused before it (`lockdown.ts`). Uploads are not the engine's, they go through Node.
 * - Little room for what is young in the page, and code in its short form: lists and forms do not notice.
 */
export function takeLessMemory(): void {
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
  app.commandLine.appendSwitch('js-flags', '--optimize-for-size --max-semi-space-size=1');
}
