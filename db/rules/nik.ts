import { isRealDate } from './dates.ts';
import { fullYear, isPlaceholder } from './identifier.ts';

/** What the digits of a NIK say. The region is where it was first issued, not where the person lives. */
export interface NikParts {
  /** Six digits: province, regency or city, kecamatan. */
  readonly region: string;
  readonly day: number;
  readonly month: number;
  /** Two digits. */
  readonly year: number;
  /** 1 male, 2 female, as RSEK.405. */
  readonly sex: 1 | 2;
  readonly serial: string;
}

/** Why a NIK is wrong or doubtful; letters of the domain reference §2.3. The first three block, the others warn. */
export type NikProblem = 'length' | 'digits' | 'placeholder' | 'region' | 'date' | 'sex' | 'birthDate';

export interface NikContext {
  /** `YYYY-MM-DD`, decides the century of a two-digit year. */
  readonly today: string;
  readonly birthDate?: string | null;
  /** 1 male, 2 female; other values are not compared. */
  readonly sex?: number | null;
  /** Whether a six-digit region code is or was in use; left out when there is no list to ask. */
  readonly isKnownRegion?: (code: string) => boolean;
}

/** The parts of a NIK of 16 digits, or null when it does not have 16 digits. The date need not be real. */
export function parseNik(nik: string): NikParts | null {
  if (!/^\d{16}$/.test(nik)) return null;
  const day = Number(nik.slice(6, 8));
  return {
    region: nik.slice(0, 6),
    day: day > 40 ? day - 40 : day,
    month: Number(nik.slice(8, 10)),
    year: Number(nik.slice(10, 12)),
    sex: day > 40 ? 2 : 1,
    serial: nik.slice(12),
  };
}

/** The NIK of its parts: 16 digits. */
export function formatNik(parts: NikParts): string {
  const day = parts.sex === 2 ? parts.day + 40 : parts.day;
  return parts.region + two(day) + two(parts.month) + two(parts.year) + parts.serial;
}

/** The birth date that a NIK shows, or null when it is no date. The century is the one nearest to `birthDate` if given, else the latest before today. */
export function nikBirthDate(nik: string, context: Pick<NikContext, 'today' | 'birthDate'>): string | null {
  const parts = parseNik(nik);
  return parts && birthDateOf(parts, context);
}

function birthDateOf(parts: NikParts, context: Pick<NikContext, 'today' | 'birthDate'>): string | null {
  const latest = fullYear(parts.year, context.today);
  const said = Number(context.birthDate?.slice(0, 4) ?? latest);
  const year = Math.abs(latest - 100 - said) < Math.abs(latest - said) ? latest - 100 : latest;
  const date = `${year}-${two(parts.month)}-${two(parts.day)}`;
  return isRealDate(date) ? date : null;
}

/** Everything wrong with a NIK that is not empty, the gravest first; problems that block stop the search for others. */
export function checkNik(nik: string, context: NikContext): readonly NikProblem[] {
  if (isPlaceholder(nik)) return ['placeholder'];
  if (!/^\d*$/.test(nik)) return ['digits'];
  const parts = parseNik(nik);
  if (!parts) return ['length'];
  const problems: NikProblem[] = [];
  if (context.isKnownRegion && !context.isKnownRegion(parts.region)) problems.push('region');
  const shown = birthDateOf(parts, context);
  if (!hasRealDate(nik, parts, shown, context)) problems.push('date');
  if ((context.sex === 1 || context.sex === 2) && context.sex !== parts.sex) problems.push('sex');
  if (context.birthDate && shown !== null && shown !== context.birthDate) problems.push('birthDate');
  return problems;
}

/** Day 1–31 or 41–71, month 1–12, and a date of the calendar in some century (29 February needs only one that fits). */
function hasRealDate(nik: string, parts: NikParts, shown: string | null, context: NikContext): boolean {
  const rawDay = Number(nik.slice(6, 8));
  if (rawDay > 71 || (rawDay > 31 && rawDay < 41)) return false;
  if (shown !== null) return true;
  const centuries = [fullYear(parts.year, context.today), fullYear(parts.year, context.today) - 100];
  return centuries.some((year) => isRealDate(`${year}-${two(parts.month)}-${two(parts.day)}`));
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
