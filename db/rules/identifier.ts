/** What reading a cell with a 16-digit number gives: its digits as text, and what may have happened to them on the way. */
export interface IdentifierReading {
  /** The value without spaces, quotes, dots and dashes, nor the `=` of `="647…"` by which a text file keeps Excel from its digits; empty when the cell says nothing. */
  readonly text: string;
  /** `scientific`: Excel's notation, digits lost. `rounded`: a number above 2^53, digits changed. Never repaired. */
  readonly damage: 'scientific' | 'rounded' | null;
  /** The cell holds a number, not text. */
  readonly numericCell: boolean;
  /** A numeric cell of 16 digits that ends in 0: Excel keeps 15 digits, so the last one is probably lost. */
  readonly suspect: boolean;
}

const emptyIdentifiers = new Set(['', 'NULL', 'NIHIL', 'N/A', '#N/A', 'TIDAK ADA', 'BELUM ADA']);
const scientific = /^\d([.,]\d+)?E\+?\d+$/i;
const wide = /[\uff10-\uff19]/g;

/** A text with the digits of East Asian fonts (０–９) as the plain ones that they are. */
export function plainDigits(text: string): string {
  return text.replace(wide, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

const noise = /[\s\u00a0\u200b-\u200d\u2060\ufeff'`’‘"]/g;

/** Reads a NIK or No KK as a cell or a clerk gives it. Domain reference §2.3. */
export function readIdentifier(raw: string | number | null | undefined): IdentifierReading {
  const numericCell = typeof raw === 'number';
  const bare = plainDigits(String(raw ?? '')).replace(noise, '').replace(/^=/, '');
  if (emptyIdentifiers.has(String(raw ?? '').trim().toUpperCase())) return reading('', null, numericCell);
  if (scientific.test(bare)) return reading(bare, 'scientific', numericCell);
  const text = bare.replace(/\.0$/, '').replace(/[.\-–]/g, '');
  const damage = numericCell && !Number.isSafeInteger(raw) ? 'rounded' : null;
  return reading(text, damage, numericCell);
}

function reading(text: string, damage: IdentifierReading['damage'], numericCell: boolean): IdentifierReading {
  return { text, damage, numericCell, suspect: numericCell && text.length === 16 && text.endsWith('0') };
}

/** Whether a number is one that people type because they have none: zeros, one digit repeated, serial 0000. */
export function isPlaceholder(text: string): boolean {
  return /^(\d)\1*$/.test(text) || (/^0\d*$/.test(text)) || (/^\d{16}$/.test(text) && text.endsWith('0000'));
}

/** Two digits to four: the latest year that is not after `today`. */
export function fullYear(twoDigits: number, today: string): number {
  const thisYear = Number(today.slice(0, 4));
  const century = thisYear - (thisYear % 100);
  return twoDigits > thisYear % 100 ? century - 100 + twoDigits : century + twoDigits;
}
