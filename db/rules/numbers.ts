const scales: readonly (readonly [RegExp, number])[] = [
  [/(TRILIUN|TRILYUN)$/, 1e12],
  [/(MILIAR|MILYAR|MLR)$/, 1e9],
  [/(JUTA|JT)$/, 1e6],
  [/(RIBU|RB)$/, 1e3],
];

/** Digits of which a number loses none. */
const bare = /^\d{1,15}$/;
const units = /(M2|M²|METER PERSEGI|METER|KG|ORANG|JIWA|KK|UNIT|EKOR|BUAH|%)$/;

/**
 * Reads an amount as Indonesian files write it: `Rp1.200.000`, `1.200.000,-`, `1,2 jt`, `1.200` (= 1200), `45 m2`.
 * A dot groups thousands where it can, a comma is the decimal sign. Null when it is not a number.
 */
export function parseNumber(raw: string | number | null | undefined): number | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : null;
  // Nearly every amount of a file is a few digits and nothing else.
  if (raw && bare.test(raw)) return Number(raw);
  let text = (raw ?? '')
    .replace(/[\u00a0\u200b-\u200d\ufeff]/g, ' ')
    .trim()
    .toUpperCase()
    .replace(/^(-?)\s*RP\.?\s*/, '$1')
    .replace(/,\s*[-–]+$/, '')
    .replace(units, '')
    .trim();
  let scale = 1;
  for (const [pattern, factor] of scales) {
    if (!pattern.test(text)) continue;
    text = text.replace(pattern, '').trim();
    scale = factor;
    break;
  }
  const plain = plainNumber(text.replace(/(?<=\d) (?=\d{3}\b)/g, ''));
  return plain === null ? null : Number((plain * scale).toPrecision(15));
}

function plainNumber(text: string): number | null {
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  if (/^-?\d{1,3}(,\d{3}){2,}(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^-?\d+([.,]\d+)?$/.test(text)) return Number(text.replace(',', '.'));
  return null;
}

/** A number as the clerk reads it: dots between thousands, a decimal comma, at most two decimals. */
export function showNumber(value: number): string {
  const rounded = Math.round(Math.abs(value) * 100) / 100;
  const [whole = '0', decimals] = String(rounded).split('.');
  const sign = value < 0 && rounded !== 0 ? '-' : '';
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, '.') + (decimals ? `,${decimals}` : '');
}

/** `Rp1.200.000`. */
export function showRupiah(value: number): string {
  return value < 0 ? `-Rp${showNumber(-value)}` : `Rp${showNumber(value)}`;
}
