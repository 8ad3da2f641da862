import { fieldDef, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey, NamedField } from '../rules/entities.ts';
import { covers, isSame, vectorOf } from '../rules/merge.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import type { ChangeId } from '../store/change-log.ts';
import { AGREED, groupLine, idsOf, lineVector } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
import type { Span } from './ledger.ts';

/** A change id as it travels: place of the device in the opening's table, epoch, counter. */
export type WireId = readonly [device: number, epoch: number, counter: number];

/** One net change of a field within the ranges, as it travels. Values are JSON values of the field. */
export interface NetChange {
  readonly field: number;
  readonly id: WireId;
  /** Others of the range that the value stands for just as well: both sides had changed to it. */
  readonly alike: readonly WireId[] | null;
  /** Null for the making of the record, which nobody need be told: it is a quarter of a report of changes. */
  readonly parent: WireId | null;
  readonly old: unknown;
  readonly value: unknown;
  /**
   * Per device and epoch the last change that the field's group rests on, where that is neither the making of the record
   * nor covered by `id`.
   */
  readonly seen: readonly WireId[] | null;
  /** What the other fields of the group held then, by number: those that were ever changed and are not carried beside it. */
  readonly rest: Readonly<Record<string, unknown>> | null;
  /**
   * Set for a decision of a konflik: per device and epoch the last change summed up with it that is none. Whoever did not
   * know these decided something else.
   */
  readonly edited: readonly WireId[] | null;
  /** 1 where the sender met since a change of another field of the record, and neither was made knowing the other. */
  readonly beside: 1 | null;
  /** A number for a change that does not stand at the sender: those of one number came together, and are judged by themselves. */
  readonly alone: number | null;
}

/**
 * Says which changes a package carries. `ahead` are those of the office's other PCs after the end of their range: they are
 * carried only where a change of the ranges rests on them, so that a reader has everything that it is told was seen.
 */
export interface Carries {
  within(id: ChangeId): boolean;
  ahead(id: ChangeId): boolean;
}

/** Carries whatever there is. */
export const everything: Carries = { within: () => true, ahead: () => false };

/** Carries what lies in one of the ranges; of `own`, the PC that writes, nothing behind them: nobody would take it. */
export function inRanges(ranges: readonly Span[], own: number | null = null): Carries {
  const rangeOf = (id: ChangeId): Span | undefined => ranges.find((range) => range.device === id.device && range.epoch === id.epoch && id.counter > range.from);
  return {
    within: (id) => ranges.some((range) => range.device === id.device && range.epoch === id.epoch && id.counter > range.from && id.counter <= range.to),
    ahead: (id) => id.device !== own && id.counter > (rangeOf(id)?.to ?? Infinity),
  };
}

/**
 * The net changes of one record, of which these are all changes: per field the last one that the package carries, with the parent and old value of the
 * first. The fields of a group are cut at the same place, so that what they rest on is the same. Fields that `isWithheld`
 * names are left out.
 */
export function netChanges(line: readonly LineEntry[], entity: EntityKey, carries: Carries, wire: ReadonlyMap<number, number>, isDecision: (id: ChangeId) => boolean, isWithheld: (field: NamedField) => boolean = () => false, isBeside: (id: ChangeId) => boolean = () => false): NetChange[] {
  const making = line.find((entry) => entry.field === 0);
  const changed = line.filter((entry) => entry.field > 0 && (entry.taken === 1 || entry.taken === AGREED) && carries.within(entry));
  const groups = Map.groupBy(changed, (entry) => groupName(entity, entry.field));
  const nets: NetChange[] = [];
  const isLeftOut = (number: number): boolean => {
    const named = fieldOfId(entity, number);
    return named !== undefined && isWithheld(named);
  };
  for (const within of groups.values()) {
    const key = fieldOfId(entity, within[0]?.field ?? 0)?.key;
    if (key === undefined) continue;
    const group = groupLine(line, entity, key);
    const plain = plainNet(group, making, within, wire, isBeside);
    if (plain === null) nets.push(...groupNets({ group, making, within, carries, wire, isDecision, isLeftOut, isBeside }));
    else if (!isLeftOut(plain.field)) nets.push(plain);
  }
  return nets;
}

/** What a group's net changes are told from: its line with the making, those of it that the package carries, and whom to ask of each. */
export interface GroupFacts {
  readonly group: readonly LineEntry[];
  readonly making: LineEntry | undefined;
  readonly within: readonly LineEntry[];
  readonly carries: Carries;
  readonly wire: ReadonlyMap<number, number>;
  isDecision(id: ChangeId): boolean;
  isLeftOut(field: number): boolean;
  isBeside(id: ChangeId): boolean;
}

/** The net changes of one group of fields, whatever happened to it. */
export function groupNets({ group, making, within, carries, wire, isDecision, isLeftOut, isBeside }: GroupFacts): NetChange[] {
  const agreed = agreedAt(group);
  const isPending = (entry: LineEntry): boolean => {
    const by = group[agreed.get(entry) ?? -1];
    return by !== undefined && carries.ahead(by);
  };
  const upTo = restedOn(group, within.reduce((last, entry) => (isPending(entry) ? last : Math.max(last, agreed.get(entry) ?? group.indexOf(entry))), -1), agreed);
  const isCarried = (entry: LineEntry): boolean => carries.within(entry) || carries.ahead(entry);
  const carried = upTo.filter((entry) => entry.field > 0 && entry.taken === 1 && isCarried(entry));
  const vector = lineVector(upTo);
  const fields = Map.groupBy(carried, (entry) => entry.field);
  // What stands later was told before: it may still wait at the reader for what is carried now, and comes after that. Where
  // it says the same, two sides agreed, and neither was told of the other.
  for (const [field, own] of fields) if (upTo.slice(upTo.indexOf(own.at(-1) as LineEntry)).some((entry) => entry.field === field && entry.taken === 1 && entry.new !== own.at(-1)?.new)) fields.delete(field);
  // What was agreed with, or lay aside and is rested on now, may say what stands: of a field of which nothing else is told it is
  // told, since whoever has what stands here aside has no other way to take it.
  const alsoSaid = group.filter((entry) => ((entry.taken === AGREED && upTo.includes(entry)) || (entry.taken === 0 && covers(vector, entry))) && carries.within(entry) && saysWhatStands(group, entry));
  for (const entry of alsoSaid) if (!carried.some((one) => one.field === entry.field)) fields.set(entry.field, [entry]);
  // What lay aside here until somebody decided is told with that decision too.
  const settled = group.filter((entry) => entry.taken === 0 && isCarried(entry) && covers(vector, entry));
  const rest: Record<string, unknown> = {};
  for (const entry of upTo) {
    if (entry.taken === 1 && entry.field > 0 && !fields.has(entry.field) && !isLeftOut(entry.field)) rest[entry.field] = parse(entry.new);
  }
  const asItCame = (isTold: (entry: LineEntry) => boolean, first: number): NetChange[] => [...Map.groupBy(group.filter((entry) => carries.within(entry) && !isLeftOut(entry.field) && isTold(entry)), ({ tx }) => tx).values()]
    .flatMap(apart).flatMap((side, place) => asideNets(side, lineVector(side), making, wire, restBeside(group, side, agreed, isLeftOut), first + place));
  // A decision that gave way to another which was told before: whoever has that keeps it as a note, before what rests on both comes.
  const nets = asItCame((entry) => {
    const by = overruledBy(group, entry);
    return by !== null && !isCarried(by);
  }, OVERRULED);
  for (const [field, own] of fields) {
    if (isLeftOut(field)) continue;
    const before = lineVector(own);
    const alike = alsoSaid.filter((entry) => entry.field === field && !covers(before, entry));
    nets.push({ ...netChange(field, own, vector, making, wire, alike), rest: Object.keys(rest).length === 0 ? null : rest, edited: editedWith([...own.slice(-1), ...alikeOf(own), ...alike], [...carried, ...settled], wire, isDecision), beside: own.some(isBeside) ? 1 : null, alone: null });
  }
  // What agrees with something that is not told yet: until that comes, it lies beside what is told.
  return [...nets, ...asItCame((entry) => entry.taken === AGREED && !upTo.includes(entry), PENDING)];
}

/** Whether a change that does not stand itself says what stands of its field, by the last change that does. */
function saysWhatStands(group: readonly LineEntry[], { field, new: said }: LineEntry): boolean {
  const last = group.findLast((entry) => entry.field === field && entry.taken === 1);
  return last === undefined || last.new === said;
}

/** The vector of a change that rests on nothing but what everybody knows who knows it and its record. */
const NOTHING_ELSE: ReadonlyMap<string, number> = new Map();

/**
 * The net change of a group of which one field was changed, by changes that rest on nothing but what the last one's author or the record's
 * had seen, and that end with one which the package carries: what {@link groupNets} says of it, for a tenth of the work. That is most
 * of every report; null for any other.
 */
export function plainNet(group: readonly LineEntry[], making: LineEntry | undefined, within: readonly LineEntry[], wire: ReadonlyMap<number, number>, isBeside: (id: ChangeId) => boolean): NetChange | null {
  const last = within.at(-1) as LineEntry;
  if (making === undefined || group.at(-1) !== last) return null;
  const isImplied = (id: ChangeId): boolean => isCovered(id, last) || isCovered(id, making);
  for (const entry of group) {
    if (entry.field === 0) continue;
    if (entry.field !== last.field || entry.taken === AGREED || entry.seen.length > 0 || !isImplied(entry) || (entry.parent && !isImplied(entry.parent))) return null;
  }
  return { ...netChange(last.field, within, NOTHING_ELSE, making, wire), rest: null, edited: null, beside: within.some(isBeside) ? 1 : null, alone: null };
}

/** Whether whoever made `by` had made, or seen, the other before. */
function isCovered(id: ChangeId, by: ChangeId): boolean {
  return id.device === by.device && id.epoch === by.epoch && id.counter <= by.counter;
}

/** What a field's value, where it was decided, is told together with and is no decision. One names what it rests on, so that others need no look. */
function editedWith(said: readonly LineEntry[], carried: readonly LineEntry[], wire: ReadonlyMap<number, number>, isDecision: (id: ChangeId) => boolean): NetChange['edited'] {
  if (said.length === 1 && carried.length < 2 && !said[0]?.edited) return null;
  if (!said.some((entry) => entry.seen.length > 0 && isDecision(entry))) return null;
  const edits = carried.flatMap((entry): readonly ChangeId[] => (isDecision(entry) ? (entry.edited ?? []) : [entry]));
  return edits.length === 0 ? null : idsOf(vectorOf(edits)).map((id) => toWire(id, wire));
}

/** Sides that are told beside what stands are numbered behind those that lie aside. */
const OVERRULED = 250;
const PENDING = 300;

/** The decision that replaced another which stood, without resting on it; null where what replaced it does, or nothing did. */
function overruledBy(group: readonly LineEntry[], { field, taken, ...id }: LineEntry): LineEntry | null {
  if (taken !== 1 || field === 0) return null;
  const place = group.findIndex((one) => one.field === field && isSame(one, id));
  const next = group.find((entry, at) => at > place && entry.field === field && entry.taken === 1);
  return next && next.old !== next.new && !covers(lineVector([next]), id) ? next : null;
}

/** Where in the line of a group each side that was agreed with came to say what stood: there it stands, not where it came. */
function agreedAt(group: readonly LineEntry[]): ReadonlyMap<LineEntry, number> {
  const sides = Map.groupBy(group.filter((entry) => entry.taken === AGREED), ({ tx }) => tx);
  return new Map([...sides.values()].flatMap(apart).flatMap((side) => {
    const said = new Map(side.map((entry) => [entry.field, entry.new]));
    const from = group.indexOf(side.at(-1) as LineEntry);
    const place = group.findIndex((_, at) => at >= from && [...said].every(([field, value]) => (group.findLast((entry, before) => before <= at && entry.field === field && entry.taken === 1)?.new ?? value) === value));
    return place < 0 ? [] : side.map((entry): [LineEntry, number] => [entry, place]);
  }));
}

/** What stood in the other fields of the group where a side stood itself, or came to be what stood. */
function restBeside(group: readonly LineEntry[], side: readonly LineEntry[], agreed: ReadonlyMap<LineEntry, number>, isLeftOut: (field: number) => boolean): NetChange['rest'] {
  const place = Math.max(...side.map((entry) => agreed.get(entry) ?? group.indexOf(entry)));
  const stood = group.filter((entry, at) => at <= place && entry.field > 0 && entry.taken === 1 && !side.some((one) => one.field === entry.field) && !isLeftOut(entry.field));
  return stood.length === 0 ? null : Object.fromEntries(stood.map((entry) => [entry.field, parse(entry.new)]));
}

/** What stands up to a place of a group's line, and whatever behind it that rests on: a net change may rest on a later one. */
function restedOn(group: readonly LineEntry[], place: number, agreed: ReadonlyMap<LineEntry, number>): LineEntry[] {
  const stood = (entry: LineEntry, at: number): boolean => (agreed.get(entry) ?? at) <= place;
  let upTo = group.filter((entry, at) => entry.taken > 0 && stood(entry, at));
  for (;;) {
    const vector = lineVector(upTo);
    const more = group.filter((entry, at) => entry.taken > 0 && (stood(entry, at) || covers(vector, entry)));
    if (more.length === upTo.length) return upTo;
    upTo = more;
  }
}

function netChange(field: number, own: readonly LineEntry[], vector: ReadonlyMap<string, number>, making: LineEntry | undefined, wire: ReadonlyMap<number, number>, agreed: readonly LineEntry[] = []): Omit<NetChange, 'rest' | 'edited' | 'beside' | 'alone'> {
  const [first, last] = [own[0], own.at(-1)] as [LineEntry, LineEntry];
  const alike = [...alikeOf(own), ...agreed];
  const seen = idsOf(vector).filter((id) => !isCovered(id, last) && !(making && isCovered(id, making)));
  return {
    field, id: toWire(last, wire), alike: alike.length === 0 ? null : alike.map((one) => toWire(one, wire)), parent: first.parent === null || (making && isSame(first.parent, making)) ? null : toWire(first.parent, wire), old: parse(first.old), value: parse(last.new),
    seen: seen.length === 0 ? null : seen.map((one) => toWire(one, wire)),
  };
}

/**
 * The changes of one record that a package gives back although they do not stand here: beside another in a konflik, or
 * overruled. Their author lost them, and has to know. `held` says what the group held on their side, by the change that
 * raised the question: those that came with it say the same. Fields that `isWithheld` names are left out.
 */
export function changesAside(line: readonly LineEntry[], entity: EntityKey, carries: Carries, wire: ReadonlyMap<number, number>, held: (id: ChangeId) => FieldValues | null, isWithheld: (field: NamedField) => boolean = () => false): NetChange[] {
  const making = line.find((entry) => entry.field === 0);
  const beside = line.filter((entry) => entry.field > 0 && entry.taken !== 1);
  const isTold = (key: string): boolean => {
    const field = fieldDef(entity, key);
    return field !== undefined && !isWithheld(field);
  };
  const sides = [...Map.groupBy(beside, (entry) => `${entry.tx}.${entry.taken}.${groupName(entity, entry.field)}`).values()];
  return sides.flatMap(apart).flatMap((side, place) => {
    const values = side.map(held).find((one) => one !== null) ?? Object.fromEntries(side.map((entry) => [fieldOfId(entity, entry.field)?.key ?? '', parse(entry.new) as FieldValue]));
    const carried = side.filter((entry) => carries.within(entry) && isTold(fieldOfId(entity, entry.field)?.key ?? ''));
    const group = groupOf(entity, fieldOfId(entity, side[0]?.field ?? 0)?.key ?? '');
    const others = group.filter((key) => key in values && isTold(key) && !carried.some((entry) => fieldOfId(entity, entry.field)?.key === key));
    const rest = others.length === 0 ? null : Object.fromEntries(others.map((key) => [fieldDef(entity, key)?.id ?? 0, values[key]]));
    return asideNets(carried, lineVector(side), making, wire, rest, place + 1);
  });
}

/** The entries of a side as sides that say one thing of each field: a package may have brought several, of one number here. */
function apart(side: readonly LineEntry[]): LineEntry[][] {
  const last = new Map(side.map((entry) => [entry.field, entry.new]));
  const [now, before] = [side.filter((entry) => last.get(entry.field) === entry.new), side.filter((entry) => last.get(entry.field) !== entry.new)];
  return before.length === 0 ? [now] : [...apart(before), now];
}

/** The rows of a side that does not stand: one a field, with the others that say the same. */
function asideNets(side: readonly LineEntry[], vector: ReadonlyMap<string, number>, making: LineEntry | undefined, wire: ReadonlyMap<number, number>, rest: NetChange['rest'], alone: number): NetChange[] {
  return [...Map.groupBy(side, (entry) => entry.field)].map(([field, own]) => {
    const edited = own.flatMap((entry) => entry.edited ?? []);
    return { ...netChange(field, own.slice(-1), vector, making, wire, own.slice(0, -1)), rest, edited: edited.length === 0 ? null : edited.map((id) => toWire(id, wire)), beside: null, alone };
  });
}

/** What stands before the last change of a field with the same value: changes of two sides that agreed, of which neither rests on the other. */
function alikeOf(own: readonly LineEntry[]): LineEntry[] {
  const alike: LineEntry[] = [];
  for (let at = own.length - 1; at > 0 && own[at]?.old === own[at]?.new; at -= 1) alike.push(own[at - 1] as LineEntry);
  return alike;
}

/** A change id as it travels, by the places of devices in the opening's table. */
export function toWire({ device, epoch, counter }: ChangeId, wire: ReadonlyMap<number, number>): WireId {
  return [wire.get(device) ?? -1, epoch, counter];
}

function groupName(entity: EntityKey, field: number): string {
  const key = fieldOfId(entity, field)?.key ?? '';
  return fieldDef(entity, key)?.group ?? key;
}

function parse(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}
