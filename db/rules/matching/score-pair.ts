import { nameWeight, nameFit } from './name-weight.ts';
import type { NameFit } from './name-weight.ts';
import type { Agreement, AgreementKind, MatchField, MatchVerdict } from './agreement.ts';
import { parentRoom, nameRoom } from './people-columns.ts';
import type { PeopleColumns } from './people-columns.ts';

export interface PairScore {
  score: number;
  verdict: MatchVerdict;
}

/** The least score that is worth a question in a small register. */
const leastDoubt = 20;
/** In a bigger one more pairs are alike by chance: one more bit each time it doubles. */
const bitsOverChance = 6;

/** From this score on a pair is worth a question among so many people. */
export function doubtFrom(people: number): number {
  return Math.max(leastDoubt, Math.log2(people + 1) + bitsOverChance);
}

/** With names that differ and weigh less than this, the birth date, sex and place cannot make up for it. */
const hopeless = leastDoubt - 15;

/** The result of the pair compared last: one object, so that comparing millions allocates nothing. */
const result: PairScore = { score: 0, verdict: 'none' };

/**
 * Compares the people at two places: weights in the manner of Fellegi and Sunter, added up. With `told` the field by
 * field account is put there. The result is overwritten by the next call.
 *
 * What a family has in common (parents, No KK, address) says nothing about who of it somebody is: it speaks for one
 * person only where the names do. So twins and siblings stay apart, and a son named after his father.
 */
export function scorePair(people: PeopleColumns, a: number, b: number, told?: Agreement[]): PairScore {
  const { column: c } = people;
  const name = nameFit(people, c.name, a * nameRoom, b * nameRoom, nameRoom);
  if (name.kind !== 'same' && c.joined[a] !== 0 && c.joined[a] === c.joined[b]) name.kind = 'same';
  const nameSum = nameWeight(name);
  const nameKind = name.kind;
  const { bits } = name;
  // NABILA may be short for one twin, NABILA SARI, or for the other, NABILA PUTRI.
  const isFull = name.whole > 1 || name.extra === 0 && name.initials === 0;
  const nik = compareNik(people, a, b);
  if (told === undefined && nik !== nikSame && nameKind === 'differs' && nameSum < hopeless) {
    result.score = nameSum;
    result.verdict = 'none';
    return result;
  }
  const birth = compareBirth(people, a, b);
  const sex = compareNumbers(c.sex[a] ?? 0, c.sex[b] ?? 0, 1, -5);
  const place = compareNumbers(c.place[a] ?? 0, c.place[b] ?? 0, 2, -1.5);
  const mother = parentWeight(people, c.mother, a, b);
  const motherKind = parentKind;
  const father = parentWeight(people, c.father, a, b);
  const fatherKind = parentKind;
  const sameFamily = c.family[a] !== 0 && c.family[a] === c.family[b] || c.noKk[a] !== 0 && c.noKk[a] === c.noKk[b];
  const address = c.address[a] !== 0 && c.address[a] === c.address[b];
  const area = c.area[a] !== 0 && c.area[a] === c.area[b];
  const together = speaksForOne(nameKind, birth, nik) ? 1 : 0;
  const credit = (weight: number): number => (weight > 0 ? weight * together : weight);
  const home = sameFamily ? 5 : (address ? 2 : 0) + (area ? 1 : 0);
  result.score = nameSum + nikWeights[nik] + birthWeights[birth] + sex + place + credit(mother) + credit(father) + home * together;
  result.verdict = 'none';
  if (isSure(nik, nameKind, isFull, bits, birth, sex, motherKind, fatherKind, sameFamily)) result.verdict = 'sure';
  else if (result.score >= doubtFrom(people.people) || nik === nikSame) result.verdict = 'doubt';
  if (told) {
    const tell = (field: MatchField, kind: AgreementKind, weight: number, params: Agreement['params'] = {}): void => {
      told.push({ field, kind, weight: Math.round(weight * 10) / 10, params });
    };
    tell('nik', nikKinds[nik], nikWeights[nik], nik === nikSlip ? { case: 'slip' } : {});
    tell('name', nameKind, nameSum, { oneIn: rarity(bits), ...(people.people < FEW_PEOPLE && { case: 'few' }) });
    tell('birthDate', birthKinds[birth], birthWeights[birth], birthCases[birth] ? { case: birthCases[birth] } : {});
    tell('sex', kindOf(c.sex[a] ?? 0, c.sex[b] ?? 0), sex);
    tell('birthPlace', kindOf(c.place[a] ?? 0, c.place[b] ?? 0), place);
    tell('motherName', motherKind, credit(mother));
    tell('fatherName', fatherKind, credit(father));
    tell('noKk', sameFamily ? 'same' : kindOf(c.noKk[a] ?? 0, c.noKk[b] ?? 0), sameFamily ? 5 * together : 0);
    tell('address', kindOf(c.address[a] ?? 0, c.address[b] ?? 0), address && !sameFamily ? 2 * together : 0);
    tell('rt', kindOf(c.area[a] ?? 0, c.area[b] ?? 0), area && !sameFamily ? together : 0);
  }
  return result;
}

/** Whether what the family shares counts: names fit, and where the birth dates do not, the names are the same and no NIK speaks against it. */
function speaksForOne(name: NameFit['kind'], birth: number, nik: number): boolean {
  if (name !== 'same' && name !== 'alike') return false;
  return birth < birthSameYear || name === 'same' && nik < nikSlip;
}

/**
 * Sure: the same NIK, a name that fits, by more than a first name alone, and nothing against it; or, where at least one has no NIK, the same rare name, the
 * same birth date, and both parents or the No KK the same. Two different NIK are never sure.
 */
function isSure(
  nik: number, name: NameFit['kind'], isFull: boolean, bits: number, birth: number, sex: number, mother: AgreementKind, father: AgreementKind, sameFamily: boolean,
): boolean {
  if (sex < 0) return false;
  // In one family a NIK may have been typed for a brother or a twin of nearly the same name.
  if (nik === nikSame) return (name === 'same' || name === 'alike' && isFull && !sameFamily) && birth < birthSameYear;
  if (nik !== nikMissing || name !== 'same' || birth !== birthSame || bits < 10) return false;
  if (mother === 'differs' || father === 'differs') return false;
  return sameFamily || mother === 'same' && father === 'same';
}

const nikMissing = 0;
const nikSame = 1;
const nikSlip = 2;
const nikOther = 3;
/** A NIK is made of region, birth date and sex: once these agree, that it is alike says next to nothing. */
const nikWeights = [0, 20, 0, -6] as const;
const nikKinds = ['missing', 'same', 'alike', 'differs'] as const;

function compareNik({ column: c }: PeopleColumns, a: number, b: number): 0 | 1 | 2 | 3 {
  const [startA, startB] = [c.nikStart[a] ?? -1, c.nikStart[b] ?? -1];
  if (startA < 0 || startB < 0) return nikMissing;
  const [endA, endB] = [c.nikEnd[a] ?? -1, c.nikEnd[b] ?? -1];
  if (startA === startB && endA === endB) return nikSame;
  return isSlip(startA, endA, startB, endB) ? nikSlip : nikOther;
}

/** One digit typed wrong, or two neighbours that changed places. */
function isSlip(startA: number, endA: number, startB: number, endB: number): boolean {
  let differences = 0;
  let first = -1;
  let firstA = 0;
  let firstB = 0;
  for (let place = 0; place < 16; place += 1) {
    const power = powers[place & 7] ?? 1;
    const digitA = Math.floor((place < 8 ? endA : startA) / power) % 10;
    const digitB = Math.floor((place < 8 ? endB : startB) / power) % 10;
    if (digitA === digitB) continue;
    differences += 1;
    if (differences === 1) [first, firstA, firstB] = [place, digitA, digitB];
    else if (differences > 2 || place !== first + 1 || digitA !== firstB || digitB !== firstA) return false;
  }
  return differences > 0;
}

const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000] as const;

const birthMissing = 0;
const birthSame = 1;
const birthRound = 2;
const birthSwapped = 3;
const birthSlip = 4;
const birthSameYear = 5;
const birthOther = 6;
const birthWeights = [0, 12, 9, 6, 6, -2, -6] as const;
const birthKinds = ['missing', 'same', 'same', 'alike', 'alike', 'differs', 'differs'] as const;
const birthCases = ['', '', 'round', 'swapped', 'slip', '', ''] as const;

function compareBirth({ column: c }: PeopleColumns, a: number, b: number): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const [birthA, birthB] = [c.birth[a] ?? 0, c.birth[b] ?? 0];
  if (birthA === 0 || birthB === 0) return birthMissing;
  if (birthA === birthB) return roundDays.has(birthA % 10_000) ? birthRound : birthSame;
  const [yearA, yearB] = [Math.floor(birthA / 10_000), Math.floor(birthB / 10_000)];
  const [monthA, monthB] = [Math.floor(birthA / 100) % 100, Math.floor(birthB / 100) % 100];
  const [dayA, dayB] = [birthA % 100, birthB % 100];
  if (yearA === yearB) {
    if (dayA === monthB && monthA === dayB) return birthSwapped;
    const days = Math.abs((monthA - monthB) * 30.5 + dayA - dayB);
    if (monthA === monthB && (days === 1 || days === 10) || dayA === dayB || days <= 2 || days > 8 && days < 12) return birthSlip;
    return birthSameYear;
  }
  const years = Math.abs(yearA - yearB);
  if (monthA === monthB && dayA === dayB) return years === 1 || years === 10 || isDigitSlip(yearA, yearB) ? birthSlip : birthOther;
  return birthOther;
}

/** Days people give who do not know theirs. */
const roundDays = new Set([101, 701, 1231, 630]);

function isDigitSlip(a: number, b: number): boolean {
  let differences = 0;
  for (let power = 1; power < 10_000; power *= 10) if (Math.floor(a / power) % 10 !== Math.floor(b / power) % 10) differences += 1;
  return differences === 1;
}

function compareNumbers(a: number, b: number, same: number, differs: number): number {
  return a === 0 || b === 0 ? 0 : a === b ? same : differs;
}

function kindOf(a: number, b: number): AgreementKind {
  return a === 0 || b === 0 ? 'missing' : a === b ? 'same' : 'differs';
}

let parentKind: AgreementKind = 'missing';

/** A parent's name: half of what the own name says, for brothers and sisters share it. */
function parentWeight(people: PeopleColumns, column: Int32Array, a: number, b: number): number {
  if ((column[a * parentRoom] ?? -1) < 0 || (column[b * parentRoom] ?? -1) < 0) {
    parentKind = 'missing';
    return 0;
  }
  const fit = nameFit(people, column, a * parentRoom, b * parentRoom, parentRoom);
  parentKind = fit.kind;
  return fit.kind === 'same' ? Math.min(8, fit.bits * 0.5) : fit.kind === 'alike' ? Math.min(5, fit.bits * 0.35) : -3;
}

/** Of so few people nobody can say how rare a name is. */
const FEW_PEOPLE = 1000;

/** One in so many people has such a name, as a round number. */
function rarity(bits: number): number {
  const number = 2 ** Math.max(0, Math.min(20, bits));
  const round = 10 ** Math.max(0, Math.floor(Math.log10(number)));
  return Math.max(1, Math.round(number / round) * round);
}
