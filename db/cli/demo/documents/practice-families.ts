import { generateFamilies } from '../../../sample/families.ts';
import type { SampleFamily, SampleOptions } from '../../../sample/families.ts';

/** So many families receive, each with a name and an address as long as life has them. */
export const RECIPIENTS = 23;
const OTHERS = 9;
/** Families whose children are lent to the first one, so that it has more dependants than the body of an SKTM holds. */
const LENDERS = 9;
const LARGE = 14;

/** A name of one long word breaks no column: it is what a table cuts first. */
const ONE_WORD = 'KRISTINAWATIANINGSIHPUSPADEWININGRUMSARI';
const lanes = ['GANG DAMAI SEJAHTERA III', 'GANG MUFAKAT BERSAMA 2', 'KOMPLEKS PERUMAHAN KORPRI LAMA', 'GANG PERINTIS KEMERDEKAAN', 'LORONG SEKOLAH DASAR'];
const beside = ['DI BELAKANG MUSALA', 'DI SEBERANG POS RONDA', 'RUMAH PANGGUNG TEPI SUNGAI', 'DI SAMPING BALAI WARGA'];

/** Families of a practice-like kelurahan: the first of them receive and have long names and addresses; nobody is real. */
export function practiceFamilies(options: Pick<SampleOptions, 'seed' | 'region' | 'today'>): SampleFamily[] {
  const made = [...generateFamilies({ ...options, families: 2 * (RECIPIENTS + OTHERS + LENDERS) })].filter(({ family }) => typeof family.noKk === 'string').slice(0, RECIPIENTS + OTHERS + LENDERS);
  const lenders = made.slice(-LENDERS);
  return made.slice(0, -LENDERS).map((family, place) => {
    const lent = place === 0 ? withChildrenOf(family, lenders) : family;
    return place < RECIPIENTS ? lengthened(lent, place, made[(place + 1) % made.length]) : lent;
  });
}

/** A poor family, which a letter of poverty may be written for, with children of other families as its own. */
function withChildrenOf(family: SampleFamily, lenders: readonly SampleFamily[]): SampleFamily {
  const children = lenders.flatMap(({ people }) => people.filter((one) => one.relationship === 3 && String(one.birthDate ?? '') > '2005')).slice(0, Math.max(0, LARGE - family.people.length));
  return { ...family, rankings: family.rankings.map((one) => ({ ...one, value: 1 })), people: [...family.people, ...children.map((one) => ({ ...one, relationship: 3, shdk: 4, maritalStatus: 1 }))] };
}

function lengthened(family: SampleFamily, place: number, other: SampleFamily | undefined): SampleFamily {
  const [head = {}, ...rest] = family.people;
  const plain = plainOf(head.name);
  const parent = plainOf(other?.people[0]?.name);
  const name = place === 1 ? ONE_WORD : place % 3 === 0 ? `${plain} ${head.sex === 2 ? 'BINTI' : 'BIN'} ${parent}, S.Pd.I., M.Pd.` : `${plain} ${parent} ${plain.split(' ')[0] ?? ''}`;
  const address = `JL. LETJEN S. PARMAN ${lanes[place % lanes.length]} NOMOR ${100 + place * 7} BLOK ${'ABCDE'[place % 5]}, ${beside[place % beside.length]}`;
  return { ...family, family: { ...family.family, address }, people: [{ ...head, name }, ...rest] };
}

function plainOf(name: unknown): string {
  return String(name ?? 'CONTOH').replace(/,.*$/, '').replace(/\b\w+\./g, '').replace(/\s+/g, ' ').trim();
}
