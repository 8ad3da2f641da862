import { callApi } from '../../bridge.ts';
import type { Translate } from '../../text/text.ts';
import { mayBulk } from './work-items.ts';
import type { WorkItem } from './work-items.ts';

/** Many questions that are one: asked together, with each name in sight, and answered one by one in the record. */
export interface BulkQuestion {
  readonly key: string;
  readonly title: string;
  readonly items: readonly WorkItem[];
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  /** `held`: NIK and No KK that wait for a second person. */
  readonly answer: (item: WorkItem, choice: string, reason: string) => Promise<{ readonly held?: number }>;
}

/** Fewer are decided one by one. */
const few = 2;

/** The questions that may be decided together: konflik and quarantine by office, and duplicates that are almost sure. */
export function bulkQuestions(items: readonly WorkItem[], t: Translate): BulkQuestion[] {
  const conflicts = items.filter((item) => item.kind === 'conflict' && mayBulk(item.one));
  const quarantine = items.filter((item) => item.kind === 'quarantine');
  const pairs = items.filter((item) => item.kind === 'duplicate' && item.one.sure && item.one.mayMerge);
  const byOffice = (each: WorkItem): string => (each.kind === 'conflict' ? each.one.theirs.officeName : each.kind === 'quarantine' ? `${each.one.officeName}: ${each.one.message}` : '');
  const questions: BulkQuestion[] = [
    ...[...Map.groupBy(conflicts, byOffice)].map(([office, all]) => ({
      key: `conflict ${office}`, title: t('worklist.bulkConflict', { n: all.length, office }), items: all,
      choices: [{ id: 'ours', label: t('worklist.takeOurs') }, { id: 'theirs', label: t('worklist.takeTheirs') }],
      answer: (item: WorkItem, choice: string, reason: string) => callApi('conflict.decide', { id: item.id, take: choice === 'theirs' ? 'theirs' : 'ours', reason }).then(() => ({})),
    })),
    ...[...Map.groupBy(quarantine, byOffice)].map(([office, all]) => ({
      key: `quarantine ${office}`, title: t('worklist.bulkQuarantine', { n: all.length, office }), items: all, choices: [{ id: 'close', label: t('worklist.closeQuarantine') }],
      answer: (item: WorkItem, _choice: string, reason: string) => callApi('quarantine.close', { id: item.id, reason }).then(() => ({})),
    })),
    {
      key: 'duplicate', title: t('worklist.bulkDuplicate', { n: pairs.length }), items: pairs, choices: [{ id: 'same', label: t('worklist.bulkMerge') }],
      answer: (item: WorkItem, _choice: string, reason: string) => callApi('duplicate.decide', { id: item.id, decision: 'same', reason }),
    },
  ];
  return questions.filter((question) => question.items.length >= few);
}
