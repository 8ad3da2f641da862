import { entities } from '../../rules/entities.ts';
import type { EntityKey } from '../../rules/entities.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** A record that goes along with a family. */
export interface FamilyRecord {
  readonly entity: EntityKey;
  readonly id: number;
  readonly uid: string;
}

const ofPeople = 'person IN (SELECT uid FROM person WHERE family = @family)';
const parts: readonly (readonly [EntityKey, string])[] = [
  ['family', 'uid = @family'], ['person', 'family = @family'], ['familyNumber', 'family = @family'], ['ranking', `(family = @family OR ${ofPeople})`],
  ['enrolment', `(family = @family OR ${ofPeople})`], ['enrolmentStep', `enrolment IN (SELECT uid FROM enrolment WHERE family = @family OR ${ofPeople})`], ['event', `(family = @family OR ${ofPeople})`],
  ['override', `(family = @family OR ${ofPeople})`], ['delivery', `(family = @family OR ${ofPeople})`],
  ['caseNeed', 'family = @family'], ['referral', 'family = @family'],
  ['visit', `(family = @family OR ${ofPeople})`], ['photo', 'family = @family'],
  ['stageResult', `(family = @family OR ${ofPeople})`], ['petition', 'family = @family'], ['petitionStep', 'petition IN (SELECT uid FROM petition WHERE family = @family)'],
];

/** The family and everything of its owner that is about it and its people, what is referred to first. */
export function familyRecords(office: Reader, family: string, owner: string): FamilyRecord[] {
  return parts.flatMap(([entity, where]) => {
    const rows = sql(office, `SELECT id, uid FROM "${entity}" WHERE ${where} AND owner = @owner ORDER BY id`).all({ family, owner }) as { id: number; uid: string }[];
    return rows.map((row) => ({ entity, ...row }));
  });
}

/** As the papers name records: [entity, uid]. */
export function named({ entity, uid }: FamilyRecord): [number, string] {
  return [entities[entity].id, uid];
}
