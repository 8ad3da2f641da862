import { isSecret } from '../../rules/petitions/secret.ts';
import type { Standing } from '../../rules/petitions/states.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { listPetitions } from './list-petitions.ts';
import type { PetitionRow, WaysOf } from './list-petitions.ts';

/** A usulan or sanggah as the counter answers it: how it stands, and nobody who asked. */
export interface CounterPetition {
  readonly id: string; readonly number: string; readonly kind: number; readonly subject: number; readonly about: string; readonly programme: string | null; readonly receivedOn: string;
  readonly standing: Standing; readonly since: string | null; readonly said: string;
  /** A final answer that nobody told yet: whoever stands at the counter is told now. That of an objection is owed to who objected, who is not asked for here. */
  readonly toTell: boolean;
}

/** An objection of somebody else is told to whom it is about once it was decided against them, not before. */
const decided: ReadonlySet<Standing> = new Set(['approved', 'sent', 'atDistrict', 'atCity', 'forwarded', 'granted', 'denied', 'done']);

/** How usulan and sanggah about a family stand, or those about a NIK that is not in the data; the latest first, in Indonesian, for the citizen. */
export function petitionsAtCounter(office: Reader, scope: Scope, { family, nik }: { family: string | null; nik: string | null }, waysOf: WaysOf): CounterPetition[] {
  const digits = nik?.replace(/\D/g, '') ?? '';
  if (family === null && digits === '') return [];
  const rows = listPetitions(office, { lang: 'id', ...(family === null ? { nik: digits } : { family }) }, scope, waysOf);
  return rows.filter(mayTell).reverse().map(({ id, number, kind, subject, about, programme, receivedOn, standing, since, said, own, wait }) => ({ id, number, kind, subject, about: about.name, programme: programme?.name ?? null, receivedOn, standing, since, said, toTell: own && wait === 'tell' && !isSecret(subject) }));
}

function mayTell({ subject, standing }: PetitionRow): boolean {
  return !isSecret(subject) || decided.has(standing);
}
