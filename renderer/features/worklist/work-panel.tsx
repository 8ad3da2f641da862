import type { ReactNode } from 'react';
import { PairPanel } from '../duplicates/index.ts';
import { BreachPanel } from './breach-panel.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { DoublesPanel } from './doubles-panel.tsx';
import { ProposalPanel } from './proposal-panel.tsx';
import { TaskPanel } from './task-panel.tsx';
import { TransferPanel } from './transfer-panel.tsx';
import { QuarantinePanel } from './quarantine-panel.tsx';
import type { WorkItem } from './work-items.ts';

interface WorkPanelProps {
  readonly item: WorkItem;
  /** Says what was decided; `undoPair` names a pair of duplicates whose decision can be taken back at once. */
  readonly onDone: (message: string, undoPair?: string) => void;
}

/** The question that is looked at, with what is needed to decide it. */
export function WorkPanel({ item, onDone }: WorkPanelProps): ReactNode {
  if (item.kind === 'conflict') return <ConflictPanel conflict={item.one} onDone={onDone} />;
  if (item.kind === 'quarantine') return <QuarantinePanel item={item.one} onDone={onDone} />;
  if (item.kind === 'breach') return <BreachPanel breach={item.one} />;
  if (item.kind === 'transfer') return <TransferPanel transfer={item.one} onDone={onDone} />;
  if (item.kind === 'task') return <TaskPanel task={item.one} onDone={onDone} />;
  if (item.kind === 'delivery') return <DoublesPanel doubles={item.one} onDone={onDone} />;
  if (item.kind === 'duplicate') return <PairPanel id={item.id} onDecided={({ pair, message }) => onDone(message, pair.id)} />;
  return <ProposalPanel proposal={item.one} onDone={onDone} />;
}
