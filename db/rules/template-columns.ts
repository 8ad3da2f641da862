import { fieldsOf } from './entities.ts';
import type { EntityKey } from './entities.ts';
import { fieldLabel } from './text.ts';

/**
 * Tepat's own spreadsheet template: two sheets that join on a number for each family, because a family may have no No KK
 * yet. Row 1 is hidden and names the layout and the fields by their keys, so that headers may be translated or reworded;
 * row 2 holds the headers people read; families and people start in row 3.
 */
export interface TemplateColumn {
  /** Field key of the sheet's entity, or `templateFamilyKey` for the number that joins the sheets. */
  readonly key: string;
  readonly header: string;
}

export interface TemplateSheet {
  readonly name: 'Keluarga' | 'Anggota';
  readonly entity: 'family' | 'person';
  readonly columns: readonly TemplateColumn[];
}

/** The first cell of the hidden row; the number rises when a reader of before could misread the file. */
export const templateMark = 'TEPAT-TEMPLATE/1';

/** Key of the column that numbers the families of a file; its cell in the hidden row is `templateMark`. */
export const templateFamilyKey = '#';

/** Set by the register, never by a file. */
const ownedByRegister: Readonly<Record<string, readonly string[]>> = { family: ['owner', 'household', 'house', 'dasawisma'], person: ['owner', 'family'] };

const familyNumber: TemplateColumn = { key: templateFamilyKey, header: 'Nomor keluarga dalam berkas' };

/** The sheets with their columns in the order of the fields' numbers. Coded answers are written as labels or codes. */
export const templateSheets: readonly TemplateSheet[] = [
  { name: 'Keluarga', entity: 'family', columns: [familyNumber, ...columnsOf('family')] },
  { name: 'Anggota', entity: 'person', columns: [familyNumber, ...columnsOf('person')] },
];

function columnsOf(entity: EntityKey): TemplateColumn[] {
  return fieldsOf(entity)
    .filter((field) => !ownedByRegister[entity]?.includes(field.key))
    .map((field) => ({ key: field.key, header: fieldLabel('id', entity, field.key) }));
}
