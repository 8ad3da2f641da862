import { fail } from '../rules/failure.ts';
import { twoPersonsSetting } from '../rules/two-persons.ts';
import type { Reader } from '../store/office.ts';
import type { Actor } from './access.ts';
import { readSettings } from './settings.ts';

/** Whether what one person entered has to be checked by another: always, unless the office says otherwise. */
export function wantsTwoPersons(office: Reader): boolean {
  return readSettings(office)[twoPersonsSetting] !== 'off';
}

/** Refuses (SAME_PERSON) that somebody checks what they entered themselves, where the office wants two people. */
export function requireSecondPerson(office: Reader, actor: Actor, enteredBy: unknown): void {
  if (enteredBy === actor.user.name && wantsTwoPersons(office)) fail('SAME_PERSON', { name: actor.user.name });
}
