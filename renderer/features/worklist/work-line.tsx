import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { formatPhase, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { QueueFoot, QueueLine } from '../../ui/queue.tsx';
import { PairLine } from '../duplicates/index.ts';
import { breachName } from './breach-name.ts';
import { firstSentence } from './first-sentence.ts';
import type { WorkItem } from './work-items.ts';

/** A question in the queue: about whom, what kind, about what, and from where. */
export function WorkLine({ item }: { item: WorkItem }): ReactNode {
  const t = useText();
  if (item.kind === 'duplicate') return <PairLine row={item.one} />;
  const { name, what, from, at } = lineOf(item);
  return (
    <>
      <strong>{item.kind === 'breach' ? breachName(t, item.one) : name === null || name === '' ? t('worklist.unnamed') : name}</strong>
      <span>{what}</span>
      <QueueFoot>
        {item.kind === 'own' ? <Mark severity={item.one.state === 'open' ? 'warn' : item.one.state === 'accepted' ? 'done' : 'info'}>{t(`worklist.state_${item.one.state}`)}</Mark> : <Mark severity={item.kind === 'breach' ? 'block' : 'warn'}>{t(`worklist.kind_${item.kind}`)}</Mark>}
        <span>{formatShortDate(at.slice(0, 10))}</span>
      </QueueFoot>
      {from !== null && <QueueLine>{from}</QueueLine>}
    </>
  );
}

function lineOf(item: Exclude<WorkItem, { kind: 'duplicate' }>): { name: string | null; what: string; from: string | null; at: string } {
  if (item.kind === 'conflict') return { name: item.one.name, what: item.one.fields.map((each) => each.label).join(', '), from: item.one.theirs.officeName, at: item.one.at };
  if (item.kind === 'quarantine') return { name: item.one.name, what: item.one.label ?? firstSentence(item.one.message), from: item.one.officeName, at: item.one.at };
  if (item.kind === 'breach') return { name: item.one.name, what: firstSentence(item.one.problems[0]?.message ?? ''), from: item.one.from, at: item.one.at };
  if (item.kind === 'transfer') return { name: item.one.head, what: item.one.reason, from: item.one.fromName, at: item.one.at };
  if (item.kind === 'task') return { name: item.one.name, what: item.one.title, from: item.one.ask, at: item.one.dueOn ?? '' };
  if (item.kind === 'delivery') return { name: item.one.programmeName, what: `${formatPhase(item.one.phase)} (${item.one.lines.length})`, from: item.one.lines[0]?.sides.find((side) => side.counts)?.officeName ?? null, at: item.one.lines[0]?.sides[0]?.date ?? '' };
  return { name: item.one.name, what: item.one.fields.map((each) => each.label).join(', '), from: item.kind === 'own' ? null : item.one.officeName, at: item.one.on };
}
