import path from 'node:path';
import type { CallInput, CallName, CallOutput } from '../../db/api/contract.ts';
import { startProcess } from '../../db/store/child-work.ts';
import { startDataThreads } from '../../electron/shell/data-threads.ts';
import { benchPassphrase, benchUser } from './bench-office.ts';

/** Calls the api by name. */
export type Call = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;

/** The api behind its two threads, as the window's main process reaches it: each call is a trip there and back. */
export interface RegisterThreads {
  readonly call: Call;
  close(): Promise<void>;
}

/** Starts the data threads of the built app on a profile and signs in. Refusals are thrown. */
export async function openRegisterThreads(distDir: string, profileDir: string): Promise<RegisterThreads> {
  const threads = startDataThreads({
    workerFile: path.join(distDir, 'electron/worker.cjs'),
    profileDir,
    startProcess,
    onEvent: () => undefined,
    onStop: (detail) => process.stderr.write(`A data thread ended: ${detail}\n`),
  });
  let session = '';
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const answer = await threads.call(name, input, session);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${JSON.stringify(answer.error.params)}`);
    return answer.value as CallOutput<N>;
  };
  session = (await call('session.open', { user: benchUser, passphrase: benchPassphrase })).session;
  return { call, close: () => threads.close() };
}

/** Imports a spreadsheet as a clerk does: opened, its regions confirmed, committed. Throws where it would not be whole. */
export async function importSpreadsheet(call: Call, file: string): Promise<{ families: number; people: number }> {
  const opened = await call('import.open', { path: file });
  const regions = opened.regions.flatMap(({ bpsCode, region, confirmed }) => (region === null || confirmed ? [] : [{ bpsCode, region }]));
  const { staging } = regions.length > 0 ? await call('import.confirmRegions', { staging: opened.staging, regions }) : opened;
  const { created, rejected } = await call('import.commit', { staging });
  if (created.families === 0 || rejected.families > 0) throw new Error(`The import took ${created.families} families and rejected ${rejected.families}`);
  return created;
}
