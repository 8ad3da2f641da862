import { aidReasons } from './aid-reasons.ts';
import type { AidReason } from './aid-reasons.ts';
import { isChosen } from './aid-facts.ts';
import type { AidTest, PersonTest, ProgrammeChoice } from './aid-rule.ts';
import { receivesAt } from './columns.ts';
import type { AidColumns } from './columns.ts';
import { compileColumns, compilePersonColumns, dayNumber, said } from './compile-columns.ts';
import type { FitsColumns } from './compile-columns.ts';

/** The facts that decided, of a family or of the person (-1 for nobody) who is to receive. */
export type ExplainColumns = (family: number, person: number) => readonly AidReason[];

/** Makes the reasons of a test ready for a day: those that `judgeAid` gives, of columns that hold all that is asked. */
export function explainColumns(test: AidTest, date: string, columns: AidColumns): ExplainColumns {
  if ('all' in test) return decisive(test, test.all, (part) => explainColumns(part, date, columns), (part) => compileColumns(part, date, columns));
  if ('any' in test) return decisive(test, test.any, (part) => explainColumns(part, date, columns), (part) => compileColumns(part, date, columns));
  if ('not' in test) return explainColumns(test.not, date, columns);
  if ('desil' in test) {
    const desil = test.desil.source === undefined ? columns.desil : columns.families.newestOf(test.desil.source);
    return (family) => {
      const value = desil?.[family] ?? -1;
      return [aidReasons.desil(test.desil, value < 0 ? null : value)];
    };
  }
  if ('need' in test) return (family) => [aidReasons.need(test.need, columns.needsOf(family))];
  if ('answer' in test) return answered('family', test.answer, columns);
  if ('inside' in test) return (family) => [aidReasons.inside(test.inside, columns.regionOf(family))];
  if ('desa' in test) return (family) => [aidReasons.desa(test.desa, columns.regionOf(family))];
  if ('receives' in test) return receives(test.receives, date, columns, false);
  const explain = explainPerson('recipient' in test ? test.recipient : test.someone, date, columns);
  if ('recipient' in test) return (family, person) => (person < 0 ? [aidReasons.recipient()] : explain(family, person));
  return someone(test.someone, explain, date, columns);
}

function explainPerson(test: PersonTest, date: string, columns: AidColumns): ExplainColumns {
  if ('all' in test) return decisive(test, test.all, (part) => explainPerson(part, date, columns), (part) => compilePersonColumns(part, date, columns));
  if ('any' in test) return decisive(test, test.any, (part) => explainPerson(part, date, columns), (part) => compilePersonColumns(part, date, columns));
  if ('not' in test) return explainPerson(test.not, date, columns);
  const { people } = columns;
  if ('age' in test) return (_family, person) => [aidReasons.age(test.age, dateOf(people.birth[person] ?? 0), date, people.uidOf(person))];
  if ('receives' in test) return receives(test.receives, date, columns, true);
  return answered('person', 'sex' in test ? { field: 'sex', in: [test.sex] } : test.answer, columns);
}

/** Of several tests those that said what all of them say together. */
function decisive<Test extends AidTest | PersonTest>(test: Test, parts: readonly Test[], explain: (part: Test) => ExplainColumns, compile: (part: Test) => FitsColumns | null): ExplainColumns {
  const ready = parts.map((part) => ({ fits: compile(part), explain: explain(part) }));
  const whole = compile(test);
  return (family, person) => {
    const holds = whole?.(family, person);
    const reasons: AidReason[] = [];
    for (const part of ready) if (part.fits?.(family, person) === holds) reasons.push(...part.explain(family, person));
    return reasons;
  };
}

const nobody = [aidReasons.someone(false)];
const untold = [aidReasons.someone(null)];

/** The first of the people, as the form lists them, who fits. */
function someone(test: PersonTest, explain: ExplainColumns, date: string, columns: AidColumns): ExplainColumns {
  const fits = compilePersonColumns(test, date, columns);
  const { active, rowsOf } = columns.people;
  return (family) => {
    let isUntold = false;
    let found = false;
    for (let person = columns.people.first[family] ?? -1; person >= 0; person = columns.people.next[person] ?? -1) {
      if (active[person] !== 1) continue;
      const holds = fits?.(family, person);
      if (holds === said.yes) found = true;
      if (holds === said.untold) isUntold = true;
    }
    if (!found) return isUntold ? untold : nobody;
    const first = rowsOf(family).find((person) => active[person] === 1 && fits?.(family, person) === said.yes);
    return explain(family, first ?? -1);
  };
}

function answered(entity: 'family' | 'person', asked: { field: string; in: readonly number[] }, columns: AidColumns): ExplainColumns {
  const column = columns[entity === 'family' ? 'families' : 'people'].answers(asked.field);
  return (family, person) => {
    const value = column?.valueOf(column.at(entity === 'family' ? family : person));
    return [aidReasons.answer(entity, asked, value, entity === 'family' ? null : columns.people.uidOf(person))];
  };
}

function receives(choice: ProgrammeChoice, date: string, { parts, people }: AidColumns, own: boolean): ExplainColumns {
  const day = dayNumber(date);
  const meant = parts.programmes.map((programme) => isChosen(choice, programme));
  return (family, person) => {
    const names: string[] = [];
    for (let part = parts.first[family] ?? -1; part >= 0; part = parts.next[part] ?? -1) {
      const programme = parts.programme[part] ?? 0;
      if (meant[programme] === true && (!own || parts.person[part] === person) && receivesAt(parts, part, day)) names.push(parts.programmes[programme]?.name ?? '');
    }
    return [aidReasons.receives(names, own ? people.uidOf(person) : null)];
  };
}

/** A day as text; null for none. */
function dateOf(day: number): string | null {
  if (day === 0) return null;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${Math.floor(day / 10_000)}-${two(Math.floor(day / 100) % 100)}-${two(day % 100)}`;
}
