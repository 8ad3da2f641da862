import type { Connection } from '../store/connection.ts';
import { answerKey } from './choices.ts';

/** Why somebody of a list is enrolled although a rule forbids it, and who said so. */
export interface LetThrough {
  readonly reason: string;
  readonly by: string;
  /** Titles of the rules that were seen and set aside: one that comes later holds the row again. */
  readonly rules: readonly string[];
}

/** Every row of a file that was let through, by `answerKey`. */
export function lettingThrough(db: Connection, file: number): ReadonlyMap<string, LetThrough> {
  const rows = db.prepare('SELECT sheet, no, reason, rules, by FROM letThrough WHERE file = ?').all(file) as { sheet: number; no: number; reason: string; rules: string; by: string }[];
  return new Map(rows.map(({ sheet, no, rules, ...said }) => [answerKey(sheet, no, 'recipient'), { ...said, rules: JSON.parse(rules) as string[] }]));
}

/** Whether what a rule says was seen when the row was let through. */
export function setsAside({ rules }: LetThrough, { title }: { readonly title: string }): boolean {
  return rules.includes(title);
}
