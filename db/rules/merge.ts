/** Identity of a change; `device` is whatever names a device on both sides of a comparison. */
export interface ChangeRef {
  readonly device: number | string;
  readonly epoch: number;
  readonly counter: number;
}

/**
 * Which changes of a record's field group someone had before them: per device and epoch the highest counter. Exact,
 * because whoever makes a change has seen every earlier one of their own device and epoch.
 */
export type Vector = ReadonlyMap<string, number>;

/** The vector that covers these changes and nothing more. */
export function vectorOf(refs: Iterable<ChangeRef>): Map<string, number> {
  const vector = new Map<string, number>();
  for (const ref of refs) {
    const key = `${ref.device}.${ref.epoch}`;
    if ((vector.get(key) ?? 0) < ref.counter) vector.set(key, ref.counter);
  }
  return vector;
}

/** Whether two names are of one change. */
export function isSame(a: ChangeRef, b: ChangeRef): boolean {
  return a.device === b.device && a.epoch === b.epoch && a.counter === b.counter;
}

/** Whether a change is among what the vector covers. */
export function covers(vector: Vector, ref: ChangeRef): boolean {
  return (vector.get(`${ref.device}.${ref.epoch}`) ?? 0) >= ref.counter;
}

/** Whether everything that `inner` covers is covered by `outer`. */
export function isWithin(inner: Vector, outer: Vector): boolean {
  for (const [key, counter] of inner) if ((outer.get(key) ?? 0) < counter) return false;
  return true;
}

/** A person's decision of a konflik, in a form that every office orders alike. */
export interface DecisionRank {
  /** Whether the office that owns the record decided. */
  readonly byOwner: boolean;
  /** Uid of the device. */
  readonly device: string;
  readonly epoch: number;
  readonly counter: number;
}

/** The fields of one group, which only make sense together, as they stand here. */
export interface GroupHere<V> {
  /** Everything that the present values rest on. */
  readonly seen: Vector;
  /** Changes known here but not taken. */
  readonly aside: Vector;
  readonly values: ReadonlyMap<string, V>;
  /** Set when all that stands here and the sender had not seen is a decision. */
  readonly decision: DecisionRank | null;
}

/** The same fields as a package brings them. */
export interface GroupIncoming<V> {
  /** The changes it brings, by field. */
  readonly ids: ReadonlyMap<string, ChangeRef>;
  /** Everything that the sender's values rest on, the changes themselves included. */
  readonly seen: Vector;
  /** What the sender has in every field of the group. */
  readonly values: ReadonlyMap<string, V>;
  /** Set when all that the package brings and this office had not seen is a decision. */
  readonly decision: DecisionRank | null;
}

/**
 * What becomes of the changes of a group. `take`: they replace what stands here. `covered`: they, or later ones of their
 * line, are here already. `agreed`: both sides changed to the same values. `note`: both sides decided the same konflik
 * differently, and the other decision stands. `conflict`: both sides changed, to different values; a person decides.
 */
export type Verdict = 'take' | 'covered' | 'agreed' | 'note' | 'conflict';

/**
 * Decides a group of fields by ancestry, never by value alone (DESIGN §3). What is not seen by the other side waits for
 * a person as a whole: RT changed there and RW here is an address that nobody wrote.
 */
export function mergeGroup<V>(here: GroupHere<V>, incoming: GroupIncoming<V>, same: (a: V, b: V) => boolean): Verdict {
  if (freshFields(here, incoming).length === 0) return 'covered';
  if (isWithin(here.seen, incoming.seen)) return 'take';
  if ([...here.values].every(([field, value]) => incoming.values.has(field) && same(value, incoming.values.get(field) as V))) return 'agreed';
  if (here.decision && incoming.decision) return standsBefore(incoming.decision, here.decision) ? 'take' : 'note';
  return 'conflict';
}

/** The fields whose changes are not here yet, neither taken nor aside. */
export function freshFields<V>(here: Pick<GroupHere<V>, 'seen' | 'aside'>, incoming: Pick<GroupIncoming<V>, 'ids'>): string[] {
  return [...incoming.ids].filter(([, id]) => !covers(here.seen, id) && !covers(here.aside, id)).map(([field]) => field);
}

/**
 * Which of two decisions of one konflik stands: the owner's; between two PCs of the owner that did not know of each
 * other, the one of the PC that was there first; of one PC, that was restored, the one it made since. The same everywhere,
 * so that all offices end alike.
 */
function standsBefore(a: DecisionRank, b: DecisionRank): boolean {
  if (a.byOwner !== b.byOwner) return a.byOwner;
  if (a.device !== b.device) return a.device < b.device;
  return a.epoch === b.epoch ? a.counter > b.counter : a.epoch > b.epoch;
}
