/**
 * What the domain reference §3.4 says about overlaps, and §3.2 about who may receive, written down once more in the
 * slowest and plainest way: by programme codes, month after month, without any of the engine's parts. Only tests use it.
 */
export interface OracleEnrolment {
  readonly id: string; readonly code: string; readonly group: number; readonly unit: number; readonly person: string | null; readonly family: string; readonly status: number; readonly start: string | null; readonly end: string | null;
}
export interface OraclePerson { readonly id: string; readonly birthDate: string | null; readonly alive: boolean; readonly insurance: number | null; readonly position: number | null; readonly occupation: number | null }
export interface OracleFamily { readonly id: string; readonly desil: number | null; readonly region: string; readonly needs: number; readonly active: boolean; readonly household: string | null; readonly people: readonly OraclePerson[] }

const housing = ['BSPS', 'RUTILAHU', 'LOKAL-RTLH'];

/** Pairs `id|id|result` that overlap on a day, each with its ids in order. */
export function oracleOverlaps(families: readonly OracleFamily[], enrolments: readonly OracleEnrolment[], day: string): string[] {
  const household = new Map(families.map((one) => [one.id, one.household]));
  const found: string[] = [];
  for (const a of enrolments) {
    for (const b of enrolments) {
      // A proposal is no part in a programme yet.
      if (a.id >= b.id || a.status === 1 || b.status === 1) continue;
      const sameFamily = a.family === b.family;
      const sameHouse = sameFamily || ((household.get(a.family) ?? null) !== null && household.get(a.family) === household.get(b.family));
      const samePerson = a.person !== null && a.person === b.person;
      if (!sameHouse || (!receives(a, day) && !receives(b, day))) continue;
      const result = verdict(a, b, sameFamily, samePerson, day);
      if (result !== 'boleh') found.push(`${a.id}|${b.id}|${result}`);
    }
  }
  return found.sort();
}

function verdict(a: OracleEnrolment, b: OracleEnrolment, sameFamily: boolean, samePerson: boolean, day: string): 'boleh' | 'peringatan' | 'tolak' {
  const both = (one: readonly string[], other: readonly string[]): boolean => (one.includes(a.code) && other.includes(b.code)) || (one.includes(b.code) && other.includes(a.code));
  // "BSPS/RTLH × RUTILAHU/RTLH within 10 years, same rumah: tolak"
  if (both(housing, housing) && together(a, b, 120, day)) return 'tolak';
  if (!together(a, b, 0, day)) return 'boleh';
  if (sameFamily && both(['PKH'], ['SEMBAKO'])) return 'boleh';
  if (sameFamily && both(['PKH', 'SEMBAKO'], ['BLT-DD'])) return 'tolak';
  if (samePerson && both(['PBI-JK'], ['PBI-PEMDA'])) return 'tolak';
  if (samePerson && a.code === 'KUR' && b.code === 'KUR') return 'peringatan';
  if (sameFamily && a.code === b.code && a.unit === 2) return 'tolak';
  if (sameFamily && both(['PKH', 'SEMBAKO'], ['PERMAKANAN-LANSIA', 'PERMAKANAN-DISABILITAS'])) return 'peringatan';
  if (sameFamily && a.code !== b.code && a.group === 1 && b.group === 1) return 'peringatan';
  return 'boleh';
}

/** Walks through every month that the earlier one touches, and as many after it. */
function together(a: OracleEnrolment, b: OracleEnrolment, months: number, day: string): boolean {
  const [first, second] = (a.start ?? '1990-01-01') <= (b.start ?? '1990-01-01') ? [a, b] : [b, a];
  if (first.start !== null && first.start > day) return false;
  if ((second.start ?? '1990-01-01') > day) return false;
  const end = receives(first, day) ? day : (first.end ?? first.start ?? '1990-01-01');
  const from = (second.start ?? '1990-01-01').slice(0, 7);
  for (let cursor = end.slice(0, 7), left = months; left >= 0; left -= 1, cursor = nextMonth(cursor)) if (from <= cursor) return true;
  return false;
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Whether somebody receives: decided, active or suspended, begun and not ended. */
export function receives(one: OracleEnrolment, day: string): boolean {
  if (one.status === 1) return false;
  if (one.start !== null && one.start > day) return false;
  if (one.end === null) return one.status === 2 || one.status === 3 || one.status === 4;
  return one.end > day;
}

/** Enrolments that fail, `id|why`, by §3.2 where the answers can tell. */
export function oracleIneligible(families: readonly OracleFamily[], enrolments: readonly OracleEnrolment[], day: string): string[] {
  const byId = new Map(families.map((one) => [one.id, one]));
  return enrolments.filter((one) => receives(one, day)).flatMap((one) => {
    const home = byId.get(one.family);
    const person = home?.people.find((each) => each.id === one.person);
    const age = person?.birthDate ? fullYears(person.birthDate, day) : null;
    const why: string[] = [];
    const desilOver = (most: number): void => { if (home !== undefined && home.desil !== null && home.desil > most) why.push('desil'); };
    if (one.code === 'PKH') desilOver(4);
    if (one.code === 'SEMBAKO' || one.code === 'PBI-JK') desilOver(5);
    if (one.code === 'PIP' && age !== null && (age < 6 || age > 21)) why.push('usia');
    if (one.code === 'LOKAL-PELATIHAN' && age !== null && (age < 16 || age > 59)) why.push('usia');
    if (one.code === 'LOKAL-MAKAN-LANSIA' && ((age !== null && age < 60) || (home !== undefined && home.desil !== null && home.desil > 4))) why.push('lansia miskin');
    if (one.code === 'BLT-DD' && home !== undefined && home.region.split('.')[3]?.startsWith('1')) why.push('bukan desa');
    if ((one.code === 'PBI-JK' || one.code === 'PBI-PEMDA') && person !== undefined && person.insurance !== null && person.insurance !== 99 && [2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15].includes(person.insurance)) why.push('JKN lain');
    return why.map((each) => `${one.id}|${each}`);
  }).sort();
}

function fullYears(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** Families that nothing reaches although they are of desil 1 or 2, or lack something. */
export function oracleMissed(families: readonly OracleFamily[], enrolments: readonly OracleEnrolment[], day: string): string[] {
  const credit = ['KUR', 'LOKAL-UP2K'];
  const reached = new Set(enrolments.filter((one) => receives(one, day) && !credit.includes(one.code)).map((one) => one.family));
  return families.filter((one) => one.active && !reached.has(one.id) && ((one.desil !== null && one.desil <= 2) || one.needs > 0)).map((one) => one.id).sort();
}

/** Recipients of relief in a family with an official of the state, `enrolment`. */
export function oracleOfficials(families: readonly OracleFamily[], enrolments: readonly (OracleEnrolment & { strategy: number })[], day: string): string[] {
  const official = (one: OraclePerson): boolean => one.alive && (one.position === 5 || (one.occupation !== null && ([5, 6, 7, 16, 17].includes(one.occupation) || (one.occupation >= 48 && one.occupation <= 63))));
  const homes = new Set(families.filter((one) => one.people.some(official)).map((one) => one.id));
  return enrolments.filter((one) => receives(one, day) && one.strategy === 1 && homes.has(one.family)).map((one) => one.id).sort();
}
