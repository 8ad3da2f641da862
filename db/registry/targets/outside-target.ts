import { isChosen } from '../../rules/aid/aid-facts.ts';
import type { AidProgramme } from '../../rules/aid/aid-facts.ts';
import { isInside } from '../../rules/region-code.ts';
import { say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { schemesEn } from '../../rules/text/schemes.en.ts';
import { schemesId } from '../../rules/text/schemes.id.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { AidObjection } from '../aid/candidate.ts';
import { onTargetList } from '../family-filter.ts';
import { targetSlices } from './target-sets.ts';

const words = { id: schemesId, en: schemesEn };

/**
 * That a family is on none of the target lists from which the programme draws its recipients here; nothing where no list
 * reaches its region. Answered with a reason as every objection, it is kept and counted (`target-share`).
 */
export function outsideTargets(office: Reader, programme: AidProgramme, family: StoredRecord, lang: Lang): AidObjection[] {
  const region = String(family.values.region ?? '');
  const lists = targetSlices(office).filter((one) => isInside(region, one.office) && isChosen(one.content.programmes, programme));
  const isOn = sql(office, `SELECT 1 WHERE ? IN (${onTargetList})`).pluck();
  const [first] = lists;
  if (first === undefined || lists.some((one) => isOn.get(family.uid, one.set) === 1)) return [];
  const named = lists.map((one) => say(lang, words, 'listVersion', { title: one.title, version: one.version })).join(', ');
  return [{
    rule: first.set, title: say(lang, words, 'outside'), basis: null, version: first.version, kind: 'eligibility', result: 'warn',
    facts: say(lang, words, 'outsideFacts', { lists: named }), other: null,
  }];
}
