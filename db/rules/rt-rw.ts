export interface RtRw {
  /** Three digits, or null when not said. */
  readonly rt: string | null;
  readonly rw: string | null;
}

/** An RT or RW as three digits (`7`, `RT 07`, `007` → `007`); null when empty, zero or unreadable. */
export function normaliseRt(raw: string | number | null | undefined): string | null {
  const match = /^\s*(?:R[TW][\s.:]*)?0*(\d{1,3})(?:\.0)?\s*$/i.exec(String(raw ?? ''));
  if (!match?.[1] || Number(match[1]) === 0) return null;
  return match[1].padStart(3, '0');
}

/** Whether a text is an RT or RW in the register's form: three digits, not 000. */
export function isRt(text: string): boolean {
  return /^\d{3}$/.test(text) && text !== '000';
}

// In `rt3rw1` no space ends the number.
const labelledRt = /\bR\.?\s?T\.?[\s.:]*0*(\d{1,3})(?=\b|R\.?\s?W)/i;
const labelledRw = /(?:\b|(?<=\d))R\.?\s?W\.?[\s.:]*0*(\d{1,3})\b/i;
const labelledPair = /\bRT\s*[/.]\s*RW[\s.:]*0*(\d{1,3})\s*[/\-.]\s*0*(\d{1,3})\b/i;
const barePair = /^\s*0*(\d{1,3})\s*[/\-]\s*0*(\d{1,3})\s*$/;

/** Reads RT and RW from one cell: `003/001`, `RT.3 RW.1`, `RT 003/RW 001`, `RT/RW : 003/001`, `RT.07`, or an address that names them. */
export function parseRtRw(text: string | null | undefined): RtRw {
  const source = text ?? '';
  const pair = labelledPair.exec(source) ?? barePair.exec(source);
  if (pair) return { rt: normaliseRt(pair[1]), rw: normaliseRt(pair[2]) };
  return { rt: normaliseRt(labelledRt.exec(source)?.[1]), rw: normaliseRt(labelledRw.exec(source)?.[1]) };
}

/** The address without the RT and RW that {@link parseRtRw} reads from it. */
export function withoutRtRw(address: string): string {
  return address
    .replace(labelledPair, ' ')
    .replace(labelledRt, ' ')
    .replace(labelledRw, ' ')
    .replace(/\s*[,/]\s*(?=[,/]|$)/g, '')
    .replace(/^[\s,/]+/, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
}
