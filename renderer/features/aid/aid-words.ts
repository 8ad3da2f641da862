import { labelOf } from '../../../db/rules/lists.ts';
import type { CallOutput } from '../../../db/api/contract.ts';
import type { Translate } from '../../text/text.ts';

type Received = CallOutput<'aid.check'>['receives'][number];

/** Decided, active or suspended; a proposal is not yet one who receives. */
const receiving = new Set([2, 3, 4].map((code) => labelOf('TEPAT.statusKepesertaan', code)));

/** Whether someone receives now, by the label of the state. */
export function isReceiving(received: Received): boolean {
  return receiving.has(received.status);
}

/** From when until when, as far as known. */
export function periodText({ start, end }: Pick<Received, 'start' | 'end'>, t: Translate, show: (date: string | null) => string): string {
  if (start !== null && end !== null) return t('aid.fromTo', { start: show(start), end: show(end) });
  if (start !== null) return t('aid.since', { start: show(start) });
  return end === null ? '' : t('aid.until', { end: show(end) });
}
