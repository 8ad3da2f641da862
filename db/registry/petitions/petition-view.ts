import { fail } from '../../rules/failure.ts';
import { textOf } from '../../rules/field.ts';
import type { FieldValue } from '../../rules/field.ts';
import { petitionState } from '../../rules/petitions/states.ts';
import type { Lang } from '../../rules/text.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { Actor } from '../access.ts';
import type { OfficeName } from '../duplicates/pair-sides.ts';
import { maskValues } from '../family-view.ts';
import { wantsTwoPersons } from '../two-persons.ts';
import { listPetitions } from './list-petitions.ts';
import type { PetitionRow, Way, WaysOf } from './list-petitions.ts';
import { needPetition, stepsOf } from './petition-records.ts';

/** One step as it is shown: when, who, what, why. */
export interface StepView {
  readonly id: string; readonly state: number; readonly result: number | null; readonly round: number; readonly date: string; readonly method: number | null; readonly reason: string | null;
  readonly letterNo: string | null; readonly letterDate: string | null; readonly meeting: { readonly id: string; readonly title: string } | null; readonly by: string; readonly office: string; readonly officeName: string;
}

export interface PetitionView extends PetitionRow {
  /** Everything it says; NIK and No KK masked. */
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly steps: readonly StepView[];
  /** Who took it down may not verify it. */
  readonly samePerson: boolean;
  /** When its approval left, and which offices acknowledged that. */
  readonly way: Way | null;
}

/** One petition with every step. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function petitionView(office: Reader, actor: Actor, id: string, lang: Lang, waysOf: WaysOf, officeName: OfficeName): PetitionView {
  const petition = needPetition(office, id, actor.scope);
  const row = listPetitions(office, { ids: [id], lang }, actor.scope, waysOf)[0] ?? fail('NOT_FOUND', { id });
  const steps = stepsOf(office, [id]).get(id) ?? [];
  const approval = steps.findLast((one) => one.values.owner === petition.values.owner && one.values.state === petitionState.approved);
  return {
    ...row, values: maskValues('petition', petition.values), steps: steps.map((step) => stepView(office, step, officeName)),
    samePerson: wantsTwoPersons(office) && row.enteredBy === actor.user.name, way: approval ? (waysOf([approval.uid]).get(approval.uid) ?? null) : null,
  };
}

function stepView(office: Reader, { uid, values }: StoredRecord, officeName: OfficeName): StepView {
  const code = textOf(values.owner) ?? '';
  const meeting = textOf(values.meeting);
  const of = meeting === null ? undefined : findRecord(office, 'meeting', meeting);
  const number = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null);
  return {
    id: uid, state: Number(values.state), result: number(values.result), round: number(values.round) ?? 1, date: textOf(values.date) ?? '', method: number(values.method), reason: textOf(values.reason),
    letterNo: textOf(values.letterNo), letterDate: textOf(values.letterDate), meeting: meeting === null ? null : { id: meeting, title: textOf(of?.values.title) ?? '' }, by: textOf(values.by) ?? '', office: code, officeName: officeName(code),
  };
}
