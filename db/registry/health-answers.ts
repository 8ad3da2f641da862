import { fieldDef } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { isHealthTag } from '../rules/tags/tags.ts';
import type { FamilyView } from './family-view.ts';
import type { HistoryEntry } from './log-entries.ts';

type Values = Record<string, FieldValue>;

/**
 * Health answers are closed to roles without `health.read` (domain §4: specific personal data). These give what such a
 * user may see: the same record, page or history without any of them.
 */
export function withoutHealth(entity: EntityKey, values: Readonly<Values>): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !isHealth(entity, key)));
}

/** A family's page without the health answers of its people, and without what the checks say about them. */
export function viewWithoutHealth(view: FamilyView): FamilyView {
  return {
    ...view, values: withoutHealth('family', view.values),
    people: view.people.map((person) => ({ ...person, values: withoutHealth('person', person.values) })),
    tags: view.tags.filter((tag) => !isHealthTag(tag)),
    findings: view.findings.filter(({ field }) => !isHealth('person', field) && !isHealth('family', field)),
    needs: view.needs.map((need) => ({ ...need, because: need.because.filter(({ field }) => !isHealth('person', field) && !isHealth('family', field)) })),
  };
}

/** Entries of a history without those of health answers; a made record is told without them. */
export function entriesWithoutHealth(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return entries.flatMap((entry) => {
    const entity = entry.entity as EntityKey;
    if (entry.field !== null) return isHealth(entity, entry.field) ? [] : [entry];
    return [{ ...entry, new: withoutHealth(entity, entry.new as Values) }];
  });
}

function isHealth(entity: EntityKey, field: string | undefined): boolean {
  return field !== undefined && fieldDef(entity, field)?.dataClass === 'health';
}
