import type { NeedRuleSet } from './need-rule.ts';

/** Paket C, SMA and what follows it, in RSEK.415. */
const finishedSchool = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];

/**
 * The needs that the Regsosek form can tell, over all generations of code lists (domain reference §2.9). Suited to
 * Kalimantan: rain water, wooden walls, cement floors and zinc roofs are fit. No withheld answer is used, so that every
 * office that holds a family sees the same needs. Food, health and transport have no question on the form that
 * every office holds: whoever visits a family adds them to its case, or the city gives them a rule of its own.
 */
export const kalimantanNeeds: NeedRuleSet = {
  name: 'Kalimantan',
  version: 1,
  needs: [
    { need: 'pangan', label: { id: 'Pangan', en: 'Food' }, agency: 'Dinas Sosial', parts: [] },
    {
      need: 'rumah',
      label: { id: 'Rumah layak', en: 'Decent house' },
      agency: 'Dinas Perumahan dan Kawasan Permukiman',
      parts: [
        {
          kind: 'answer', field: 'floor',
          unfit: { 'RSEK.303': [7, 8], 'BDT15.lantai': [7, 8, 9], 'PPLS11.lantai': [2, 3] },
        },
        { kind: 'answer', field: 'wall', unfit: { 'RSEK.304': [4, 5, 6], 'BDT15.dinding': [4, 5, 6], 'PPLS11.dinding': [3] } },
        { kind: 'answer', field: 'roof', unfit: { 'RSEK.305': [6, 7], 'BDT15.atap': [8, 9], 'PPLS11.atap': [6] } },
        { kind: 'area', below: 7.2, optional: true },
      ],
    },
    {
      need: 'air',
      label: { id: 'Air minum layak', en: 'Safe drinking water' },
      agency: 'PDAM / Dinas Pekerjaan Umum',
      parts: [
        {
          kind: 'answer', field: 'waterSource',
          unfit: { 'RSEK.306a': [6, 8, 9, 11], 'BDT15.air_minum': [7, 9, 10, 12], 'PPLS11.air': [4] },
        },
        { kind: 'answer', field: 'waterDistance', unfit: { 'RSEK.306b': [1] }, optional: true },
      ],
    },
    {
      need: 'sanitasi',
      label: { id: 'Sanitasi layak', en: 'Decent sanitation' },
      agency: 'Dinas Pekerjaan Umum',
      parts: [
        { kind: 'answer', field: 'toilet', unfit: { 'RSEK.309a': [4, 5, 6], 'BDT15.bab': [3, 4], 'PPLS11.bab': [2, 3] } },
        { kind: 'answer', field: 'toiletBowl', unfit: { 'RSEK.309b': [3, 4], 'BDT15.kloset': [3, 4] }, optional: true },
        { kind: 'answer', field: 'sewage', unfit: { 'RSEK.310': [3, 4, 5, 6], 'BDT15.tinja': [3, 4, 5, 6] } },
      ],
    },
    {
      need: 'listrik',
      label: { id: 'Listrik', en: 'Electricity' },
      agency: 'PLN',
      parts: [
        { kind: 'answer', field: 'lighting', unfit: { 'RSEK.307a': [4], 'BDT15.penerangan': [3], 'PPLS11.penerangan': [3] } },
        { kind: 'answer', field: 'power1', unfit: { 'RSEK.307b1': [1], 'BDT15.daya': [1] }, optional: true },
      ],
    },
    {
      need: 'jaminan',
      label: { id: 'Jaminan kesehatan', en: 'Health insurance' },
      agency: 'BPJS Kesehatan / Dinas Sosial',
      parts: [
        {
          kind: 'everyone', field: 'healthInsurance', among: { all: [] },
          fit: {
            any: [
              { all: [{ field: 'healthInsurance', answered: true }, { field: 'healthInsurance', notIn: [0, 99] }] },
              { field: 'pbiNas', in: [1] },
              { field: 'pbiPemda', in: [1] },
            ],
          },
          unfit: {
            all: [
              { field: 'healthInsurance', in: [0] },
              { field: 'pbiNas', notIn: [1] },
              { field: 'pbiPemda', notIn: [1] },
            ],
          },
        },
      ],
    },
    { need: 'kesehatan', label: { id: 'Kesehatan', en: 'Health care' }, agency: 'Dinas Kesehatan / Puskesmas', parts: [] },
    {
      need: 'pendidikan',
      label: { id: 'Pendidikan anak', en: 'Schooling of children' },
      agency: 'Dinas Pendidikan',
      parts: [
        {
          kind: 'everyone', field: 'schooling', among: { ageFrom: 7, ageTo: 18 },
          fit: { any: [{ field: 'schooling', in: [2] }, { field: 'diploma', in: finishedSchool }] },
          unfit: { all: [{ field: 'schooling', in: [1, 3] }, { field: 'diploma', notIn: finishedSchool }] },
        },
      ],
    },
    {
      need: 'pekerjaan',
      label: { id: 'Pekerjaan', en: 'Work' },
      agency: 'Dinas Tenaga Kerja',
      parts: [
        {
          kind: 'someone', field: 'works', among: { all: [{ ageFrom: 15, ageTo: 59 }, { field: 'schooling', notIn: [2] }] },
          fit: { field: 'works', in: [1] },
          unfit: { field: 'works', in: [2] },
        },
      ],
    },
    { need: 'transportasi', label: { id: 'Akses transportasi', en: 'Access to transport' }, agency: 'Dinas Perhubungan', parts: [] },
  ],
};
