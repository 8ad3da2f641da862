import type { StoredRecord } from '../../store/records.ts';
import { personStatus } from '../states.ts';
import { rehang, settleFamily, takeChosen, writeAlias } from './merge-records.ts';
import type { Merge } from './merge-records.ts';
import type { Choices, Side } from './pair-fields.ts';

/**
 * Makes one person of two: the one that stays takes the chosen answers, what hung on the other hangs on it, and the other
 * ends as not valid with the reason. Returns the families left without Kepala Keluarga.
 */
export function mergePeople(merge: Merge, keep: StoredRecord, gone: StoredRecord, sideOfGone: Side, choices: Choices): string[] {
  const { log, date, reason } = merge;
  const families = [String(keep.values.family), String(gone.values.family)];
  takeChosen(merge, 'person', keep, gone, sideOfGone, choices);
  rehang(merge, 'enrolment', 'person', keep, gone);
  rehang(merge, 'event', 'person', keep, gone);
  rehang(merge, 'ranking', 'person', keep, gone);
  rehang(merge, 'delivery', 'person', keep, gone);
  rehang(merge, 'override', 'person', keep, gone);
  rehang(merge, 'petition', 'person', keep, gone);
  log.update('person', gone.id, { status: personStatus.invalid, statusDate: date, statusReason: reason });
  writeAlias(merge, 'person', keep.uid, gone.uid);
  return [...new Set(families)].filter((family) => settleFamily(merge, family));
}
