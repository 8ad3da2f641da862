import type { CallOutput } from '../../../../db/api/contract.ts';
import { codeList } from '../../../../db/rules/lists.ts';
import { partnerKinds } from '../../../../db/rules/privacy/agreement.ts';
import type { Severity } from '../../../ui/marks.tsx';

export type Partner = CallOutput<'partner.list'>[number];
export type Agreement = Partner['agreements'][number];

/** What an agreement is worth, as a meaning. */
export const termSeverity: Readonly<Record<Agreement['term'], Severity>> = { inForce: 'done', notYet: 'info', expired: 'warn', ended: 'info' };

/** Kinds of partner outside government, in the order of the form. */
export const kindItems: readonly { readonly code: number; readonly label: string }[] = partnerKinds.map((code) => ({ code, label: codeList('TEPAT.jenisPemilik')?.codes.find(([one]) => one === code)?.[1] ?? String(code) }));

/** The agreements of a partner that lists may be given under today. */
export function inForce(partner: Partner): Agreement[] {
  return partner.agreements.filter(({ term }) => term === 'inForce');
}
