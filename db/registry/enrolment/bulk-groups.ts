import { findRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { Reader } from '../../store/office.ts';
import { sql } from '../../store/office.ts';
import type { Lang } from '../../rules/text.ts';
import { textValue } from '../access.ts';
import type { Scope } from '../access.ts';
import { objectionsToGroup } from '../aid/group-candidate.ts';
import type { RulesAtHand } from '../aid/candidate.ts';
import { listGroups } from '../groups/group-list.ts';
import { openPart } from '../recipient-unit.ts';
import { enrolmentStatus, labelFor, unitKind } from '../states.ts';
import type { BulkCandidate, BulkChoice } from './bulk-candidates.ts';
import { leftSaid, quotaObjection } from './objections.ts';
import type { openTally } from './quota.ts';

interface GroupJudging {
  readonly office: Reader;
  readonly scope: Scope;
  readonly choice: BulkChoice;
  readonly programme: StoredRecord;
  readonly atHand: RulesAtHand;
  readonly tally: ReturnType<typeof openTally>;
  readonly lang: Lang;
  readonly health: boolean;
}

/** Every running kelompok of an area that the words of a filter fit, with what would become of each; in the order of names. */
export function bulkGroups({ office, scope, choice, programme, atHand, tally, lang, health }: GroupJudging): BulkCandidate[] {
  const { region, text } = choice.filter;
  return listGroups(office, { text, ...(region !== undefined && { region }) }, scope).flatMap(({ id, own }): BulkCandidate[] => {
    const group = findRecord(office, 'peopleGroup', id);
    if (!group) return [];
    const said = (outcome: BulkCandidate['outcome'], objections: BulkCandidate['objections'] = [], status: string | null = null): BulkCandidate[] => [{ family: null, person: null, group, name: String(group.values.name ?? ''), desil: null, outcome, objections, status }];
    if (!own) return said('foreign');
    const open = openPart(office, programme, { unit: unitKind.group, group, person: null, family: null, household: null, house: null, bank: null });
    if (open) return said('already', [], labelFor('TEPAT.statusKepesertaan', open.status));
    const left = sql(office, `SELECT "end", exitReason FROM enrolment WHERE peopleGroup = ? AND programme = ? AND voided IS NULL AND status = ${enrolmentStatus.left} ORDER BY "end" DESC, id DESC LIMIT 1`).get(group.uid, programme.uid) as { end: string | null; exitReason: number | null } | undefined;
    if (left) return said('left', [leftSaid(left.end, left.exitReason, lang)]);
    const against = objectionsToGroup(office, { programme, group, start: choice.start, present: null }, lang, health, atHand);
    if (against.some((one) => one.result === 'forbid')) return said('forbidden', against);
    if (against.length > 0 && !choice.warnedReason?.trim()) return said('warned', against);
    if (choice.as === enrolmentStatus.proposed) return said('enrol', against);
    const where = textValue(group, 'region');
    const full = tally.full(where);
    if (full !== null) return said('wait', [...against, quotaObjection(full, lang)]);
    tally.take(where);
    return said('enrol', against);
  });
}
