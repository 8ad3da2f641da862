import { say } from '../text.ts';
import type { Lang } from '../text.ts';
import { matchesEn } from '../text/matches.en.ts';
import { matchesId } from '../text/matches.id.ts';
import type { Agreement } from './agreement.ts';

const texts = { id: matchesId, en: matchesEn };

/**
 * The account of a comparison as sentences: what speaks for one person first, then what speaks against it. What is missing
 * is said only for NIK, name and birth date.
 */
export function explainMatch(agreements: readonly Agreement[], lang: Lang): string[] {
  const told = agreements.filter(({ field, kind, weight }) => (kind === 'missing' ? essential.includes(field) : kind !== 'differs' || weight < 0 || essential.includes(field)));
  const forIt = told.filter(({ kind }) => kind === 'same' || kind === 'alike').sort((a, b) => b.weight - a.weight);
  const against = told.filter(({ kind }) => kind === 'differs' || kind === 'missing').sort((a, b) => a.weight - b.weight);
  return [...forIt, ...against].map((one) => sentence(one, lang));
}

const essential: readonly string[] = ['nik', 'name', 'birthDate'];

function sentence({ field, kind, params }: Agreement, lang: Lang): string {
  const special = `${field}.${kind}.${params.case ?? ''}`;
  const key = Object.hasOwn(matchesId, special) ? special : `${field}.${kind}`;
  return Object.hasOwn(matchesId, key) ? say(lang, texts, key as keyof typeof matchesId, params) : key;
}
