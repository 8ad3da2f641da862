import type { SheetSample } from './recognise.ts';

interface Hint {
  readonly name: string;
  /** Headers that must all be there, in the compared form. */
  readonly headers?: readonly string[];
  /** Or words in the first rows. */
  readonly words?: RegExp;
}

/** Layouts that offices get but that are not read yet, by what only they have (domain reference §2.10, §6.3). */
const hints: readonly Hint[] = [
  { name: 'SIAK (data penduduk)', headers: ['NOMORKK', 'NIK', 'SHDK', 'CETAKKTP'] },
  { name: 'BIP (Buku Induk Penduduk)', words: /BUKU INDUK PENDUDUK/i },
  { name: 'BIP (Buku Induk Penduduk)', words: /^NO\.? ?KK ?:/i },
  { name: 'BDT 2015', headers: ['NAMASLS', 'SUMBERAIRMINUM25'] },
  { name: 'BDT 2015', words: /\bIDBDT\b|Sumber air minum \(25\)/i },
  { name: 'P3KE', words: /ID ?KELUARGA ?P3KE|DESIL ?P3KE|\bP3KE\b/i },
  { name: 'SIKS-NG', words: /\bIDSEMESTA\b|\bID ?DTKS\b|SIKS-?NG/i },
  { name: 'OpenSID (penduduk)', headers: ['NOKK', 'NIK', 'KKLEVEL', 'TANGGALLAHIR'] },
  { name: 'OpenSID (bantuan)', headers: ['PESERTA', 'NOPESERTA', 'NIK'] },
  { name: 'Regsosek (lima lembar)', words: /REGSOSEK/i },
  { name: 'daftar nominatif', words: /DAFTAR NOMINATIF|DAFTAR PENERIMA/i },
];

/** The name of the layout that a workbook looks like, or null. */
export function looksLike(samples: readonly SheetSample[], keyOf: (text: string) => string): string | null {
  for (const hint of hints) {
    for (const sheet of samples) {
      for (const row of sheet.rows) {
        const texts = row.texts.filter((text) => text !== null);
        if (hint.words && texts.some((text) => hint.words?.test(text))) return hint.name;
        const keys = new Set(texts.map(keyOf));
        if (hint.headers?.every((header) => keys.has(header))) return hint.name;
      }
    }
  }
  return null;
}
