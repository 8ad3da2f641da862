import type { EntityKey } from './entities.ts';
import { fieldsOf } from './entities.ts';
import { fieldsId } from './text/fields.id.ts';

/**
 * The columns of Tepat's own template (two sheets). The first row says what the file is: `templateMark`, the format
 * number, the entity; the second row holds the headers; data begins in the third. Columns may be moved or left out.
 */
export interface TemplateColumn {
  /** A field of the entity, or a link that begins with `@`. */
  readonly target: string;
  readonly header: string;
}

export const templateMark = 'TEPAT-TEMPLAT';
export const templateFormat = 1;
export const templateHeaderRow = 2;
export const templateSheets = { family: 'Keluarga', person: 'Anggota', codes: 'Kode' } as const;

/** Not in the template: set by the register, or a reference that the link columns replace. */
const leftOut: readonly string[] = ['owner', 'family', 'status', 'statusDate', 'statusReason'];

function fieldColumns(entity: EntityKey & ('family' | 'person')): TemplateColumn[] {
  const labels: Readonly<Record<string, string>> = fieldsId[entity];
  return fieldsOf(entity)
    .filter((field) => !leftOut.includes(field.key))
    .map((field) => ({ target: field.key, header: labels[field.key] ?? field.key }));
}

const familyKey: TemplateColumn = { target: '@key', header: 'Kunci keluarga' };

export const templateColumns: Readonly<Record<'family' | 'person', readonly TemplateColumn[]>> = {
  family: [
    familyKey,
    ...fieldColumns('family'),
    { target: '@ranking.1', header: 'Desil nasional (DTSEN)' },
    { target: '@rankingDate', header: 'Tanggal desil' },
  ],
  person: [
    familyKey,
    { target: '@noKk', header: 'No KK' },
    { target: '@person', header: 'Kunci anggota' },
    ...fieldColumns('person'),
  ],
};
