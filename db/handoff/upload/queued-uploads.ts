import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { uploadAddress } from './address.ts';

export type UploadState = 'waiting' | 'sending' | 'sent' | 'failed';

/** How a package stands in the queue: one whose try was stopped, by Batal or by the lock, did not fail. It waits for the next. */
export function queueState({ state, code }: { readonly state: UploadState; readonly code: string | null }): UploadState {
  return state === 'failed' && code === 'CANCELLED' ? 'waiting' : state;
}

/** The packages in the queue, and for what office they are; null without an address. The reference data is read only where something lies in the queue. */
export function queuedUploads(office: Reader): { readonly issuer: string; readonly states: ReadonlyMap<string, UploadState> } | null {
  const rows = sql(office, 'SELECT packageId, state, code FROM upload').all() as { packageId: string; state: UploadState; code: string | null }[];
  const address = rows.length === 0 ? null : uploadAddress(office);
  return address && { issuer: address.issuer, states: new Map(rows.map((row) => [row.packageId, queueState(row)])) };
}
