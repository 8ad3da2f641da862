import type { Answers } from './form-typing.ts';

/** A made-up family of five on paper. Wrong texts stand beside the right ones where a clerk slips. */
export const place: Answers = {
  address: { wrong: 'Jl', objection: /kurang dari 5 huruf/, text: 'Jl. Kapal Selam 12' },
  rt: { wrong: 'x9', objection: /ditulis 3 angka/, text: '4' },
  rw: '2',
  landmark: 'Depan masjid',
  noKk: { wrong: '6474 0301 0101 001', objection: /No KK harus 16 angka/, text: '6474 0312 0415 0007' },
  kkCode: '0',
};

export const visit: Answers = {
  surveyDate: { wrong: '31-02-2026', objection: /hh-bb-tttt/, text: '20-11-2026' },
  enumerator: 'Budi',
  checkDate: '21-11-2026',
  supervisor: 'Rahma',
  respondent: 'Siti Aminah',
  respondentPhone: { wrong: '12', objection: /Nomor HP diawali/, text: '081234567890' },
  surveyResult: '1',
};

export const dwelling: Answers = {
  buildingOwnership: '1', landProof: '1', floorArea: { wrong: '0', objection: /1–999/, text: '48' }, floor: '2',
  wall: { wrong: '9', objection: /Kode 9 tidak ada/, text: '1' }, roof: '3', waterSource: '4', waterDistance: '2', lighting: '1', power1: '2',
  cookingFuel: '4', toilet: '1', toiletBowl: '1', sewage: '1',
};

const well: Answers = {
  presence: '1', seeing: { text: '4', key: 'Control+d' }, depression: '4', chronicDisease: '1', healthInsurance: '1',
  prakerja: { text: '2', key: 'Control+d' }, workInsurance: '0',
};
const noSchoolNow = { schooling: '3', schoolYear: '8' };
const idle = { works: '2', npwp: '3', hasBusiness: '2' };

export const people: readonly Answers[] = [
  {
    ...well, ...noSchoolNow, name: 'Yusuf Hidayat', nik: { wrong: '6474030507850000', objection: /bukan nomor sah/, text: '6474 0305 0785 0003' },
    sex: '=', birthDate: '=', maritalStatus: '2', relationship: '1', identityCards: { wrong: '8', objection: /Jumlah kode 8/, text: '5' },
    schoolLevel: '13', diploma: '13', works: '1', workHours: { wrong: '200', objection: /di luar batas/, text: '48' }, workField: '11', workPosition: '4', npwp: '3', hasBusiness: '2',
  },
  {
    ...well, ...noSchoolNow, name: 'Siti Aminah', nik: '6474034508870001', sex: '=', birthDate: '=', maritalStatus: '2', relationship: '2', pregnant: '2',
    identityCards: '5', schoolLevel: '8', diploma: '8', works: '2', npwp: '3', hasBusiness: '1', businessCount: '1', businessField: '12', paidWorkers: '0',
    unpaidWorkers: '1', businessPermit: '11', turnover: '1', businessInternet: '1',
  },
  // The birth date differs by a day from the NIK: a warning that stays and gets a reason.
  { ...well, ...idle, name: 'Muhammad Rizky', nik: '6474031203100002', sex: '1', birthDate: '13-03-2010', maritalStatus: '1', relationship: '3', identityCards: '1', schooling: '2', schoolLevel: '13', schoolYear: '1', diploma: '8' },
  { ...well, ...idle, name: 'Nur Aisyah', nik: '6474035509150001', sex: '2', birthDate: '15-09-2015', maritalStatus: '1', relationship: '3', pregnant: '2', identityCards: '3', schooling: '2', schoolLevel: '3', schoolYear: '5', diploma: '23' },
  { ...well, name: 'Ahmad Fauzan', nikReason: '3', sex: '1', birthDate: '10-06-2023', maritalStatus: '1', relationship: '3', identityCards: '1', nutrition: '3' },
];

export const welfare: Answers = {
  sembako: '1', sembakoMonth: { wrong: '13', objection: /di luar batas/, text: '10' }, sembakoYear: '2026', pkh: { text: '2', key: 'Control+d' },
  gasCylinder: '2', refrigerator: '1', airConditioner: '2', waterHeater: '2', landline: '2', flatTv: '1', gold: '2', computer: '2', motorcycle: '1',
  bicycle: { text: '2', key: 'Control+d' }, smartphone: '1', otherLand: '2', otherHouse: '2', cattle: { text: '0', key: 'Control+d' }, internet: '3', account: '2',
};
