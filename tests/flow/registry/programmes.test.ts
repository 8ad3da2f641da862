import { afterEach, describe, expect, test } from 'vitest';
import { checkAid } from '../../../db/registry/aid-check.ts';
import { countFamilies, listFamilies } from '../../../db/registry/family-list.ts';
import { saveFamily } from '../../../db/registry/family-save.ts';
import { familyForEdit } from '../../../db/registry/record-change.ts';
import { recordDeath } from '../../../db/registry/life-events.ts';
import { addRanking } from '../../../db/registry/rankings.ts';
import { endEnrolment, enrol } from '../../../db/registry/enrolments.ts';
import { getProgramme, listProgrammes, saveProgramme, seedProgrammes } from '../../../db/registry/programmes.ts';
import { listRecipients } from '../../../db/registry/recipients.ts';
import { readSettings, writeSetting } from '../../../db/registry/settings.ts';
import { discardDraft, getDraft, listDrafts, saveDraft } from '../../../db/registry/drafts.ts';
import { listUsers } from '../../../db/registry/users.ts';
import { familyValues, personValues, testOffice } from './office.ts';
import type { TestOffice } from './office.ts';

let office: TestOffice;
afterEach(() => office.dispose());
const actor = () => ({ user: office.user, scope: null });
const failsWith = (work: () => unknown, code: string) => expect(work).toThrowError(expect.objectContaining({ code }) as Error);
const addFamily = (name: string) => saveFamily(office.writer, actor(), { values: familyValues(), people: [{ values: personValues(name) }] });

function programmeOf(code: string): string {
  return listProgrammes(office.writer).find((programme) => programme.values.code === code)?.id ?? '';
}

describe('programmes', () => {
  test('the seeded catalogue is written once; an own programme can be added and changed', () => {
    office = testOffice();
    const meta = { user: office.user, kind: 'system' };
    expect(seedProgrammes(office.writer, meta)).toBeGreaterThan(15);
    expect(seedProgrammes(office.writer, meta)).toBe(0);
    const { id } = saveProgramme(office.writer, actor(), { values: { name: 'Beras Warga', shortName: 'Beras', unitKind: 2 } });
    saveProgramme(office.writer, actor(), { id, values: { shortName: 'BW' } });
    expect(getProgramme(office.writer, id)).toMatchObject({ values: { name: 'Beras Warga', shortName: 'BW' }, recipients: 0, own: true });
    failsWith(() => saveProgramme(office.writer, actor(), { values: { name: 'Tanpa Satuan' } }), 'INVALID_INPUT');
  });

  test('the unit must fit, nobody is enrolled twice, the dead are refused; ending keeps date and reason', () => {
    office = testOffice();
    seedProgrammes(office.writer, { user: office.user, kind: 'system' });
    const [one, other] = [addFamily('Hasan'), addFamily('Yusuf')];
    const [pkh, pbi] = [programmeOf('PKH'), listProgrammes(office.writer).find((programme) => programme.values.unitKind === 1)?.id ?? ''];
    failsWith(() => enrol(office.writer, actor(), { programme: pkh, person: one.people[0] ?? '', start: '2025-01-01' }), 'UNIT_MISMATCH');
    failsWith(() => enrol(office.writer, actor(), { programme: pbi, family: one.id, start: '2025-01-01' }), 'UNIT_MISMATCH');
    const { id } = enrol(office.writer, actor(), { programme: pkh, family: one.id, start: '2025-01-01', decisionNo: 'SK 1' });
    failsWith(() => enrol(office.writer, actor(), { programme: pkh, family: one.id, start: '2025-02-01' }), 'ALREADY_ENROLLED');
    expect(listFamilies(office.writer, { programme: pkh }, { by: 'head', direction: 'asc' }, null, 10, null).rows).toMatchObject([{ id: one.id, programmes: ['PKH'] }]);
    failsWith(() => endEnrolment(office.writer, actor(), { id, end: '2024-12-31', exitReason: 'Meninggal' }), 'DATE_ORDER');
    endEnrolment(office.writer, actor(), { id, end: '2025-06-30', exitReason: 'Mampu (graduasi)' });
    failsWith(() => endEnrolment(office.writer, actor(), { id, end: '2025-07-30', exitReason: 'Meninggal' }), 'ENROLMENT_ENDED');
    expect(listRecipients(office.writer, pkh, 'ended', null, 10, null)).toMatchObject({ total: 1, rows: [{ name: 'Hasan', end: '2025-06-30', exitReason: 'Mampu (graduasi)', status: 'Keluar' }] });
    expect(listRecipients(office.writer, pkh, 'active', null, 10, null).total).toBe(0);
    recordDeath(office.writer, actor(), { id: other.people[0] ?? '', date: '2025-11-01' });
    failsWith(() => enrol(office.writer, actor(), { programme: pbi, person: other.people[0] ?? '', start: '2025-11-02' }), 'RECIPIENT_GONE');
  });

  test('cek bantuan finds by NIK what person and family receive, and logs the purpose even when nobody is found', () => {
    office = testOffice();
    seedProgrammes(office.writer, { user: office.user, kind: 'system' });
    const family = addFamily('Hasan');
    enrol(office.writer, actor(), { programme: programmeOf('PKH'), family: family.id, start: '2025-01-01' });
    enrol(office.writer, actor(), { programme: listProgrammes(office.writer).find((one) => one.values.unitKind === 1)?.id ?? '', person: family.people[0] ?? '', start: '2025-03-01' });
    const nik = String(familyForEdit(office.writer, actor(), family.id).people[0]?.values.nik);
    const answer = checkAid(office.writer, actor(), { nik, purpose: 'permohonan SKTM' });
    expect(answer).toMatchObject({ found: true, person: family.people[0], receives: [{ scope: 'person', recipient: 'Hasan' }, { scope: 'family', programme: 'Program Keluarga Harapan' }] });
    expect(checkAid(office.writer, actor(), { nik: '6474030101010001', purpose: 'tanya loket' })).toMatchObject({ found: false, family: null, receives: [] });
    const details = office.writer.db.prepare("SELECT detail FROM tx WHERE kind = 'access' ORDER BY id DESC LIMIT 2").pluck().all();
    expect(details[0]).toContain('tanya loket');
    expect(details[1]).toContain('permohonan SKTM');
  });

  test('a desil outside 1 to 10 is refused; the newest DTSEN nasional decides over other sources', () => {
    office = testOffice();
    const { id } = addFamily('Hasan');
    const add = (source: string, scope: string, value: number | null, date: string) => addRanking(office.writer, actor(), { family: id, source, scope, measure: 'desil', value, date });
    failsWith(() => add('DTSEN', 'Nasional', 40, '2025-01-01'), 'SAVE_BLOCKED');
    const shown = () => listFamilies(office.writer, {}, { by: 'desil', direction: 'asc' }, null, 1, null).rows.map((row) => [row.desil, row.desilSource])[0];
    add('P3KE', 'Nasional', 1, '2025-10-01');
    expect(shown()).toEqual([1, 'P3KE']);
    add('DTSEN', 'Kabupaten/Kota', 5, '2024-01-01');
    expect(shown()).toEqual([5, 'DTSEN']);
    add('DTSEN', 'Nasional', 3, '2023-01-01');
    expect(shown()).toEqual([3, 'DTSEN']);
    add('DTSEN', 'Nasional', null, '2025-02-01');
    expect(shown()).toEqual([null, 'DTSEN']);
    expect(countFamilies(office.writer, { desil: [0] }, null).families).toBe(1);
  });

  test('drafts survive, are replaced by id and thrown away; settings and users are read back', () => {
    office = testOffice();
    const { id } = saveDraft(office.writer, 'sari', { kind: 'family', target: null, title: 'Keluarga baru', content: '{"a":1}' });
    saveDraft(office.writer, 'sari', { id, kind: 'family', target: null, title: 'Keluarga Hasan', content: '{"a":2}' });
    expect(listDrafts(office.writer)).toMatchObject([{ id, title: 'Keluarga Hasan', by: 'sari' }]);
    expect(getDraft(office.writer, id).content).toBe('{"a":2}');
    discardDraft(office.writer, id);
    failsWith(() => getDraft(office.writer, id), 'NOT_FOUND');
    writeSetting(office.writer, office.user, 'period', '2025-Q4');
    writeSetting(office.writer, office.user, 'period', '2026-Q1');
    expect(readSettings(office.writer)).toEqual({ period: '2026-Q1' });
    expect(listUsers(office.writer)).toMatchObject([{ name: 'sari', role: 'admin', active: true }]);
  });
});
