import { fieldDef, isEntityKey } from '../entities.ts';
import { labelOf } from '../lists.ts';
import { needLabel } from '../needs.ts';
import type { NeedRuleSet } from '../needs.ts';
import { aidEn } from '../text/aid.en.ts';
import { aidId } from '../text/aid.id.ts';
import { fieldLabel, say } from '../text.ts';
import type { Lang } from '../text.ts';
import type { AidReason } from './aid-reasons.ts';

const texts = { id: aidId, en: aidEn };

/** Who reads an explanation: whose names it may say, whether answers about health, and the rules that name the needs of this office. */
export interface AidReader {
  readonly nameOf: (person: string) => string;
  readonly health: boolean;
  readonly needs: NeedRuleSet;
}

/** Facts that decided as one line: "desil 7 > 5; Muhammad Rizky: usia 12 < 16". */
export function explainAid(lang: Lang, reasons: readonly AidReason[], reader: AidReader): string {
  return reasons.map((reason) => reasonText(lang, reason, reader)).join('; ');
}

/** One fact in words. */
function reasonText(lang: Lang, reason: AidReason, reader: AidReader): string {
  const fact = factText(lang, reason, reader);
  return reason.person === null ? fact : say(lang, texts, 'ofPerson', { name: reader.nameOf(reason.person), fact });
}

function factText(lang: Lang, reason: AidReason, { health, needs }: AidReader): string {
  const { what, holds, value } = reason;
  switch (what) {
    case 'desil': case 'age':
      return value === null ? say(lang, texts, `${what}Unknown`) : numberText(lang, what, Number(value), reason);
    case 'need':
      if (holds) return say(lang, texts, 'needs', { list: reason.list.map((need) => needLabel(lang, String(need), needs)).join(', ') });
      return reason.field === null ? say(lang, texts, 'needsNone') : say(lang, texts, 'needNot', { need: needLabel(lang, reason.field, needs) });
    case 'place':
      return say(lang, texts, value === null ? 'placeUnknown' : holds ? 'place' : 'placeOutside', { region: String(value) });
    case 'receives':
      return holds ? say(lang, texts, 'receives', { list: reason.list.join(', ') }) : say(lang, texts, 'receivesNone');
    case 'answer':
      return answerWords(lang, reason, health);
    case 'recipient':
      return say(lang, texts, 'recipientFamily');
    case 'someone':
      return say(lang, texts, holds === null ? 'someoneUnknown' : 'someoneNone');
  }
}

function numberText(lang: Lang, what: 'desil' | 'age', value: number, { from, to }: AidReason): string {
  if (to !== null && value > to) return say(lang, texts, `${what}Above`, { value, limit: to });
  if (from !== null && value < from) return say(lang, texts, `${what}Below`, { value, limit: from });
  return say(lang, texts, what, { value });
}

function answerWords(lang: Lang, reason: AidReason, health: boolean): string {
  const entity = reason.person === null ? 'family' : 'person';
  const field = reason.field ?? '';
  const def = isEntityKey(entity) ? fieldDef(entity, field) : undefined;
  if (def?.dataClass === 'health' && !health) return say(lang, texts, 'healthHidden');
  const label = fieldLabel(lang, entity, field);
  if (reason.value === null) return say(lang, texts, 'answerUnknown', { label });
  const list = def?.list;
  const answer = list === undefined ? String(reason.value) : answersOf(list, Number(reason.value), def?.kind === 'bits');
  return say(lang, texts, 'answer', { label, answer });
}

/** The label of a code; of a sum of ticked codes each of theirs. */
function answersOf(list: string, value: number, bits: boolean): string {
  const exact = labelOf(list, value);
  if (exact !== undefined && exact !== null) return exact;
  if (!bits) return String(value);
  return [1, 2, 4, 8, 16, 32, 64].filter((bit) => (value & bit) === bit).map((bit) => labelOf(list, bit) ?? String(bit)).join(', ');
}
