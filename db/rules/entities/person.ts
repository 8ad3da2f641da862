import type { EntityDef } from '../field.ts';
import { healthFields, workFields } from './person-survey.ts';

/** A person (anggota keluarga), in exactly one family at a time. */
export const person = {
  id: 2,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    family: { id: 2, kind: 'ref', to: 'family', identity: true },
    /** Place in the family, as on the form (401). */
    sequence: { id: 3, kind: 'int', min: 1, max: 99, question: '401' },
    name: { id: 4, kind: 'text', question: '402' },
    nik: { id: 5, kind: 'text', identity: true, masked: true, group: 'nik', question: '403' },
    nikReason: { id: 6, kind: 'code', list: 'TEPAT.alasanTanpaNik', group: 'nik' },
    birthPlace: { id: 7, kind: 'text' },
    birthDate: { id: 8, kind: 'date', question: '406' },
    sex: { id: 9, kind: 'code', list: 'RSEK.405', question: '405' },
    relationship: { id: 10, kind: 'code', list: 'RSEK.409', group: 'relationship', question: '409' },
    shdk: { id: 11, kind: 'code', list: 'KK.shdk', group: 'relationship' },
    maritalStatus: { id: 12, kind: 'code', list: 'RSEK.408', question: '408' },
    religion: { id: 13, kind: 'code', list: 'KK.agama' },
    educationKk: { id: 14, kind: 'code', list: 'KK.pendidikan' },
    occupationKk: { id: 15, kind: 'code', list: 'KK.pekerjaan' },
    citizenship: { id: 16, kind: 'code', list: 'KK.warganegara' },
    bloodType: { id: 17, kind: 'code', list: 'KK.gol_darah' },
    fatherName: { id: 18, kind: 'text' },
    fatherNik: { id: 19, kind: 'text', masked: true },
    motherName: { id: 20, kind: 'text' },
    motherNik: { id: 21, kind: 'text', masked: true },
    phone: { id: 22, kind: 'text' },
    status: { id: 23, kind: 'code', list: 'KK.status_dasar', group: 'status' },
    statusDate: { id: 24, kind: 'date', group: 'status' },
    statusReason: { id: 25, kind: 'text', group: 'status' },
    presence: { id: 26, kind: 'code', list: 'RSEK.404', question: '404' },
    /** Receives on behalf of the family (pengurus of PKH and the like). */
    isPengurus: { id: 27, kind: 'flag' },
    pbiNas: { id: 28, kind: 'code', list: 'RSEK.416a' },
    pbiPemda: { id: 29, kind: 'code', list: 'RSEK.416a' },
    /** The address on the KTP (DTSEN `*_ktp`): code as given there, names and text. */
    ktpRegion: { id: 30, kind: 'text', group: 'ktpAddress' },
    ktpRegionName: { id: 31, kind: 'text', group: 'ktpAddress' },
    ktpRt: { id: 32, kind: 'text', group: 'ktpAddress' },
    ktpRw: { id: 33, kind: 'text', group: 'ktpAddress' },
    ktpDusun: { id: 34, kind: 'text', group: 'ktpAddress' },
    ktpAddress: { id: 35, kind: 'text', group: 'ktpAddress' },
    ...workFields,
    ...healthFields,
    notes: { id: 74, kind: 'text' },
  },
} as const satisfies EntityDef;
