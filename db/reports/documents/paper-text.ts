import { showDate } from '../../rules/dates.ts';
import type { Cell } from './model.ts';

/** A cell of a report as paper shows it: days the way they are written here. */
export function paperCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : showDate(String(value));
}

/** A note with its days the way they are written here. */
export function paperText(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, showDate);
}
