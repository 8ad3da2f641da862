import type { Translate } from '../../text/text.ts';
import { groupIdentifier } from '../../ui/format.ts';
import type { Breach } from './work-items.ts';

/** A family by its head, or, where there is none, by what tells it apart from others without one: where it lives, or its masked card. */
export function breachName(t: Translate, { name, rt, rw, address, noKk }: Pick<Breach, 'name' | 'rt' | 'rw' | 'address' | 'noKk'>): string {
  if (name !== null && name !== '') return name;
  const area = rt !== null && rw !== null ? t('worklist.unnamedArea', { rt, rw }) : null;
  const card = noKk === null ? null : t('worklist.unnamedCard', { noKk: groupIdentifier(noKk) });
  return [t('worklist.unnamed'), area, address ?? card].filter((part) => part !== null).join(', ');
}
