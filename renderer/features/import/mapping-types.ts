import type { CallOutput } from '../../../db/api/contract.ts';
import type { Preview } from './recognised-step.tsx';

export type Sheet = Preview['sheets'][number];
export type Column = Sheet['columns'][number];
export type Target = CallOutput<'import.targets'>[number];

/** The target of a column that is left out on purpose. */
export const skipTarget = '@skip';
