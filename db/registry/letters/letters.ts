import { entities } from '../../rules/entities.ts';
import { letterKinds } from '../../rules/letters/kinds.ts';
import type { LetterKind } from '../../rules/letters/kinds.ts';
import { letterNumber, usualPattern, verificationCode } from '../../rules/letters/number.ts';
import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sha256Hex } from '../../store/digest.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { narrowing, needRecord } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { letterSettings } from './letterhead.ts';
import { pcMark } from './pc-mark.ts';

export interface NewLetter {
  readonly kind: LetterKind;
  readonly date: string;
  readonly subject: string;
  readonly family: string | null;
  readonly person: string | null;
  readonly programme: string | null;
  readonly package: string | null;
  readonly purpose: string | null;
  readonly validUntil: string | null;
}

export interface LetterRow extends NewLetter {
  readonly id: string;
  readonly number: string;
  readonly sequence: number;
  readonly code: string;
  readonly voidedOn: string | null;
  readonly voidReason: string | null;
  readonly at: string;
  readonly by: string;
}

/**
 * Issues a letter: it gets the next number of its kind and year, also where the last one was cancelled, and what it says
 * then is kept, so that it can be printed again as it was.
 */
export function issueLetter(office: Writer, actor: Actor, input: NewLetter, write: (given: { number: string; code: string }) => unknown): { id: string; number: string; code: string } {
  return writeChanges(office, { user: actor.user, kind: 'letter' }, (log) => {
    const year = Number(input.date.slice(0, 4));
    const sequence = nextNumber(office, input.kind, year);
    const { pattern, short, codes, marks } = letterSettings(office);
    const pc = pcMark(office);
    const number = letterNumber(pattern || usualPattern, { code: codes[input.kind] ?? letterKinds[input.kind].code, sequence, mark: pc === null ? '' : (marks[pc.since] ?? pc.usual), office: short || office.identity.code, date: input.date });
    const code = verificationCode(sha256Hex(`letter ${office.newId()}`));
    const { uid } = log.create('letter', { ...input, year, sequence, number, code, content: JSON.stringify(write({ number, code })) });
    return { id: uid, number, code };
  });
}

/** The number that the next letter gets; the office may have begun the year on paper. */
export function nextNumber(office: Reader, kind: LetterKind, year: number): number {
  const last = sql(office, 'SELECT coalesce(max(sequence), 0) FROM letter WHERE kind = ? AND year = ?').pluck().get(kind, year) as number;
  const begun = letterSettings(office).begun[kind];
  return Math.max(last, begun !== undefined && begun.year === year ? begun.last : 0) + 1;
}

const columns = `l.uid AS id, l.kind AS kind, l.date AS date, l.subject AS subject, l.family AS family, l.person AS person, l.programme AS programme, l."package" AS "package", l.purpose AS purpose, l.validUntil AS validUntil,
  l.number AS number, l.sequence AS sequence, l.code AS code, l.voidedOn AS voidedOn, l.voidReason AS voidReason, t.at AS at, coalesce(t.userName, '') AS by`;
const source = `FROM letter l JOIN tx t ON t.id = (SELECT c.tx FROM change c WHERE c.entity = ${entities.letter.id} AND c.record = l.id AND c.field = 0)`;

/** The register of letters, the latest first; a user with an area sees the letters about its families. */
export function listLetters(office: Reader, query: { kind?: LetterKind | undefined; year?: number | undefined; family?: string | undefined; text?: string | undefined }, scope: Scope): LetterRow[] {
  const area = narrowing(office, scope);
  const where = [
    ...(query.kind ? ['l.kind = @kind'] : []), ...(query.year ? ['l.year = @year'] : []), ...(query.family ? ['l.family = @family'] : []),
    ...(area ? ["EXISTS (SELECT 1 FROM familySummary s WHERE s.uid = l.family AND (s.region = @area OR s.region LIKE @area || '.%'))"] : []),
  ];
  const rows = sql(office, `SELECT ${columns} ${source} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} ORDER BY l.date DESC, l.id DESC`)
    .all({ kind: query.kind ?? null, year: query.year ?? null, family: query.family ?? null, area }) as LetterRow[];
  const text = query.text?.trim().toLowerCase() ?? '';
  return text === '' ? rows : rows.filter((row) => [row.number, row.subject, row.purpose ?? '', row.code, row.by].join(' ').toLowerCase().includes(text));
}

/** What a letter says and where it stands. Errors: NOT_FOUND. */
export function letterContent(office: Reader, id: string): { row: LetterRow; content: unknown } {
  const { values } = needRecord(office, 'letter', id);
  const row = listLetters(office, {}, null).find((one) => one.id === id) ?? fail('NOT_FOUND', { id });
  return { row, content: JSON.parse(typeof values.content === 'string' ? values.content : 'null') };
}

/** Cancels a letter; it keeps its number and stays in the register. Errors: NOT_FOUND, LETTER_VOID. */
export function voidLetter(office: Writer, actor: Actor, id: string, reason: string): void {
  const stored = needRecord(office, 'letter', id);
  if (stored.values.voidedOn !== null) fail('LETTER_VOID', { number: String(stored.values.number ?? ''), date: String(stored.values.voidedOn) });
  writeChanges(office, { user: actor.user, kind: 'letter', reason }, (log) => log.update('letter', stored.id, { voidedOn: today(office), voidReason: reason }));
}
