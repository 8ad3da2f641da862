import type { DevTools } from './devtools-pipe.ts';
import { note, state, toAppUrl } from './state.ts';

/** What DevTools tells of a request that waits for an answer. */
export interface PausedRequest {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string };
  readonly resourceType: string;
}

/** Answers a paused request as Electron would: the app's filter first, then its protocol handler, else the network. */
export async function answerRequest(devTools: DevTools, session: string, paused: PausedRequest): Promise<void> {
  const url = toAppUrl(paused.request.url);
  const requestId = paused.requestId;
  if (await isCancelled(url, paused.resourceType)) {
    note('request-refused', { url });
    await devTools.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, session);
    return;
  }
  const handler = state.protocolHandlers.get(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) {
    await devTools.send('Fetch.continueRequest', { requestId }, session);
    return;
  }
  const response = await handler(new Request(url, { method: paused.request.method }));
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
  await devTools.send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body }, session);
}

function isCancelled(url: string, resourceType: string): Promise<boolean> {
  const filter = state.requestFilter;
  if (filter === null) return Promise.resolve(false);
  return new Promise((resolve) => filter({ url, resourceType }, ({ cancel }) => resolve(cancel === true)));
}
