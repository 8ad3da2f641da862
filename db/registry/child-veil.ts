import { mask } from '../rules/mask.ts';
import { entities } from '../rules/entities.ts';
import { ADULT } from '../rules/privacy/field-classes.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { childNames } from './child-names.ts';
import type { Child, ChildNames } from './child-names.ts';

/** What stands where a child's name would. */
const HIDDEN = '•••• (anak)';
/** Keys whose texts name a user, an office or a place, never a child. */
const others: readonly string[] = ['by', 'user', 'userName', 'displayName', 'office', 'officeName', 'regionName', 'address', 'id', 'uid'];
/** So many changed people are looked at one by one; after more, all are read anew. */
const MOST_CHANGED = 2000;
const MOST_ID = 64;

/** Takes the names and NIK of children out of what is told to somebody who may not read children's data. */
export interface ChildVeil {
  /** A text without them. */
  text(value: string): string;
  /** A whole answer, table or document without them, however it is built. */
  over<T>(value: T): T;
}

interface Known {
  readonly born: string;
  readonly names: ChildNames;
  tx: number;
}

const kept = new WeakMap<Reader['db'], Known>();

/**
 * The veil over an office's children, people and those named in a usulan alike. It works on what an answer says, not on how it
 * is built: an answer that nobody thought of is covered too. A name that a grown-up bears as well is hidden unless the same
 * object says by its id that the grown-up is meant. The children are read once a day; after a write those that it changed.
 */
export function childVeil(office: Reader): ChildVeil {
  const tx = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  const day = today(office);
  const born = `${Number(day.slice(0, 4)) - ADULT}${day.slice(4)}`;
  let known = kept.get(office.db);
  if (known?.born !== born || known.tx > tx || (known.tx < tx && !followed(office, known))) {
    known = { born, names: allChildren(office, born), tx };
    kept.set(office.db, known);
  }
  known.tx = tx;
  return veilOver(known.names, (name, uid) => isGrownUp(office, born, name, uid));
}

function allChildren(office: Reader, born: string): ChildNames {
  const names = childNames();
  const rows = sql(office, `${childText('person', '')} UNION ALL ${childText('petition', '')}`).iterate({ born }) as Iterable<Child & { key: string }>;
  for (const { key, ...child } of rows) names.put(key, child);
  return names;
}

/** Who is a child, as the veil keeps it. */
function childText(entity: 'person' | 'petition', and: string): string {
  return `SELECT '${entity}' || id AS key, name, nik FROM ${entity} WHERE length(birthDate) = 10 AND birthDate > @born ${and}`;
}

/** Takes over what was written since; false where that is more than a reading of all, or something was destroyed. */
function followed(office: Reader, { names, tx, born }: Known): boolean {
  if (sql(office, "SELECT 1 FROM tx WHERE id > ? AND kind = 'destroy'").get(tx) !== undefined) return false;
  const changed = sql(office, 'SELECT DISTINCT entity, record FROM change WHERE tx > ? AND entity IN (?, ?) LIMIT ?')
    .all(tx, entities.person.id, entities.petition.id, MOST_CHANGED + 1) as { entity: number; record: number }[];
  if (changed.length > MOST_CHANGED) return false;
  for (const { entity, record } of changed) {
    const kind = entity === entities.person.id ? 'person' : 'petition';
    const found = sql(office, childText(kind, 'AND id = @record')).get({ born, record }) as (Child & { key: string }) | undefined;
    names.put(`${kind}${record}`, found ?? null);
  }
  return true;
}

/** Whether an id is that of a grown-up with this name, or of a family where one lives and no child of that name. */
function isGrownUp(office: Reader, born: string, name: string, uid: string): boolean {
  if (uid.length > MOST_ID) return false;
  const named = (text: string, id: string): { birthDate: string | null }[] =>
    (sql(office, text).all(id) as { name: string | null; birthDate: string | null }[]).filter((one) => one.name?.trim() === name);
  const isGrown = ({ birthDate }: { birthDate: string | null }): boolean => birthDate === null || birthDate <= born;
  if (named('SELECT name, birthDate FROM person WHERE uid = ?', uid).some(isGrown)) return true;
  const atHome = named('SELECT name, birthDate FROM person WHERE family = ?', uid);
  return atHome.length > 0 && atHome.every(isGrown);
}

function veilOver(names: ChildNames, isGrown: (name: string, uid: string) => boolean): ChildVeil {
  const text = (value: string, besides?: (name: string) => boolean): string => {
    if (value.length < 2) return value;
    if (names.has(value.trim())) return besides?.(value.trim()) ? value : HIDDEN;
    const shown = value.replace(/\d{16}/g, (digits) => (names.hasNik(digits) ? mask(digits) : digits));
    return within(shown, names, besides);
  };
  const over = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return others.includes(key) ? value : text(value);
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return value.map((one) => over(one, key));
    const own = Object.values(value).filter((one): one is string => typeof one === 'string');
    const besides = (name: string): boolean => own.some((uid) => isGrown(name, uid));
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typeof one === 'string' && !others.includes(name) ? text(one, besides) : over(one, name)]));
  };
  return { text: (value) => text(value), over: (value) => over(value) as typeof value };
}

/** A longer text: names of children as they are written in the register, whole words only. */
function within(value: string, names: ChildNames, besides?: (name: string) => boolean): string {
  let out = '';
  let at = 0;
  for (const word of value.matchAll(/[\p{L}\p{M}']+/gu)) {
    if (word.index < at) continue;
    const name = names.beginning(word[0]).find((one) => value.startsWith(one, word.index) && !/[\p{L}\p{M}']/u.test(value[word.index + one.length] ?? ''));
    if (name === undefined || besides?.(name)) continue;
    out += value.slice(at, word.index) + HIDDEN;
    at = word.index + name.length;
  }
  return at === 0 ? value : out + value.slice(at);
}
