import { isRealDate, showDate } from '../dates.ts';
import { checkNik, nikBirthDate } from '../nik.ts';
import { ageOf, codeOfField, isActivePerson, reporter, textOf } from './finding.ts';
import type { CheckContext, CheckRecord, Finding, RecordCheck } from './finding.ts';

const maxAge = 120;
const marriageAge = 19;

/** V01–V07, V13, V14 and T04: NIK, name, birth date. */
export const personIdentityChecks: readonly RecordCheck[] = [
  { fields: ['name'], run: checkName },
  { fields: ['nik', 'birthDate', 'sex'], run: checkNikOfPerson },
  { fields: ['nik', 'status', 'presence'], run: checkNikUse },
  { fields: ['birthDate'], run: checkBirthDate },
  { fields: ['birthDate', 'maritalStatus'], run: checkMarriageAge },
];

function checkName(person: CheckRecord): readonly Finding[] {
  return textOf(person.values, 'name') === '' ? [reporter('person', person.key)('T04', 'block', 'name')] : [];
}

function checkNikOfPerson(person: CheckRecord, context: CheckContext): readonly Finding[] {
  const nik = textOf(person.values, 'nik');
  if (nik === '') return [];
  const said = textOf(person.values, 'birthDate');
  const birthDate = isRealDate(said) ? said : null;
  const sex = codeOfField('person', person.values, 'sex');
  const { today, isKnownRegion } = context;
  const problems = checkNik(nik, { today, birthDate, sex, isKnownRegion });
  if (problems.length === 0) return [];
  const report = reporter('person', person.key);
  return problems.map((problem) => {
    switch (problem) {
      case 'length':
        return report('V01', 'block', 'nik', { n: nik.length });
      case 'digits':
        return report('V01', 'block', 'nik', { case: 'digits' });
      case 'placeholder':
        return report('V02', 'block', 'nik');
      case 'region':
        return report('V03', 'warn', 'nik', { prefix: nik.slice(0, 6) });
      case 'date':
        return report('V04', 'warn', 'nik', { digits: nik.slice(6, 12) });
      case 'birthDate':
        return report('V05', 'warn', 'nik', {
          shown: showDate(nikBirthDate(nik, { today, birthDate }) ?? ''),
          said: showDate(birthDate ?? ''),
        });
      case 'sex':
        return report('V06', 'warn', 'nik', { case: sex === 1 ? 'male' : 'female' });
    }
  });
}

/** A NIK on another active person of the register. One's own record, under the same key, does not count. */
function checkNikUse(person: CheckRecord, context: CheckContext): readonly Finding[] {
  // An import has no such list: it asks the register itself.
  if (!context.sameNik) return [];
  const nik = textOf(person.values, 'nik');
  if (nik === '' || !isActivePerson(person.values)) return [];
  const other = context.sameNik.get(nik)?.find((holder) => holder.key !== person.key);
  if (!other) return [];
  const report = reporter('person', person.key);
  return [report('V07', 'block', 'nik', { name: other.name, place: other.place, other: other.key })];
}

function checkBirthDate(person: CheckRecord, context: CheckContext): readonly Finding[] {
  const birthDate = textOf(person.values, 'birthDate');
  const report = reporter('person', person.key);
  if (isRealDate(birthDate) && birthDate > context.today) {
    return [report('V13', 'block', 'birthDate', { case: 'future', date: showDate(birthDate) })];
  }
  const age = ageOf(person.values, context.today);
  return age !== null && age > maxAge ? [report('V13', 'warn', 'birthDate', { age })] : [];
}

function checkMarriageAge(person: CheckRecord, context: CheckContext): readonly Finding[] {
  const marital = codeOfField('person', person.values, 'maritalStatus');
  if (marital === null || marital === 1) return [];
  const age = ageOf(person.values, context.today);
  if (age === null || age >= marriageAge) return [];
  return [reporter('person', person.key)('V14', 'warn', 'maritalStatus', { age })];
}
