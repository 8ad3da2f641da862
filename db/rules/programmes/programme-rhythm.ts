import type { FieldValues } from '../field.ts';
import { codeIn } from '../lists.ts';

const daily = 2;
const service = 3;
const health = 4;

/** Whether a programme is given every day, so that its deliveries are ticked on a sheet by days. */
export function isDaily(programme: FieldValues): boolean {
  return codeIn('TEPAT.frekuensi', programme.frequency) === daily;
}

/** Whether a programme is visits of health workers at home. */
export function isVisits(programme: FieldValues): boolean {
  return codeIn('TEPAT.bentukManfaat', programme.form) === service && codeIn('TEPAT.kelompokManfaat', programme.benefitGroup) === health;
}
