import type { CallOutput } from '../../../db/api/contract.ts';
import { codeList, labelOf } from '../../../db/rules/lists.ts';
import { visitState } from '../../../db/rules/visits/visit.ts';
import type { Severity } from '../../ui/marks.tsx';

export type Round = CallOutput<'round.list'>[number];
export type Due = CallOutput<'round.work'>['rows'][number];
export type Visit = CallOutput<'verval.list'>[number];
export type Enumerator = CallOutput<'enumerator.list'>[number];

/** The codes of a list as choices of a select. */
export function choicesOf(list: string): { value: string; label: string }[] {
  return (codeList(list)?.codes ?? []).map(([code, label]) => ({ value: String(code), label }));
}

/** A code in words, or nothing. */
export function wordsOf(list: string, code: number | null): string {
  return code === null ? '' : (labelOf(list, code) ?? String(code));
}

/** How loud a state is: done, waits for somebody, came back. */
export function stateSeverity(state: number): Severity {
  if (state === visitState.approved) return 'done';
  return state === visitState.returned ? 'block' : state === visitState.visited || state === visitState.checked ? 'warn' : 'info';
}

/** A place as it is said in a line. */
export function placeLine({ address, rt, rw }: { readonly address: string | null; readonly rt: string | null; readonly rw: string | null }): string {
  return [address, rt && `RT ${rt}`, rw && `RW ${rw}`].filter(Boolean).join(' · ');
}
