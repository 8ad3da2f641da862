import type { AidProgramme } from '../../../../db/rules/aid/aid-facts.ts';
import { codeIn } from '../../../../db/rules/lists.ts';
import type { SchemeContent, SchemeItem } from '../../../../db/rules/schemes/scheme.ts';
import { programmeName } from '../programme-words.ts';
import type { Programme } from '../programme-words.ts';

/** A scheme while it is being written. */
export interface SchemeDraft {
  readonly title: string;
  readonly source: string;
  readonly note: string;
  readonly items: readonly SchemeItem[];
}

const emptyItem: Omit<SchemeItem, 'key'> = { title: '', kinds: null, programmes: [], except: [], needs: [] };

export const emptyScheme: SchemeDraft = { title: '', source: '', note: '', items: [{ key: 'butir-1', ...emptyItem }] };

/** An item more, under a key that no other has. */
export function withItem(draft: SchemeDraft): SchemeDraft {
  let number = draft.items.length + 1;
  while (draft.items.some((item) => item.key === `butir-${number}`)) number += 1;
  return { ...draft, items: [...draft.items, { key: `butir-${number}`, ...emptyItem }] };
}

/** The content that a draft says; null while something is missing. */
export function schemeContent({ title, note, items }: SchemeDraft): SchemeContent | null {
  if (title.trim() === '' || items.length === 0 || items.some((item) => item.title.trim() === '')) return null;
  return { note: note.trim(), items: items.map((item) => ({ ...item, title: item.title.trim() })) };
}

/** A programme of the catalogue as schemes and rules look at it. */
export function schemeProgramme(programme: Programme): AidProgramme {
  const code = (list: string, field: string): number | null => codeIn(list, programme.values[field]);
  return {
    uid: programme.id, name: programmeName(programme), provider: null, benefitGroup: code('TEPAT.kelompokManfaat', 'benefitGroup'), strategy: code('TEPAT.strategi', 'strategy'), form: code('TEPAT.bentukManfaat', 'form'),
    unit: code('TEPAT.satuanPenerima', 'unitKind'), fund: code('TEPAT.sumberDana', 'fund'),
  };
}
