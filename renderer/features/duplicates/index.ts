export { PairPanel } from './pair-panel.tsx';
export type { Decided } from './pair-panel.tsx';
export { PairLine } from './pair-queue.tsx';
