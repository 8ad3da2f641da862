/** Identity of a change; `device` is whatever names a device on both sides of a comparison. */
export interface ChangeRef {
  readonly device: number | string;
  readonly epoch: number;
  readonly counter: number;
}

/**
 * What becomes of a change that another office made. `take`: it replaces what stands here. `covered`: this or a later
 * one of its line is here already. `agreed`: both sides changed to the same value. `conflict`: both sides changed, to
 * different values; a person decides.
 */
export type Verdict = 'take' | 'covered' | 'agreed' | 'conflict';

/** A field as it stands here. */
export interface FieldHere<V> {
  readonly field: string;
  /** The changes this field went through here, oldest first: the making of the record, then every one taken. */
  readonly line: readonly ChangeRef[];
  /** Changes known here but not taken. */
  readonly aside: readonly ChangeRef[];
  readonly value: V;
}

/** A net change of a field as a package brings it. */
export interface FieldIncoming<V> {
  readonly field: string;
  readonly id: ChangeRef;
  /** The change it replaces, and every other change its author had before them when they made it. */
  readonly parents: readonly ChangeRef[];
  readonly value: V;
}

export function sameChange(a: ChangeRef, b: ChangeRef): boolean {
  return a.device === b.device && a.epoch === b.epoch && a.counter === b.counter;
}

/** Whether `a` came before `b` in the numbering of one device: whoever made `b` there had seen `a`. */
export function earlierOnSameDevice(a: ChangeRef, b: ChangeRef): boolean {
  return a.device === b.device && a.epoch === b.epoch && a.counter < b.counter;
}

/** Whether the author of a change that rests on `parents` had seen `known`. */
export function hadSeen(known: ChangeRef, id: ChangeRef, parents: readonly ChangeRef[]): boolean {
  if (earlierOnSameDevice(known, id)) return true;
  return parents.some((parent) => sameChange(known, parent) || earlierOnSameDevice(known, parent));
}

/**
 * Decides one field by ancestry, never by value alone (DESIGN §3): already here → covered; the author had seen what
 * stands here → take; otherwise concurrent, and the values tell whether the sides agree.
 */
export function mergeField<V>(here: FieldHere<V>, incoming: FieldIncoming<V>, same: (a: V, b: V) => boolean): Verdict {
  const isHere = (one: ChangeRef): boolean => sameChange(one, incoming.id) || earlierOnSameDevice(incoming.id, one);
  if (here.line.some(isHere) || here.aside.some(isHere)) return 'covered';
  const current = here.line.at(-1);
  if (!current || hadSeen(current, incoming.id, incoming.parents)) return 'take';
  return same(here.value, incoming.value) ? 'agreed' : 'conflict';
}

/** The fields of one group, which only make sense together, as they stand here and as a package brings them. */
export interface GroupMerge<V> {
  /** Every field of the group here, also those the package does not change. */
  readonly here: readonly FieldHere<V>[];
  readonly incoming: readonly FieldIncoming<V>[];
  /** For fields of the group that the package does not change: what the sender had there, when not the making of the record. */
  readonly beside: ReadonlyMap<string, ChangeRef>;
}

/**
 * Decides the fields of a group together: when any of them was changed here without the sender having seen it, and the
 * sides do not agree on everything the package brings, all of them wait for a person.
 */
export function mergeGroup<V>(group: GroupMerge<V>, same: (a: V, b: V) => boolean): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const incoming of group.incoming) {
    const here = group.here.find((one) => one.field === incoming.field);
    if (here) verdicts.set(incoming.field, mergeField(here, incoming, same));
  }
  const open = [...verdicts].filter(([, verdict]) => verdict !== 'covered');
  if (open.length === 0) return verdicts;
  const apart = open.some(([, verdict]) => verdict === 'conflict') || group.here.some((here) => changedUnseen(here, group));
  if (!apart) return verdicts;
  const agreed = open.every(([field]) => {
    const here = group.here.find((one) => one.field === field);
    const incoming = group.incoming.find((one) => one.field === field);
    return here !== undefined && incoming !== undefined && same(here.value, incoming.value);
  });
  for (const [field] of open) verdicts.set(field, agreed ? 'agreed' : 'conflict');
  return verdicts;
}

/** Whether a field that the package leaves alone was changed here without the sender having seen it. */
function changedUnseen<V>(here: FieldHere<V>, group: GroupMerge<V>): boolean {
  if (group.incoming.some((one) => one.field === here.field)) return false;
  const current = here.line.at(-1);
  if (!current || here.line.length === 1) return false;
  const stood = group.beside.get(here.field);
  const known = stood ? [stood] : [];
  return !group.incoming.some((one) => hadSeen(current, one.id, known));
}
