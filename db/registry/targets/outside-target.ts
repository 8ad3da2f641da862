import { isChosen } from '../../rules/aid/aid-facts.ts';
import type { AidProgramme } from '../../rules/aid/aid-facts.ts';
import { isInside } from '../../rules/region-code.ts';
import { say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { schemesEn } from '../../rules/text/schemes.en.ts';
import { schemesId } from '../../rules/text/schemes.id.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { AidObjection } from '../aid/candidate.ts';
import type { Fact } from '../family-facts.ts';
import { targetSlices } from './target-sets.ts';

const words = { id: schemesId, en: schemesEn };

/** A family of a target list as it was sent last, also one that was merged into it since. */
const onList = `SELECT 1 FROM task t JOIN targetList l ON l.uid = t.list WHERE l.targetSet = @set AND l.withdrawn IS NULL
  AND t.family IN (SELECT @family UNION ALL SELECT a.fromFamily FROM alias a WHERE a.toFamily = @family AND a.ended IS NULL)`;

/**
 * Tells of families whether they are on none of the target lists from which the programme draws its recipients; nothing
 * where no list reaches their region. Answered with a reason as every objection, it is kept and counted (`target-share`).
 */
export function outsideTargets(office: Reader, programme: AidProgramme, lang: Lang): (family: Fact) => AidObjection[] {
  const drawn = targetSlices(office).filter((one) => isChosen(one.content.programmes, programme));
  const isOn = sql(office, onList).pluck();
  return ({ uid, values }) => {
    const lists = drawn.filter((one) => isInside(String(values.region ?? ''), one.office));
    const [first] = lists;
    if (first === undefined || lists.some(({ set }) => isOn.get({ set, family: uid }) === 1)) return [];
    const named = lists.map(({ title, version }) => say(lang, words, 'listVersion', { title, version })).join(', ');
    return [{
      rule: first.set, title: say(lang, words, 'outside'), basis: null, version: first.version, kind: 'eligibility', result: 'warn',
      facts: say(lang, words, 'outsideFacts', { lists: named }), other: null,
    }];
  };
}
