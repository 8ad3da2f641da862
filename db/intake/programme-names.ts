import { ageOn } from '../rules/dates.ts';
import { nikBirthDate } from '../rules/nik.ts';
import type { AidProgramme } from './aid-programmes.ts';
import { aidOf } from './aid-target.ts';
import type { Judged } from './judged.ts';
import { listHeaders } from './layouts/list-headers.ts';
import type { SaidAid } from './read-aid.ts';

/** The programmes of an office by everything that a file may call them. */
export type ProgrammeIndex = ReadonlyMap<string, AidProgramme>;

/** Programmes by their id, their code and every name; a name that means two of them means none. */
export function indexProgrammes(programmes: readonly AidProgramme[]): ProgrammeIndex {
  const index = new Map<string, AidProgramme>();
  const unclear = new Set<string>();
  const add = (name: string, one: AidProgramme): void => {
    const key = plain(name);
    const known = index.get(key);
    if (known && known !== one) unclear.add(key);
    else if (key !== '') index.set(key, one);
  };
  for (const one of programmes) for (const name of one.names) add(name, one);
  for (const [target, headers] of Object.entries(listHeaders)) {
    const one = programmes.find(({ key }) => key === aidOf(target));
    if (one) for (const header of headers) add(header, one);
  }
  for (const key of unclear) index.delete(key);
  for (const one of programmes) for (const key of [one.uid, one.key]) index.set(key, one);
  return index;
}

/** A programme that a claim names, and what it calls it; none where no programme of the office is called so. */
export interface Meant {
  readonly called: string;
  readonly programme: AidProgramme | undefined;
}

/**
 * The programmes that a claim of a row means, by code or name; where one name is used for several, by whom it is said of.
 * A cell may name two: "PKH/BPNT"; that "SEMBAKO/BPNT" is one is tried first.
 */
export function programmesMeant(index: ProgrammeIndex, { programme: called, named }: SaidAid, person: Judged | null, today: string): Meant[] {
  const whole = meant(index, called, person, today);
  const parts = named && !whole ? called.split(/[,;/&+]|\bDAN\b/i).map((part) => part.trim()).filter((part) => part !== '') : [];
  return parts.length > 1 ? parts.map((part) => ({ called: part, programme: meant(index, part, person, today) })) : [{ called, programme: whole }];
}

function meant(index: ProgrammeIndex, called: string, person: Judged | null, today: string): AidProgramme | undefined {
  const key = plain(called);
  return key === 'PERMAKANAN' && person ? mealsFor(index, person, today) : (index.get(called) ?? index.get(key));
}

const elderly = 60;

/** Meals are for old people and for disabled ones, under one name in SIKS-NG: the age tells which. */
function mealsFor(index: ProgrammeIndex, { parsed, record }: Judged, today: string): AidProgramme | undefined {
  const { birthDate, nik } = { ...record?.values, ...parsed.values };
  const born = typeof birthDate === 'string' ? birthDate : typeof nik === 'string' ? nikBirthDate(nik, { today }) : null;
  if (born === null) return undefined;
  return index.get(ageOn(born, today) >= elderly ? 'PERMAKANAN-LANSIA' : 'PERMAKANAN-DISABILITAS');
}

function plain(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}
