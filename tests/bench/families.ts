import type { NewFamily } from '../../db/registry/bulk-write.ts';

/** Seeded numbers in [0, 1): the same for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const given = 'Siti Aminah Ahmad Muhammad Nur Dewi Budi Agus Sri Rina Yusuf Fatimah Abdul Rahman Lestari Wahyu Hasan Maria Yohanes Kristina Rudi Hendra Indah Ratna Joko Slamet Dian Eka Putri Rizky Fitri Anwar Zainal Halimah Rusdi Norhayati Syahrani Masniah Jumiati Saiful Bahriah Mariani Hamdan Supardi Wulan Kartini Bambang Sutrisno Yanti Ningsih'.split(' ');
const streets = 'Mawar Melati Kenanga Anggrek Cendana Meranti Ulin Bangkirai Kapuas Mahakam Barito Pahlawan Merdeka Diponegoro Sudirman'.split(' ');

/** Made-up families with all dwelling and survey answers, `people` in all; enough like real ones for timing. */
export function* benchFamilies(people: number, seed: number, programmes: readonly string[] = []): Generator<NewFamily> {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const name = (): string => Array.from({ length: whole(1, 3) }, () => (next() < 0.3 ? pick(given) + pick(['a', 'i', 'nah', 'to', 'wati', 'man']) : pick(given))).join(' ');
  let made = 0;
  let serial = 0;
  while (made < people) {
    const size = Math.min(whole(1, 6), people - made);
    made += size;
    const members = Array.from({ length: size }, (_, place) => {
      const year = place < 2 ? whole(1945, 1998) : whole(1990, 2024);
      const sex = place === 0 ? 1 : place === 1 ? 2 : whole(1, 2);
      const [month, day] = [String(whole(1, 12)).padStart(2, '0'), whole(1, 28)];
      const birthDate = `${year}-${month}-${String(day).padStart(2, '0')}`;
      serial += 1;
      const nik = `64740${whole(1, 3)}${String(day + (sex === 2 ? 40 : 0)).padStart(2, '0')}${month}${String(year).slice(2)}${String(serial % 10_000).padStart(4, '0')}`;
      return { values: {
        sequence: place + 1, name: name(), nik, birthPlace: 'Bontang', birthDate, sex, relationship: place === 0 ? 1 : place === 1 ? 2 : 3, maritalStatus: place < 2 ? 2 : 1,
        religion: 1, status: 1, presence: 1, identityCards: 5, schooling: 3, diploma: whole(1, 18), works: whole(1, 2), healthInsurance: pick([0, 1, 2]), npwp: 2,
        seeing: 4, hearing: 4, walking: 4, handling: 4, learning: 4, behaviour: 4, speaking: 4, selfCare: 4, remembering: 4, depression: 4, chronicDisease: 1,
      } };
    });
    yield {
      values: {
        noKk: `64740${whole(1, 3)}${String(whole(1, 28)).padStart(2, '0')}0${whole(1, 9)}${String(whole(5, 24)).padStart(2, '0')}${String(serial % 10_000).padStart(4, '0')}`,
        address: `Jl. ${pick(streets)} ${pick(['', 'Gang 2 ', 'Blok C '])}No. ${whole(1, 200)}`, rt: String(whole(1, 40)).padStart(3, '0'), rw: String(whole(1, 9)).padStart(3, '0'),
        region: '64.74.03.1002', status: 1, surveyDate: `2025-0${whole(1, 9)}-15`, buildingOwnership: 1, landProof: 1, floorArea: whole(20, 120), floor: whole(1, 9), wall: whole(1, 7), roof: whole(1, 8),
        waterSource: 3, lighting: 1, power1: 2, cookingFuel: 4, toilet: whole(1, 6), sewage: 1, sembako: 2, pkh: 2, gasCylinder: 2, refrigerator: whole(1, 2), motorcycle: 1, car: 2, smartphone: 1, account: 2,
      },
      people: members,
      rankings: [{ values: { source: 1, scope: 1, measure: 1, value: whole(1, 10), date: '2025-08-01' } }],
      enrolments: programmes.length > 0 && next() < 0.3 ? [{ values: { programme: pick(programmes), unitKind: 2, status: 3, start: '2025-01-01' } }] : [],
    };
  }
}
