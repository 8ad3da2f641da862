import { describe, expect, test } from 'vitest';
import { annexPartOf } from '../../../../db/rules/petitions/minutes.ts';
import { countAttendance, missingOf } from '../../../../db/rules/petitions/quorum.ts';
import { petitionSaid } from '../../../../db/rules/petitions/said.ts';
import { namesApplicant } from '../../../../db/rules/petitions/secret.ts';
import { isClosed, standingOf, standings, subjectFits } from '../../../../db/rules/petitions/states.ts';
import type { PetitionFacts } from '../../../../db/rules/petitions/states.ts';

const facts = (more: Partial<PetitionFacts>): PetitionFacts => ({ state: 1, result: null, round: 1, voided: false, told: false, answers: [], sent: false, acknowledged: [], ...more });
const at = (more: Partial<PetitionFacts>): string => Object.values(standingOf(facts(more))).join(' ');

describe('where a petition stands', () => {
  test('in its own office: every state with what is to be done next', () => {
    expect([at({}), at({ state: 2 }), at({ state: 3, result: 1 }), at({ state: 3, result: 2 }), at({ state: 3, result: 3 })]).toEqual(['draft submit', 'submitted verify', 'worthy discuss', 'unworthy discuss', 'mend mend']);
    expect([at({ state: 4, result: 4 }), at({ state: 4, result: 6 }), at({ state: 5, result: 4 }), at({ state: 11, result: 5 }), at({ state: 10 })]).toEqual(['accepted approve', 'postponed discuss', 'approved answer', 'refused tell', 'done tell']);
    expect(at({ state: 4, result: 4, voided: true })).toBe('voided none');
  });

  test('on its way: sent, acknowledged by the kecamatan, by the city', () => {
    expect([at({ state: 5, sent: true }), at({ state: 5, sent: true, acknowledged: ['district'] }), at({ state: 5, sent: true, acknowledged: ['district', 'city'] })]).toEqual(['sent answer', 'atDistrict answer', 'atCity answer']);
  });

  test('answered: the last word of the city counts before that of the kecamatan, and only of this handing in', () => {
    const kec = (state: number, round = 1) => ({ level: 'district' as const, state, round });
    const city = (state: number, round = 1) => ({ level: 'city' as const, state, round });
    expect(at({ state: 5, answers: [kec(7)] })).toBe('atDistrict answer');
    expect(at({ state: 5, answers: [city(9), kec(7)] })).toBe('forwarded answer');
    expect(at({ state: 5, answers: [city(10), kec(12)] })).toBe('granted tell');
    expect(at({ state: 5, answers: [city(8), city(11)], told: true })).toBe('denied none');
    expect(at({ state: 5, answers: [city(12)] })).toBe('returned mend');
    // Handed in again: the answer to the first time counts no more.
    expect(at({ state: 5, round: 2, answers: [city(12)], sent: true })).toBe('sent answer');
    expect(at({ state: 2, round: 2, answers: [city(12)] })).toBe('submitted verify');
  });

  test('usulan and sanggah have subjects of their own; what is closed waits for nobody', () => {
    expect([subjectFits(1, 2), subjectFits(1, 11), subjectFits(2, 11), subjectFits(2, 3)]).toEqual([true, false, true, false]);
    expect(standings.filter(isClosed)).toEqual(['granted', 'denied', 'refused', 'done', 'voided']);
  });

  test('is said to the citizen in whole sentences of both languages, with date and reason and no gap', () => {
    for (const standing of standings) {
      for (const lang of ['id', 'en'] as const) {
        for (const reason of [null, 'kuota habis.']) {
          const said = petitionSaid(lang, { standing, date: '2026-07-05', reason });
          expect(said, standing).toMatch(/^[A-Z].*\.$/);
          expect(said, standing).not.toMatch(/[{}]|\.\./);
        }
      }
    }
    expect(petitionSaid('id', { standing: 'denied', date: '2026-07-05', reason: 'kuota habis' })).toBe('Tidak dikabulkan pada 5 Juli 2026. Alasan: kuota habis.');
  });
});

describe('musyawarah', () => {
  const guest = (more: object) => ({ present: true, sex: 1, forRecipients: false, forDisabled: false, ...more });

  test('PLK-7 counts who came: women, those who receive, people with disabilities; the quorum is more than half unless it is said', () => {
    const guests = [guest({}), guest({ sex: 2, forRecipients: true }), guest({ sex: 2, present: false, forDisabled: true }), guest({})];
    expect(countAttendance(guests, null)).toEqual({ invited: 4, present: 3, women: 1, recipients: 1, disabled: 0, quorum: 3 });
    expect(missingOf(countAttendance(guests, null), 1)).toEqual(['disabled']);
    expect(missingOf(countAttendance(guests, 4), 1)).toEqual(['quorum', 'disabled']);
    expect(missingOf(countAttendance([], null), 0)).toEqual(['quorum', 'women', 'recipients', 'disabled', 'empty']);
  });

  test('an item stands under one part of the annex, by what was asked and decided', () => {
    const parts = ([[1, 1], [2, 1], [3, 1], [11, 1], [12, 1], [11, 2], [1, 2], [2, 3], [13, 1], [13, 2], [null, 1]] as const).map(([subject, decided]) => annexPartOf(subject, decided));
    expect(parts).toEqual(['added', 'added', 'mended', 'unworthy', 'gone', 'kept', 'refused', 'postponed', 'added', 'refused', 'other']);
  });
});

test('a text that gives away who objected is known by the whole name, or a part of it said as a name; other words are not taken for one', () => {
  const who = 'Pak H. Budi Santoso';
  for (const text of ['Menurut Budi ia sudah mampu', 'dilihat BUDI SANTOSO sendiri', 'kata bapak Santoso: rumahnya baru', 'Budi  Santoso.']) expect([text, namesApplicant(text, who)]).toEqual([text, true]);
  for (const text of ['Sudah punya mobil', 'Rumah pindah ke Jalan Budi Utomo', 'menurut tetangga ia mampu', '']) expect([text, namesApplicant(text, who)]).toEqual([text, false]);
  for (const nobody of ['Warga RT 004', 'Tetangga', 'Ketua RW 2', '']) expect(namesApplicant('Menurut tetangga dan ketua RT 004, warga ini mampu', nobody)).toBe(false);
});
