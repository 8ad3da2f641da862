import type { Reader } from '../../db/store/office.ts';

/** What clerks type at the counter: every beginning of names as they go, numbers, parts of numbers, addresses, slips. */
export interface TypedTexts {
  readonly names: readonly string[];
  readonly numbers: readonly string[];
  readonly addresses: readonly string[];
  readonly misspelt: readonly string[];
}

/** Takes the texts from people spread over the whole register, always the same ones. */
export function typedTexts({ db }: Reader, people = 90): TypedTexts {
  const rows = db.prepare(`SELECT p.name, p.nik, f.address, f.rt FROM person p JOIN family f ON f.uid = p.family
    WHERE p.nik IS NOT NULL AND p.id % (SELECT max(1, count(*) / ?) FROM person) = 0 ORDER BY p.id`).raw().all(people) as [string, string, string | null, string | null][];
  const beginnings = (text: string, from: number, until: number): string[] =>
    Array.from({ length: Math.max(0, Math.min(text.length, until) - from + 1) }, (_, place) => text.slice(0, from + place));
  return {
    names: rows.flatMap(([name, , , rt], place) => [...beginnings(name.toLowerCase(), 1, 14), ...(place % 5 === 0 && rt ? [`${name.toLowerCase()} rt ${Number(rt)}`] : [])]),
    numbers: rows.flatMap(([, nik]) => [...beginnings(nik, 3, 16).filter((_, place) => place % 3 === 0), nik.slice(10), nik.slice(6, 12), nik.slice(12)]),
    addresses: rows.flatMap(([, , address]) => (address === null ? [] : beginnings(address.toLowerCase(), 3, 18).filter((_, place) => place % 3 === 0))),
    misspelt: rows.filter(([name]) => name.length > 7).map(([name]) => misspell(name.toLowerCase())),
  };
}

/** Two letters in the middle of the first long word change places. */
function misspell(name: string): string {
  return name.replace(/[a-z]{5,}/, (word) => `${word.slice(0, 2)}${word[3] ?? ''}${word[2] ?? ''}${word.slice(4)}`);
}
