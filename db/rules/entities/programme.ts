import type { EntityDef } from '../field.ts';

/** A programme that families, people, groups or houses receive: the attributes of the domain reference §3.1. */
export const programme = {
  id: 5,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    code: { id: 2, kind: 'text' },
    name: { id: 3, kind: 'text' },
    shortName: { id: 4, kind: 'text' },
    strategy: { id: 5, kind: 'code', list: 'TEPAT.strategi' },
    benefitGroup: { id: 6, kind: 'code', list: 'TEPAT.kelompokManfaat' },
    provider: { id: 7, kind: 'text', group: 'provider' },
    providerKind: { id: 8, kind: 'code', list: 'TEPAT.jenisPemilik', group: 'provider' },
    fund: { id: 9, kind: 'code', list: 'TEPAT.sumberDana' },
    year: { id: 10, kind: 'int', min: 1990, max: 2100 },
    unitKind: { id: 11, kind: 'code', list: 'TEPAT.satuanPenerima' },
    form: { id: 12, kind: 'code', list: 'TEPAT.bentukManfaat' },
    /** Amount per recipient and payment, in rupiah or in `amountUnit`. */
    amount: { id: 13, kind: 'real', min: 0, group: 'amount' },
    amountUnit: { id: 14, kind: 'text', group: 'amount' },
    amountNote: { id: 15, kind: 'text', group: 'amount' },
    frequency: { id: 16, kind: 'code', list: 'TEPAT.frekuensi', group: 'amount' },
    start: { id: 17, kind: 'date', group: 'period' },
    end: { id: 18, kind: 'date', group: 'period' },
    /** Quota by region code: `{"64.74.03.1002": 30}`. */
    quota: { id: 19, kind: 'json' },
    eligibility: { id: 20, kind: 'text' },
    eligibilityRules: { id: 21, kind: 'json' },
    basis: { id: 22, kind: 'text' },
    active: { id: 23, kind: 'flag' },
    notes: { id: 24, kind: 'text' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 25, kind: 'code', list: 'TEPAT.alasanBatal' },
    /** What recipients go through, whose money it is, and how many are to be reached in which year (`db/rules/programme-plan`). */
    stages: { id: 40, kind: 'json' },
    funds: { id: 41, kind: 'json' },
    /** No longer written: a year's target is a row of `plan`. Read where an older version wrote it. */
    targets: { id: 42, kind: 'json' },
  },
} as const satisfies EntityDef;
