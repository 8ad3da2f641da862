import type { ReactNode } from 'react';
import { fieldValueText } from '../../ui/field-value.ts';
import type { Entry } from './entry-words.ts';
import { RegionName } from './region-name.tsx';

/** What a field held before or after a change, in words: an office by its name. */
export function EntryValue({ entry, side, empty = '' }: { entry: Entry; side: 'old' | 'new'; empty?: ReactNode }): ReactNode {
  const value = entry[side];
  if (entry.field === 'owner' && typeof value === 'string' && value !== '') return <RegionName code={value} bare />;
  const text = entry.field === null ? '' : fieldValueText(entry.entity, entry.field, value);
  return text === '' ? empty : text;
}
