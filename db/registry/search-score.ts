import { jaroWinkler } from '../rules/jaro-winkler.ts';
import { nameKey } from '../rules/name-key.ts';

/**
 * How well a name fits what was typed, 0 to 1: the name itself before one that begins so, before one that sounds alike;
 * of two alike the one that is active. `wanted` are the words as typed, `keys` their sound, both in lower case.
 */
export function scoreName(name: string, wanted: string, keys: string, active: boolean): number {
  const plain = name.toLowerCase();
  const inactive = active ? 0 : 0.05;
  if (plain === wanted) return 1 - inactive;
  if (plain.startsWith(wanted)) return 0.95 - inactive;
  const key = nameKey(name).toLowerCase();
  if (key === keys) return 0.93 - inactive;
  if (key.startsWith(keys)) return 0.9 - inactive;
  return Math.max(jaroWinkler(plain, wanted), jaroWinkler(key, keys)) * 0.88 - inactive;
}
