import { isDesa, isInside, regionLevel } from '../region-code.ts';
import { isChosen } from './aid-facts.ts';
import type { AidTest, PersonTest, ProgrammeChoice } from './aid-rule.ts';
import { receivesAt } from './columns.ts';
import type { AidColumns, AnswerColumn } from './columns.ts';
import { compileAnswer, yearsBefore } from './compile-aid.ts';

/** What a test says: no, yes, or that it cannot be told. */
export const said = { no: 0, yes: 1, untold: 2 } as const;
/** The same tests as `compileAid` makes ready, over columns: of a family, or of the person (-1 for nobody) who is to receive. */
export type FitsColumns = (family: number, person: number) => number;

/** Makes a test ready for a day. Null for one that asks what no column holds. */
export function compileColumns(test: AidTest, date: string, columns: AidColumns): FitsColumns | null {
  if ('all' in test) return every(test.all.map((part) => compileColumns(part, date, columns)));
  if ('any' in test) return some(test.any.map((part) => compileColumns(part, date, columns)));
  if ('not' in test) return negated(compileColumns(test.not, date, columns));
  if ('desil' in test) {
    const desil = test.desil.source === undefined ? columns.desil : columns.families.newestOf(test.desil.source);
    return desil ? desilWithin(desil, test.desil) : null;
  }
  if ('need' in test) {
    const { need } = test;
    return need === '' ? (family) => columns.inNeed[family] ?? 0 : (family) => (columns.inNeed[family] === 1 && columns.needsOf(family).includes(need) ? said.yes : said.no);
  }
  if ('answer' in test) return answered('family', test.answer, columns.families.answers(test.answer.field));
  if ('inside' in test) return ofRegion(columns, (region) => test.inside.some((area) => isInside(region, area)));
  if ('desa' in test) return ofRegion(columns, (region) => (regionLevel(region) !== 'kelurahan' ? null : isDesa(region) === test.desa));
  if ('receives' in test) return receives(test.receives, date, columns, false);
  const fits = compilePersonColumns('recipient' in test ? test.recipient : test.someone, date, columns);
  if (fits === null) return null;
  return 'recipient' in test ? (family, person) => (person < 0 ? said.untold : fits(family, person)) : someone(fits, columns);
}

/** The same of one person: a test of a rule about who receives, or about somebody in the family. */
export function compilePersonColumns(test: PersonTest, date: string, columns: AidColumns): FitsColumns | null {
  if ('all' in test) return every(test.all.map((part) => compilePersonColumns(part, date, columns)));
  if ('any' in test) return some(test.any.map((part) => compilePersonColumns(part, date, columns)));
  if ('not' in test) return negated(compilePersonColumns(test.not, date, columns));
  if ('age' in test) return aged(test.age, date, columns);
  if ('receives' in test) return receives(test.receives, date, columns, true);
  const asked = 'sex' in test ? { field: 'sex', in: [test.sex] } : test.answer;
  return answered('person', asked, columns.people.answers(asked.field));
}

function someone(fits: FitsColumns, { people: { first, next, active } }: AidColumns): FitsColumns {
  return (family) => {
    let untold = false;
    for (let person = first[family] ?? -1; person >= 0; person = next[person] ?? -1) {
      if (active[person] !== 1) continue;
      const holds = fits(family, person);
      if (holds === said.yes) return said.yes;
      if (holds === said.untold) untold = true;
    }
    return untold ? said.untold : said.no;
  };
}

function desilWithin(desil: Int16Array, { from = 0, to = Infinity }: { from?: number; to?: number }): FitsColumns {
  return (family) => {
    const value = desil[family] ?? -1;
    return value < 0 ? said.untold : value >= from && value <= to ? said.yes : said.no;
  };
}

/** What is said of a region is asked once for each. */
function ofRegion({ regionOf }: AidColumns, holds: (region: string) => boolean | null): FitsColumns {
  const known = new Map<string | null, number>([[null, said.untold]]);
  return (family) => {
    const region = regionOf(family);
    let answer = known.get(region);
    if (answer === undefined) known.set(region, (answer = toSaid(holds(region ?? ''))));
    return answer;
  };
}

function aged({ from = 0, to }: { from?: number; to?: number }, date: string, { people: { birth } }: AidColumns): FitsColumns {
  const latest = dayNumber(yearsBefore(date, from));
  const earliest = to === undefined ? -1 : dayNumber(yearsBefore(date, to + 1));
  return (_family, person) => {
    const born = birth[person] ?? 0;
    return born === 0 ? said.untold : born <= latest && born > earliest ? said.yes : said.no;
  };
}

/** A day as a number, also one that no calendar has (29 February of a common year): it is only compared. */
export function dayNumber(date: string): number {
  return Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
}

function answered(entity: 'family' | 'person', asked: { field: string; in: readonly number[] }, column: AnswerColumn | undefined): FitsColumns | null {
  if (!column) return null;
  const fits = compileAnswer(entity, asked);
  // What each value says is asked of the rule that judges one record, so that both say the same.
  const known = new Uint8Array(column.most).fill(UNKNOWN);
  return (family, person) => {
    const number = column.at(entity === 'family' ? family : person);
    let answer = known[number] ?? UNKNOWN;
    if (answer === UNKNOWN) known[number] = answer = toSaid(fits({ [asked.field]: column.valueOf(number) }));
    return answer;
  };
}

const UNKNOWN = 9;

function receives(choice: ProgrammeChoice, date: string, { parts }: AidColumns, own: boolean): FitsColumns {
  const day = dayNumber(date);
  const meant = Uint8Array.from(parts.programmes, (programme) => (isChosen(choice, programme) ? 1 : 0));
  return (family, person) => {
    for (let part = parts.first[family] ?? -1; part >= 0; part = parts.next[part] ?? -1) {
      if (meant[parts.programme[part] ?? 0] === 1 && (!own || parts.person[part] === person) && receivesAt(parts, part, day)) return said.yes;
    }
    return said.no;
  };
}

function every(parts: readonly (FitsColumns | null)[]): FitsColumns | null {
  if (!areAll(parts)) return null;
  return (family, person) => {
    let untold = false;
    for (const part of parts) {
      const holds = part(family, person);
      if (holds === said.no) return said.no;
      if (holds === said.untold) untold = true;
    }
    return untold ? said.untold : said.yes;
  };
}

function some(parts: readonly (FitsColumns | null)[]): FitsColumns | null {
  if (!areAll(parts)) return null;
  return (family, person) => {
    let untold = false;
    for (const part of parts) {
      const holds = part(family, person);
      if (holds === said.yes) return said.yes;
      if (holds === said.untold) untold = true;
    }
    return untold ? said.untold : said.no;
  };
}

function negated(part: FitsColumns | null): FitsColumns | null {
  return part && ((family, person) => {
    const holds = part(family, person);
    return holds === said.untold ? said.untold : 1 - holds;
  });
}

function areAll(parts: readonly (FitsColumns | null)[]): parts is readonly FitsColumns[] {
  return parts.every((part) => part !== null);
}

function toSaid(holds: boolean | null): number {
  return holds === null ? said.untold : holds ? said.yes : said.no;
}
