import { textCell } from './cell.ts';
import type { Cell } from './cell.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;
const CANDIDATES = [';', ',', '\t', '|'] as const;
const SAMPLE_RECORDS = 100;
/** A record longer than this has a quote that is never closed: rows would vanish in it unseen. */
const MOST_RECORD = 2 ** 20;

interface Split {
  readonly records: (readonly string[])[];
  /** How much of the text is used up. */
  readonly used: number;
  /** The record behind these has a quote that is never closed. */
  readonly broken: boolean;
}

/**
 * The records of a text with separators: quoted fields may hold separators, line ends and doubled quotes; a quote inside an
 * unquoted field is a letter like any other. A last record without its line end is left unless `final`.
 */
export function splitRecords(text: string, separator: string, final: boolean, most = Infinity): Split {
  const comma = separator.charCodeAt(0);
  const records: (readonly string[])[] = [];
  let used = 0;
  while (used < text.length && records.length < most) {
    const fields: string[] = [];
    let at = used;
    let ended = false;
    for (;;) {
      let field: string;
      if (text.charCodeAt(at) === QUOTE) {
        const close = closingQuote(text, at + 1);
        if (close < 0) {
          return { records, used, broken: final || text.length - used > MOST_RECORD };
        }
        // What stands behind the closing quote belongs to the field: nothing is dropped. Over several lines it is no closing quote.
        const stop = fieldEnd(text, close + 1, comma);
        if (stop > close + 1 && text.slice(at, close).includes('\n')) return { records, used, broken: true };
        field = text.slice(at + 1, close).replaceAll('""', '"') + text.slice(close + 1, stop);
        at = stop;
      } else {
        const stop = fieldEnd(text, at, comma);
        field = text.slice(at, stop);
        at = stop;
      }
      fields.push(field);
      if (at >= text.length) {
        ended = final;
        break;
      }
      const code = text.charCodeAt(at);
      at += 1;
      if (code === comma) continue;
      // A carriage return at the very end may have its line feed in the next piece.
      if (code === CR && at >= text.length && !final) break;
      if (code === CR && text.charCodeAt(at) === LF) at += 1;
      ended = true;
      break;
    }
    if (!ended) return { records, used, broken: text.length - used > MOST_RECORD };
    records.push(fields);
    used = at;
  }
  return { records, used, broken: false };
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== QUOTE) return at;
  }
  return -1;
}

function fieldEnd(text: string, from: number, comma: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma || code === LF || code === CR) return at;
  }
  return text.length;
}

/** Which character separates the fields: that which gives the most records the same number of fields. */
export function findSeparator(sample: string): string {
  let best: { separator: string; score: number } = { separator: ';', score: 0 };
  for (const separator of CANDIDATES) {
    const widths = new Map<number, number>();
    for (const { length } of splitRecords(sample, separator, false, SAMPLE_RECORDS).records) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
    const score = Math.max(0, ...[...widths].map(([width, count]) => (width - 1) * count));
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** A field as a cell. `="0123"` is how programs keep Excel from making a number of a text. */
export function fieldCell(field: string): Cell | null {
  if (field === '') return null;
  return textCell(/^="([^"]*)"$/.exec(field)?.[1] ?? field);
}
