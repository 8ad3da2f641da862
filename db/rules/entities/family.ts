import type { EntityDef } from '../field.ts';
import { dwellingFields } from './family-dwelling.ts';
import { welfareFields } from './family-welfare.ts';

/** A keluarga: one family card, or a family that has none yet. The head is derived from its people, not stored. */
export const family = {
  id: 1,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    noKk: { id: 2, kind: 'text', identity: true, masked: true, group: 'noKk' },
    noKkReason: { id: 3, kind: 'code', list: 'TEPAT.alasanTanpaKk', group: 'noKk' },
    address: { id: 4, kind: 'text', group: 'address' },
    rt: { id: 5, kind: 'text', group: 'address' },
    rw: { id: 6, kind: 'text', group: 'address' },
    dusun: { id: 7, kind: 'text', group: 'address' },
    /** Kemendagri code of the kelurahan or desa, dotted: `61.71.01.1003`. */
    region: { id: 8, kind: 'text', group: 'address' },
    ktpRegion: { id: 9, kind: 'text', group: 'ktpAddress' },
    ktpAddress: { id: 10, kind: 'text', group: 'ktpAddress' },
    ktpRt: { id: 11, kind: 'text', group: 'ktpAddress' },
    ktpRw: { id: 12, kind: 'text', group: 'ktpAddress' },
    slsCode: { id: 13, kind: 'text', group: 'sls' },
    slsName: { id: 14, kind: 'text', group: 'sls' },
    subSls: { id: 15, kind: 'text', group: 'sls' },
    buildingNo: { id: 16, kind: 'text', group: 'sls' },
    familyNo: { id: 17, kind: 'text', group: 'sls' },
    landmark: { id: 18, kind: 'text' },
    kkCode: { id: 19, kind: 'code', list: 'RSEK.115', question: '115' },
    status: { id: 20, kind: 'code', list: 'TEPAT.statusKeluarga', group: 'status' },
    statusDate: { id: 21, kind: 'date', group: 'status' },
    statusReason: { id: 22, kind: 'text', group: 'status' },
    surveyDate: { id: 23, kind: 'date', group: 'survey' },
    enumerator: { id: 24, kind: 'text', group: 'survey' },
    checkDate: { id: 25, kind: 'date', group: 'survey' },
    supervisor: { id: 26, kind: 'text', group: 'survey' },
    respondent: { id: 27, kind: 'text', group: 'survey' },
    respondentPhone: { id: 28, kind: 'text', group: 'survey' },
    surveyResult: { id: 29, kind: 'code', list: 'RSEK.205', group: 'survey', question: '205' },
    latitude: { id: 30, kind: 'real', min: -90, max: 90, group: 'location' },
    longitude: { id: 31, kind: 'real', min: -180, max: 180, group: 'location' },
    /** The 10-digit BPS code as a file gave it, kept while and after it is bridged to `region`. */
    bpsRegion: { id: 32, kind: 'text' },
    ...dwellingFields,
    ...welfareFields,
    plnCustomerId: { id: 93, kind: 'text' },
    pbiNas: { id: 94, kind: 'code', list: 'RSEK.416a' },
    pbiPemda: { id: 95, kind: 'code', list: 'RSEK.416a' },
    notes: { id: 96, kind: 'text' },
    /** The rumah tangga it lives in with others; the register alone sets it. */
    household: { id: 97, kind: 'ref', to: 'household' },
    /** The house it lives in now; the register alone sets it. */
    house: { id: 98, kind: 'ref', to: 'house' },
    /** The dasawisma whose kader visits it: a kelompok of that kind; the register alone sets it. */
    dasawisma: { id: 99, kind: 'ref', to: 'peopleGroup' },
  },
} as const satisfies EntityDef;
