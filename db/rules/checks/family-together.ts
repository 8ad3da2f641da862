import { ageOn, isRealDate } from '../dates.ts';
import { ageOf, codeOfField, isActiveFamily, isActivePerson, isHead, numberOf, reporter, textOf } from './finding.ts';
import type { CheckContext, CheckRecord, Finding } from './finding.ts';

type TogetherCheck = (family: CheckRecord, active: readonly CheckRecord[], context: CheckContext) => readonly Finding[];

/** V07 within the family, V09–V12, V15 and V17: what only shows when a family is seen with its people. */
const together: readonly TogetherCheck[] = [checkHead, checkHeadAge, checkCouple, checkGenerations, checkArea, checkSameNik];

/** Runs the checks that need a family and its people; only living members count. */
export function checkTogether(family: CheckRecord, people: readonly CheckRecord[], context: CheckContext): readonly Finding[] {
  const active = people.filter((person) => isActivePerson(person.values));
  return together.flatMap((check) => check(family, active, context));
}

function checkHead(family: CheckRecord, active: readonly CheckRecord[]): readonly Finding[] {
  if (!isActiveFamily(family.values)) return [];
  const heads = active.filter((person) => isHead(person.values)).length;
  if (heads === 1) return [];
  return [reporter('family', family.key)('V09', 'block', 'noKk', { case: heads === 0 ? 'none' : 'several', n: heads })];
}

const childHeadAge = 17;

function checkHeadAge(_: CheckRecord, active: readonly CheckRecord[], context: CheckContext): readonly Finding[] {
  return active
    .filter((person) => isHead(person.values) && codeOfField('person', person.values, 'maritalStatus') === 1)
    .flatMap((person) => {
      const age = ageOf(person.values, context.today);
      return age !== null && age < childHeadAge ? [reporter('person', person.key)('V10', 'warn', 'relationship', { age })] : [];
    });
}

const spouse = 2;
const widowed = 4;

/** V11 and V15. With several spouses each is compared with the head. */
function checkCouple(_: CheckRecord, active: readonly CheckRecord[]): readonly Finding[] {
  const head = active.find((person) => isHead(person.values));
  const spouses = active.filter((person) => codeOfField('person', person.values, 'relationship') === spouse);
  if (!head || spouses.length === 0) return [];
  const headSex = codeOfField('person', head.values, 'sex');
  const sameSex = spouses
    .filter((person) => headSex !== null && codeOfField('person', person.values, 'sex') === headSex)
    .map((person) => reporter('person', person.key)('V11', 'warn', 'sex'));
  const widows = [head, ...spouses]
    .filter((person) => codeOfField('person', person.values, 'maritalStatus') === widowed)
    .map((person) => reporter('person', person.key)('V15', 'warn', 'maritalStatus'));
  return [...sameSex, ...widows];
}

const parentGap = 12;
const childGap = 10;

/** V12: parents (409 = 6) at least 12 years older than the head, children (409 = 3) at least 10 years younger. */
function checkGenerations(_: CheckRecord, active: readonly CheckRecord[]): readonly Finding[] {
  const head = active.find((person) => isHead(person.values));
  const headBirth = head ? textOf(head.values, 'birthDate') : '';
  if (!isRealDate(headBirth)) return [];
  return active.flatMap((person) => {
    const relationship = codeOfField('person', person.values, 'relationship');
    if (relationship !== 6 && relationship !== 3) return [];
    const birth = textOf(person.values, 'birthDate');
    if (!isRealDate(birth)) return [];
    const report = reporter('person', person.key);
    if (relationship === 6 && ageOn(birth, headBirth) < parentGap) {
      return [report('V12', 'warn', 'birthDate', { case: 'parent', years: parentGap })];
    }
    if (relationship === 3 && ageOn(headBirth, birth) < childGap) {
      return [report('V12', 'warn', 'birthDate', { case: 'child', years: childGap })];
    }
    return [];
  });
}

/** V17: floor area for each member, in m². */
function checkArea(family: CheckRecord, active: readonly CheckRecord[]): readonly Finding[] {
  const area = numberOf(family.values, 'floorArea');
  if (area === null || area < 1 || active.length === 0) return [];
  const each = Math.round((area / active.length) * 10) / 10;
  if (each >= 3 && each <= 200) return [];
  return [reporter('family', family.key)('V17', 'warn', 'floorArea', { each, members: active.length })];
}

function checkSameNik(_: CheckRecord, active: readonly CheckRecord[]): readonly Finding[] {
  const first = new Map<string, CheckRecord>();
  return active.flatMap((person) => {
    const nik = textOf(person.values, 'nik');
    const other = nik === '' ? undefined : first.get(nik);
    if (nik !== '' && !other) first.set(nik, person);
    if (!other) return [];
    const params = { case: 'family', name: textOf(other.values, 'name'), other: other.key };
    return [reporter('person', person.key)('V07', 'block', 'nik', params)];
  });
}
