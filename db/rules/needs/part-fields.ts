import { fieldsOfCondition } from '../form/condition.ts';
import type { NeedPart } from './need-rule.ts';

/** An answer by whose it is. */
export interface AskedField {
  readonly entity: 'family' | 'person';
  readonly field: string;
}

/** The answers that a part of a need looks at. */
export function fieldsOfPart(part: NeedPart): readonly AskedField[] {
  switch (part.kind) {
    case 'answer':
      return [{ entity: 'family', field: part.field }];
    case 'area':
      return [{ entity: 'family', field: 'floorArea' }];
    case 'family':
      return named('family', [part.field, ...[part.fit, part.unfit].flatMap(fieldsOfCondition)]);
    default:
      return named('person', [part.field, ...[part.among, part.fit, part.unfit].flatMap(fieldsOfCondition)]);
  }
}

function named(entity: AskedField['entity'], fields: readonly string[]): AskedField[] {
  return [...new Set(fields)].map((field) => ({ entity, field }));
}
