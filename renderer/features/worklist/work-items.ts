import { fieldDef, isEntityKey } from '../../../db/rules/entities.ts';
import type { CallOutput } from '../../../db/api/contract.ts';

export type Conflict = CallOutput<'conflict.list'>[number];
export type Proposal = CallOutput<'proposal.list'>[number];
export type Quarantined = CallOutput<'quarantine.list'>[number];
export type Breach = CallOutput<'worklist.breaches'>[number];
export type Transfer = CallOutput<'transfer.list'>[number];
export type Task = CallOutput<'task.list'>['rows'][number];
export type Doubles = CallOutput<'delivery.doubles'>[number];
export type Pair = CallOutput<'duplicate.list'>['rows'][number];

/** Something that waits for a person. */
export type WorkItem =
  | { readonly kind: 'conflict'; readonly id: string; readonly one: Conflict }
  | { readonly kind: 'proposal'; readonly id: string; readonly one: Proposal }
  | { readonly kind: 'breach'; readonly id: string; readonly one: Breach }
  | { readonly kind: 'quarantine'; readonly id: string; readonly one: Quarantined }
  | { readonly kind: 'duplicate'; readonly id: string; readonly one: Pair }
  | { readonly kind: 'transfer'; readonly id: string; readonly one: Transfer }
  | { readonly kind: 'task'; readonly id: string; readonly one: Task }
  | { readonly kind: 'delivery'; readonly id: string; readonly one: Doubles }
  | { readonly kind: 'own'; readonly id: string; readonly one: Proposal };
export type WorkKind = WorkItem['kind'];

/** What can be chosen to be seen: everything to be decided here, one kind of it, or what this office proposed to others. */
export const views = ['all', 'conflict', 'proposal', 'breach', 'transfer', 'task', 'quarantine', 'duplicate', 'delivery', 'own'] as const;
export type View = (typeof views)[number];

/** The words of a view in its address. */
export const viewPaths: Readonly<Record<View, string>> = {
  all: 'semua', conflict: 'konflik', proposal: 'usulan', breach: 'aturan', transfer: 'pindahan', task: 'tugas', quarantine: 'karantina', duplicate: 'ganda', delivery: 'penyaluran', own: 'usulan-kami',
};

/** Whether a konflik may be decided together with others: identity and status are decided one by one. */
export function mayBulk({ entity, decidable, fields }: Conflict): boolean {
  return decidable && !fields.some(({ field }) => field === 'status' || (isEntityKey(entity) && fieldDef(entity, field)?.identity));
}
