import { z } from 'zod';
import type { FieldValue } from '../field.ts';

/** TEPAT.statusVerval. */
export const visitState = { task: 1, planned: 2, visited: 3, checked: 4, approved: 5, returned: 6 } as const;
/** TEPAT.hasilVerval. */
export const visitResult = { eligible: 1, wellOff: 2, dead: 3, moved: 4, notFound: 5, double: 6, refused: 7, needsMending: 8, notVisited: 9 } as const;

const uid = z.string().min(1).max(64);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const plain = z.union([z.string(), z.number(), z.null()]);

/** What the register is to say once a visit is approved: somebody died, people moved away, or a record says otherwise. */
export const visitEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('death'), person: uid, date: day, place: z.string().max(120).optional() }),
  z.object({ kind: z.literal('move'), /** Nobody named: everybody who lives there. */ people: z.array(uid).max(60), date: day, destination: z.string().trim().min(1).max(200) }),
  z.object({ kind: z.literal('values'), entity: z.enum(['family', 'person']), id: uid, values: z.record(z.string().max(60), plain), /** As they stood when it was found. */ before: z.record(z.string(), z.unknown()).optional() }),
]);
export type VisitEffect = z.infer<typeof visitEffect>;

/** The effects that a record holds; what another version wrote and this one does not know is left out. */
export function effectsOf(json: FieldValue | undefined): VisitEffect[] {
  const said: unknown = typeof json === 'string' && json !== '' ? JSON.parse(json) : [];
  return Array.isArray(said) ? said.flatMap((one) => visitEffect.safeParse(one).data ?? []) : [];
}

/** Which effects a result must name before it can be approved; null when none is needed. */
export function neededEffect(result: number): VisitEffect['kind'] | null {
  if (result === visitResult.dead) return 'death';
  return result === visitResult.moved ? 'move' : null;
}

/** Whether the family was met, so that its data is as fresh as the visit. */
export function metFamily(result: number): boolean {
  return result === visitResult.eligible || result === visitResult.wellOff || result === visitResult.needsMending;
}

/** What a visit answers to the office that gave its task (TEPAT.hasilTugas); null when it answers nothing yet. */
export function taskOutcome(result: number, mended: boolean): number | null {
  switch (result) {
    case visitResult.eligible: return mended ? 2 : 1;
    case visitResult.needsMending: return 2;
    case visitResult.wellOff: case visitResult.double: return 6;
    case visitResult.dead: return 5;
    case visitResult.moved: return 4;
    case visitResult.notFound: return 3;
    case visitResult.refused: return 7;
    default: return null;
  }
}

/** What a checked visit says about the usulan that it was made for (TEPAT.hasilUsulan); null when nobody was there. */
export function petitionVerdict(result: number): number | null {
  if (result === visitResult.notVisited) return null;
  if (result === visitResult.eligible) return 1;
  return result === visitResult.needsMending ? 3 : 2;
}
