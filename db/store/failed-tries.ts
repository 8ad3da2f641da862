import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { waitLeft } from '../rules/failed-tries.ts';
import { fail, isFailure } from '../rules/failure.ts';
import { readIfThere, writeFileWhole } from './files.ts';

interface Tries { readonly failed: number; readonly lastAt: number }

/** Where tries are counted: in the profile, so that a copied or restored office folder does not forget them. */
export interface TriesPlace {
  readonly profileDir: string;
  readonly officeId: string;
  now(): Date;
}

const wrong: readonly string[] = ['WRONG_PASSPHRASE', 'WRONG_RECOVERY_CODE', 'ESCROW_SHARE_WRONG', 'BACA_CODE_WRONG'];
/** So many names are counted apart; a name that comes when all are taken shares one count with the others that do. */
const MOST_NAMES = 100;
const SHARED = '?';
const DAY_MS = 86_400_000;

/**
 * Tries a passphrase or code for `who`. Each try is counted on the disk before it is made, so that neither a restart nor
 * ending the process forgives it; after five wrong ones in a row each doubles the wait. Returns what the attempt gives and
 * how many wrong ones came before. Errors: TOO_MANY_TRIES, and those of the attempt.
 */
export function tryOnce<T>(place: TriesPlace, who: string, attempt: () => T): { value: T; failedBefore: number } {
  const file = join(place.profileDir, 'tries', `${place.officeId}.json`);
  const now = place.now().getTime();
  const name = countedAs(read(file), who.trim().toLowerCase(), now);
  const { failed, lastAt } = read(file)[name] ?? { failed: 0, lastAt: 0 };
  const seconds = waitLeft(failed, lastAt, now);
  if (seconds > 0) return fail('TOO_MANY_TRIES', { seconds });
  const put = (tries: Tries | null): void => {
    const { [name]: _, ...others } = read(file);
    save(file, tries === null ? others : { ...others, [name]: tries }, now);
  };
  put({ failed: failed + 1, lastAt: now });
  let value: T;
  try {
    value = attempt();
  } catch (error) {
    // Only a wrong secret is a try; what else went wrong says nothing about who asks.
    if (!isFailure(error) || !wrong.includes(error.code)) put(failed > 0 ? { failed, lastAt } : null);
    throw error;
  }
  put(null);
  return { value, failedBefore: failed };
}

function read(file: string): Readonly<Record<string, Tries>> {
  try {
    return JSON.parse(readIfThere(file) ?? '{}') as Record<string, Tries>;
  } catch {
    return {};
  }
}

/** A count is never pushed out by others: a hundred made-up names would buy five more free tries at a real one. */
function countedAs(tries: Readonly<Record<string, Tries>>, name: string, now: number): string {
  const others = Object.entries(tries).filter(([one, { lastAt }]) => one !== name && now - lastAt < DAY_MS).length;
  return name in tries || others < MOST_NAMES ? name : SHARED;
}

function save(file: string, tries: Readonly<Record<string, Tries>>, now: number): void {
  mkdirSync(join(file, '..'), { recursive: true });
  const names = Object.entries(tries);
  const kept = names.length > MOST_NAMES ? names.filter(([, { lastAt }]) => now - lastAt < DAY_MS) : names;
  writeFileWhole(file, JSON.stringify(Object.fromEntries(kept)));
}
