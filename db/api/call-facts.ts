import { areaCalls } from './contract.ts';
import type { CallName } from './contract.ts';
import type { CallDef } from './contract/define.ts';

/** What is to be known of a call before anything of its area is loaded. */
export interface CallFacts extends Pick<CallDef, 'lane' | 'permission' | 'open' | 'mayWait' | 'urgent' | 'long'> {
  readonly area: keyof typeof areaCalls;
}

/** Of every call. The bundle holds what this comes to, not how (build/bundle.ts): no schema is made for it. */
export const callFacts = Object.fromEntries(Object.entries(areaCalls).flatMap(([area, calls]) => Object.entries(calls as Record<string, CallDef>)
  .map(([name, { lane, permission, open, mayWait, urgent, long }]) => [name, { area, lane, permission, open, mayWait, urgent, long }]))) as unknown as Readonly<Record<CallName, CallFacts>>;
