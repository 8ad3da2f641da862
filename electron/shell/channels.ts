import type { ApiError } from '../../db/api/contract.ts';

/** The one request channel between page and main. */
export const callChannel = 'tepat.call';
/** The one channel of events to the page. */
export const eventChannel = 'tepat.event';

/** How an answer crosses threads and processes: a value, or a refusal by code. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ApiError };
