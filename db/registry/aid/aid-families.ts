import type { AidEnrolment, AidFamily, AidProgramme } from '../../rules/aid/aid-facts.ts';
import { isActiveFamily, isActivePerson } from '../../rules/checks/finding.ts';
import { textOf } from '../../rules/field.ts';
import type { FieldValues } from '../../rules/field.ts';
import { evaluateNeeds } from '../../rules/needs.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { resolveAlias } from '../aliases.ts';
import { currentDesil } from '../current-ranking.ts';
import { loadFamilies } from '../family-facts.ts';
import type { Fact, FamilyFacts } from '../family-facts.ts';
import { codeFor, enrolmentStatus, measureOf } from '../states.ts';

export type AidProgrammes = ReadonlyMap<string, AidProgramme>;

/** Every programme as the rules look at it, by id; voided ones too, since somebody may still be in them. */
export function aidProgrammes(office: Reader): AidProgrammes {
  const rows = sql(office, 'SELECT * FROM programme').all() as Parameters<typeof toRecord>[1][];
  return new Map(rows.map((row) => {
    const { uid, values } = toRecord('programme', row);
    return [uid, {
      uid, name: textOf(values.shortName) ?? textOf(values.name) ?? uid, provider: textOf(values.provider), benefitGroup: codeFor('TEPAT.kelompokManfaat', values, 'benefitGroup'),
      strategy: codeFor('TEPAT.strategi', values, 'strategy'), form: codeFor('TEPAT.bentukManfaat', values, 'form'), unit: codeFor('TEPAT.satuanPenerima', values, 'unitKind'),
      fund: codeFor('TEPAT.sumberDana', values, 'fund'),
    }];
  }));
}

/** A family with everything that rules ask about it; whoever reads many hands in the rules of needs. */
export function aidFamily(office: Reader, facts: FamilyFacts, programmes: AidProgrammes, today: string, needs = needRulesOf(office)): AidFamily {
  const { family, people } = facts;
  // What another office wrote may still name a person who was merged into one of these.
  const here = new Set(people.map((person) => person.uid));
  const personOf = (uid: string | null): string | null => (uid === null || here.has(uid) ? uid : resolveAlias(office, 'person', uid));
  const records = people.map((person) => ({ key: person.uid, values: person.values }));
  return {
    uid: family.uid, values: family.values, active: isActiveFamily(family.values), region: textOf(family.values.region),
    people: people.map((person) => ({ uid: person.uid, values: person.values, active: isActivePerson(person.values) })),
    desil: currentDesil(facts.rankings).desil, desils: facts.rankings.flatMap(desilOf),
    needs: evaluateNeeds({ key: family.uid, values: family.values }, records, today, needs).filter((one) => one.met === false).map((one) => one.need),
    enrolments: partsOf(facts, programmes).map((one) => ({ ...one, person: personOf(one.person) })),
  };
}

/** The parts of a family and its people, in the order in which they were written. */
function partsOf({ family, enrolments }: FamilyFacts, programmes: AidProgrammes): AidEnrolment[] {
  return [...enrolments].sort((a, b) => a.id - b.id).flatMap((one) => aidEnrolment(one.uid, one.values, family, programmes));
}

/** A part in a programme; none for a programme that is not known here. */
function aidEnrolment(uid: string, values: FieldValues, family: Fact, programmes: AidProgrammes): AidEnrolment[] {
  const programme = programmes.get(String(values.programme));
  if (!programme) return [];
  const status = codeFor('TEPAT.statusKepesertaan', values, 'status') ?? enrolmentStatus.active;
  return [{ uid, programme, person: textOf(values.person), family: family.uid, places: placesOf(family, textOf(values.house)), status, start: textOf(values.start), end: textOf(values.end) }];
}

function desilOf({ values }: Fact): AidFamily['desils'] {
  if (codeFor('TEPAT.ukuranPeringkat', values, 'measure') !== measureOf.desil) return [];
  return [{ source: codeFor('TEPAT.sumberPeringkat', values, 'source'), date: textOf(values.date), value: typeof values.value === 'number' ? values.value : null }];
}

/**
 * By what the house of a family's part in a programme is known: the house that was named when it was enrolled, and where
 * the family lives (its house, its rumah tangga, itself). A part for a house that the family has left is only there.
 */
export function placesOf(family: Pick<Fact, 'uid' | 'values'>, house: string | null): string[] {
  const lives = textOf(family.values.house);
  const home = [lives, textOf(family.values.household), family.uid].filter((one) => one !== null);
  return house === null || house === lives ? home : [house];
}

/**
 * What other families receive in the houses that a family lives in or received for: those under the same roof (house or
 * rumah tangga), and those who lived there before. `house` is one more to look at.
 */
export function houseEnrolments(office: Reader, family: AidFamily, programmes: AidProgrammes, house: string | null = null): AidEnrolment[] {
  const places = new Set([...placesOf(family, null), ...family.enrolments.flatMap((one) => one.places), ...(house === null ? [] : [house])]);
  places.delete(family.uid);
  if (places.size === 0) return [];
  const others = sql(office, `SELECT id FROM family WHERE uid <> @uid AND (household IN (SELECT value FROM json_each(@places)) OR house IN (SELECT value FROM json_each(@places))
    OR uid IN (SELECT family FROM enrolment WHERE house IN (SELECT value FROM json_each(@places)))) ORDER BY id`).pluck().all({ uid: family.uid, places: JSON.stringify([...places]) }) as number[];
  return loadFamilies(office, others).flatMap((facts) => partsOf(facts, programmes));
}
