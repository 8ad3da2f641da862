import { fieldDef } from '../../rules/entities.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { answerText } from '../../rules/lists.ts';
import { templateFamilyKey, templateMark, templateSheets } from '../../rules/template-columns.ts';
import type { SampleFamily } from '../families.ts';
import type { Cell } from '../sheet-content.ts';
import { dayFirst } from './layout.ts';
import type { LayoutSheet, SampleLayout } from './layout.ts';

type TemplateEntity = 'family' | 'person';

/** Tepat's own template: names of the fields in a hidden first row, families and people joined by a number. */
export const template: SampleLayout = {
  format: 'xlsx',
  takes: () => true,
  sheets: ({ families }) => [
    templateSheet('family', families, ({ family }) => [family]),
    templateSheet('person', families, ({ people }) => people),
  ],
  told: ({ family, people }) => ({ family, people }),
};

function templateSheet(entity: TemplateEntity, families: () => Iterable<SampleFamily>, records: (family: SampleFamily) => readonly FieldValues[]): LayoutSheet {
  const sheet = templateSheets.find((candidate) => candidate.entity === entity);
  if (!sheet) throw new RangeError(`the template has no sheet for ${entity}`);
  const { name, columns } = sheet;
  const roles = ['nik', 'noKk', 'name', 'birthDate', 'sex', 'address', 'relationship'];
  return {
    name,
    headerRow: 2,
    hiddenRows: [1],
    places: Object.fromEntries(columns.flatMap(({ key }, at) => (roles.includes(key) ? [[key, at]] : []))),
    *rows() {
      yield columns.map(({ key }) => (key === templateFamilyKey ? templateMark : key));
      yield columns.map(({ header }) => header);
      let number = 0;
      for (const family of families()) {
        number++;
        for (const values of records(family)) {
          yield columns.map(({ key }) => (key === templateFamilyKey ? number : templateCell(entity, key, values[key])));
        }
      }
    },
  };
}

/** Coded answers as their labels, dates as clerks write them, the rest as it is; sums of ticked codes as the sum. */
function templateCell(entity: TemplateEntity, field: string, value: FieldValue | undefined): Cell {
  if (value === null || value === undefined) return null;
  const def = fieldDef(entity, field);
  if (def?.kind === 'code') return answerText(def.list ?? '', value);
  if (def?.kind === 'date') return dayFirst(value);
  return typeof value === 'object' ? value.raw : value;
}
