import { fieldDef } from '../entities.ts';
import { labelOf } from '../lists.ts';
import { aidEn } from '../text/aid.en.ts';
import { aidId } from '../text/aid.id.ts';
import { fieldLabel, say } from '../text.ts';
import type { Lang, TextParams } from '../text.ts';
import type { AidRuleContent, AidTest, PersonTest, ProgrammeChoice } from './aid-rule.ts';

const texts = { id: aidId, en: aidEn };
type Key = keyof typeof aidId;

/** Names of programmes by id and of needs, and the language of the words. */
export interface AidWords {
  readonly lang: Lang;
  readonly programmeOf: (uid: string) => string;
  readonly needOf: (need: string) => string;
}

/** What a rule asks, in one line: "PKH, Sembako: desil 1 sampai 4". */
export function describeRule(content: AidRuleContent, words: AidWords): string {
  if (content.kind !== 'overlap') return phrase(words, 'ruleOf', { programmes: describeChoice(content.programmes, words), test: describeTest(content.test, words) });
  const per = phrase(words, `per_${content.per}`);
  const sides = content.pair === 'same' ? phrase(words, 'pairSame', { a: describeChoice(content.a, words) }) : phrase(words, 'pair', { a: describeChoice(content.a, words), b: describeChoice(content.b, words) });
  return `${sides}, ${per}, ${content.months === 0 ? phrase(words, 'sameMonth') : phrase(words, 'withinMonths', { n: content.months })}`;
}

/** The programmes that a side of a rule names. */
export function describeChoice(choice: ProgrammeChoice, words: AidWords): string {
  const labels = (list: string, codes: readonly number[] | undefined): string[] => (codes ?? []).map((code) => labelOf(list, code) ?? String(code));
  const parts = [
    (choice.uids ?? []).map(words.programmeOf), labels('TEPAT.kelompokManfaat', choice.benefitGroups), labels('TEPAT.strategi', choice.strategies),
    labels('TEPAT.bentukManfaat', choice.forms), labels('TEPAT.satuanPenerima', choice.units), labels('TEPAT.sumberDana', choice.funds),
  ].filter((part) => part.length > 0);
  return parts.length === 0 ? phrase(words, 'anyProgramme') : parts.map((part) => part.join('/')).join(' + ');
}

/** A test in words. */
export function describeTest(test: AidTest | PersonTest, words: AidWords): string {
  if ('all' in test) return test.all.map((part) => nested(part, words)).join(phrase(words, 'and'));
  if ('any' in test) return test.any.map((part) => nested(part, words)).join(phrase(words, 'or'));
  if ('not' in test) return phrase(words, 'not', { test: nested(test.not, words) });
  if ('desil' in test) return `${phrase(words, 'testDesil', { range: range(test.desil, words) })}${test.desil.source === undefined ? '' : ` ${labelOf('TEPAT.sumberPeringkat', test.desil.source) ?? ''}`}`;
  if ('age' in test) return phrase(words, 'testAge', { range: range(test.age, words) });
  if ('sex' in test) return (labelOf('RSEK.405', test.sex) ?? String(test.sex)).toLowerCase();
  if ('need' in test) return test.need === '' ? phrase(words, 'testAnyNeed') : phrase(words, 'testNeed', { need: words.needOf(test.need) });
  if ('desa' in test) return phrase(words, test.desa ? 'testDesa' : 'testKelurahan');
  if ('inside' in test) return phrase(words, 'testInside', { areas: test.inside.join(', ') });
  if ('receives' in test) return phrase(words, 'receives', { list: describeChoice(test.receives, words) });
  if ('recipient' in test) return phrase(words, 'testRecipient', { test: nested(test.recipient, words) });
  if ('someone' in test) return phrase(words, 'testSomeone', { test: nested(test.someone, words) });
  return answerTest(test.answer, words);
}

function answerTest({ field, in: codes }: { field: string; in: readonly number[] }, words: AidWords): string {
  const entity = fieldDef('family', field) ? 'family' : 'person';
  const list = fieldDef(entity, field)?.list;
  return `${fieldLabel(words.lang, entity, field)}: ${codes.map((code) => (list ? (labelOf(list, code) ?? String(code)) : String(code))).join(' / ')}`;
}

function nested(test: AidTest | PersonTest, words: AidWords): string {
  const text = describeTest(test, words);
  return 'all' in test || 'any' in test ? `(${text})` : text;
}

function range({ from, to }: { from?: number; to?: number }, words: AidWords): string {
  if (from !== undefined && to !== undefined) return phrase(words, 'fromTo', { from, to });
  if (to !== undefined) return phrase(words, 'upTo', { to });
  return from === undefined ? phrase(words, 'anyNumber') : phrase(words, 'fromOn', { from });
}

function phrase({ lang }: AidWords, key: Key, params: TextParams = {}): string {
  return say(lang, texts, key, params);
}
