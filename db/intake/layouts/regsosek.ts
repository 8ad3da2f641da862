import { fieldsOf } from '../../rules/entities.ts';
import type { IntakeEntity } from '../types.ts';
import type { Layout } from './layout.ts';

/** Columns that carry the number of their question: `303. Jenis lantai terluas` is known by `303`. */
function questions(entity: IntakeEntity): Record<string, string> {
  const asked = fieldsOf(entity).filter(({ question, key }) => question !== undefined && !/^501.*(Month|Year)$/.test(`${question}${key}`));
  return Object.fromEntries(asked.map(({ question, key }) => [question ?? '', key]));
}

const months: readonly (readonly [letter: string, key: string])[] = [
  ['a', 'sembako'], ['b', 'pkh'], ['c', 'bltDanaDesa'], ['d', 'electricitySubsidy'], ['e', 'localAid'], ['f', 'fertiliserSubsidy'], ['g', 'lpgSubsidy'],
];
const cards = { 'Nomor KK': 'noKk', 'No KK': 'noKk', no_kk: 'noKk', 'Nomor Kartu Keluarga': 'noKk' };

/** The template of the Regsosek survey: sheets for the place, the dwelling, the people, programmes and assets, joined by No KK. */
export const regsosek: Layout = {
  key: 'regsosek',
  name: 'Regsosek (lima lembar)',
  sheets: [
    {
      shape: 'families', entity: 'family', required: [['noKk']], marks: [Object.keys(cards), ['105', '107', '108', '112', '301a', '303', '501a', '501b', '502a', '502b']],
      never: ['402', '403'],
      columns: {
        ...questions('family'), ...cards, 101: '@bps.province.code', 102: '@bps.regency.code', 103: '@bps.district.code', 104: '@bps.code', 105: 'slsCode', 107: 'slsName', 108: 'address', RT: 'rt', RW: 'rw', 109: 'buildingNo', 110: 'familyNo',
        112: '@headName', 113: '@memberCount', 201: 'surveyDate', 202: 'enumerator', ...Object.fromEntries(months.flatMap(([letter, key]) => [[`501${letter} Bulan`, `${key}Month`], [`501${letter} Tahun`, `${key}Year`]])),
      },
    },
    {
      shape: 'people', entity: 'person', required: [['@noKk'], ['name']], marks: [Object.keys(cards), ['402', '403'], ['404', '409', '411', '412', '415', '416a', '428a']],
      columns: { ...questions('person'), 'Nomor KK': '@noKk', 'No KK': '@noKk', no_kk: '@noKk', 'Nomor Kartu Keluarga': '@noKk' },
    },
  ],
};
