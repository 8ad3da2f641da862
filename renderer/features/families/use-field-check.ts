import { useDebouncedValue } from '@mantine/hooks';
import { groupOf } from '../../../db/rules/entities.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { useCall } from '../../app/calls.ts';
import type { ApiFinding, RecordEntity } from './family-types.ts';

/**
 * What changing these fields of one record would bring up, as `record.change` judges it: findings that the change brings
 * and errors of the changed fields. What stood before stays where it is listed.
 */
export function useFieldCheck(family: string, entity: RecordEntity, id: string, values: FieldValues | null): readonly ApiFinding[] {
  const [settled] = useDebouncedValue(values, 120);
  const input = { id: family, values: settled && entity === 'family' ? { ...settled } : {}, people: settled && entity === 'person' ? [{ id, values: { ...settled } }] : [] };
  const before = useCall('family.check', { id: family, values: {}, people: [] }, { enabled: values !== null });
  const after = useCall('family.check', input, { enabled: settled !== null && Object.keys(settled).length > 0, keepPrevious: true });
  if (values === null || !before.data || !after.data) return [];
  const touched = new Set(Object.keys(values).flatMap((key) => groupOf(entity, key)));
  const known = new Set(before.data.filter((finding) => finding.severity === 'warn' || finding.record !== id || !touched.has(finding.field ?? '')).map(sameness));
  return after.data.filter((finding) => !known.has(sameness(finding)) && (finding.severity !== 'info' || (finding.record === id && touched.has(finding.field ?? ''))));
}

function sameness(finding: ApiFinding): string {
  return JSON.stringify([finding.code, finding.record, finding.field, finding.params]);
}
