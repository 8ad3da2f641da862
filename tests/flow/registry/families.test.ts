import { afterEach, describe, expect, test } from 'vitest';
import { recordAsOf } from '../../../db/registry/as-of.ts';
import { changesOfDay } from '../../../db/registry/changes-of-day.ts';
import { countFamilies, listFamilies } from '../../../db/registry/family-list.ts';
import { checkFamilyInput, saveFamily } from '../../../db/registry/family-save.ts';
import { familyView } from '../../../db/registry/family-view.ts';
import { recordHistory } from '../../../db/registry/history.ts';
import { recordBirth, recordDeath } from '../../../db/registry/life-events.ts';
import { dropStaleOrder } from '../../../db/registry/line-changes.ts';
import { arrive, changeHead, moveOut } from '../../../db/registry/moves.ts';
import { changeRecord, familyForEdit, revealIdentifier } from '../../../db/registry/record-change.ts';
import { deriveInto, refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { renewDerived } from '../../../db/registry/renew-derived.ts';
import { search } from '../../../db/registry/search.ts';
import { getMeta, setMeta } from '../../../db/store/meta.ts';
import { familyValues, madeUpNik, madeUpNoKk, personValues, testOffice } from './office.ts';
import type { TestOffice } from './office.ts';

let office: TestOffice;
afterEach(() => office.dispose());
const actor = (scope: string | null = null) => ({ user: office.user, scope });
const failsWith = (work: () => unknown, code: string) => expect(work).toThrowError(expect.objectContaining({ code }) as Error);

const wife = (name: string) => personValues(name, { sex: 2, relationship: 2, birthDate: '1984-02-03', sequence: 2 });
const child = (name: string, birthDate = '2012-07-09') => personValues(name, { relationship: 3, maritalStatus: 1, birthDate, sequence: 3 });

function couple(names: readonly [string, string] = ['Hasan', 'Siti Aminah'], changes = {}) {
  return saveFamily(office.writer, actor(), { values: familyValues(changes), people: [{ values: personValues(names[0]) }, { values: wife(names[1]) }] });
}

describe('saving a family', () => {
  test('a family of two is created in one transaction and shown with masked numbers', () => {
    office = testOffice();
    const saved = couple();
    expect(saved).toMatchObject({ changes: 3, findings: [] });
    const view = familyView(office.writer, saved.id, null);
    expect(view).toMatchObject({ headName: 'Hasan', own: true, owner: '64.74.03.1002', findings: [] });
    expect(view.people.map((person) => [person.values.name, person.age, person.active])).toEqual([['Hasan', 45, true], ['Siti Aminah', 41, true]]);
    expect(JSON.stringify(view)).not.toMatch(/\d{16}/);
  });

  test('blocking findings refuse, warnings ask once for a reason that is kept', () => {
    office = testOffice();
    const people = [{ values: personValues('Hasan', { nik: '123' }) }];
    failsWith(() => saveFamily(office.writer, actor(), { values: familyValues(), people }), 'SAVE_BLOCKED');
    expect(countFamilies(office.writer, {}, null).families).toBe(0);
    const doubtful = { values: familyValues({ address: null }), people: [{ values: personValues('Hasan') }] };
    expect(checkFamilyInput(office.writer, doubtful, null).map((one) => [one.code, one.record])).toEqual([['V22', 'new']]);
    failsWith(() => saveFamily(office.writer, actor(), doubtful), 'WARNINGS_OPEN');
    const saved = saveFamily(office.writer, actor(), { ...doubtful, acknowledged: [{ code: 'V22', reason: 'rumah kontrakan baru' }] });
    expect(saved.findings[0]).toMatchObject({ code: 'V22', record: saved.id });
    const detail = office.writer.db.prepare('SELECT detail FROM tx ORDER BY id DESC LIMIT 1').pluck().get();
    expect(detail).toContain('rumah kontrakan baru');
    expect(saveFamily(office.writer, actor(), { id: saved.id, values: { rt: '4' }, people: [] }).changes).toBe(1);
    expect(familyView(office.writer, saved.id, null).values.rt).toBe('004');
    expect(listFamilies(office.writer, {}, { by: 'head', direction: 'asc' }, null, 10, null).rows[0]).toMatchObject({ warnings: 1, rt: '004' });
  });

  test('a NIK of another active person blocks, of a dead one does not', () => {
    office = testOffice();
    const first = couple();
    const nik = familyForEdit(office.writer, actor(), first.id).people[1]?.values.nik ?? null;
    const second = { values: familyValues(), people: [{ values: personValues('Rudi') }, { values: { ...wife('Orang Lain'), nik } }] };
    expect(checkFamilyInput(office.writer, second, null)).toContainEqual(expect.objectContaining({ code: 'V07', record: 'new-1', params: expect.objectContaining({ name: 'Siti Aminah' }) }));
    failsWith(() => saveFamily(office.writer, actor(), second), 'SAVE_BLOCKED');
    recordDeath(office.writer, actor(), { id: first.people[1] ?? '', date: '2025-11-01' });
    expect(saveFamily(office.writer, actor(), second).people).toHaveLength(2);
  });

  test('a new No KK keeps the old one in the history of numbers, and the old one still finds the family', () => {
    office = testOffice();
    const old = madeUpNoKk();
    const saved = couple(undefined, { noKk: old });
    changeRecord(office.writer, actor(), { entity: 'family', id: saved.id, values: { noKk: madeUpNoKk() }, reason: 'KK baru' });
    const { noKkHistory } = familyView(office.writer, saved.id, null);
    expect(noKkHistory).toEqual([
      { noKk: expect.stringContaining('•') as string, from: null, until: '2025-11-20', reason: 'KK baru' },
      { noKk: expect.stringContaining('•') as string, from: '2025-11-20', until: null, reason: null },
    ]);
    expect(search(office.writer, old, 10, null).map((hit) => hit.id)).toEqual([saved.id]);
  });

  test('reveals are kept in the log and change nothing', () => {
    office = testOffice();
    const saved = couple();
    const before = office.writer.author.counter;
    expect(revealIdentifier(office.writer, actor(), 'person', saved.people[0] ?? '', 'nik').value).toMatch(/^\d{16}$/);
    expect(office.writer.author.counter).toBe(before);
    expect(office.writer.db.prepare('SELECT kind, userName, detail FROM tx ORDER BY id DESC LIMIT 1').get()).toMatchObject({ kind: 'access', userName: 'sari', detail: expect.stringContaining(saved.people[0] ?? '-') as string });
  });

  test('an area bounds what is listed, found, shown and changed', () => {
    office = testOffice('2025-11-20T08:00:00', { code: '64.74', name: 'Bontang', level: 'kota', practice: true });
    const here = couple(['Hasan', 'Siti'], { region: '64.74.03.1002' });
    const there = couple(['Yusuf', 'Maryam'], { region: '64.74.01.1001' });
    expect(countFamilies(office.writer, {}, '64.74.03')).toEqual({ families: 1, people: 2 });
    expect(search(office.writer, 'maryam', 10, '64.74.03')).toEqual([]);
    expect(search(office.writer, 'maryam', 10, '64.74')).toHaveLength(1);
    failsWith(() => familyView(office.writer, there.id, '64.74.03'), 'OUTSIDE_AREA');
    failsWith(() => changeRecord(office.writer, actor('64.74.03'), { entity: 'person', id: there.people[0] ?? '', values: { phone: '081234567890' } }), 'OUTSIDE_AREA');
    failsWith(() => changeRecord(office.writer, actor('64.74.03'), { entity: 'family', id: here.id, values: { region: '64.74.01.1001' } }), 'OUTSIDE_AREA');
  });
});

describe('life events', () => {
  test('a birth adds a member, a death of the head leaves the family headless until another is named', () => {
    office = testOffice();
    const saved = couple();
    const baby = recordBirth(office.writer, actor(), { family: saved.id, date: '2025-11-18', values: { name: 'Nur Hidayah', sex: 2, relationship: 3, maritalStatus: 1, nikReason: 3 }, place: 'Bontang' });
    expect(familyView(office.writer, saved.id, null).people.map((person) => person.id)).toContain(baby.id);
    expect(recordDeath(office.writer, actor(), { id: saved.people[0] ?? '', date: '2025-11-19', reason: 'sakit' })).toEqual({ headless: true, enrolments: [], pengurus: [] });
    failsWith(() => recordDeath(office.writer, actor(), { id: saved.people[0] ?? '', date: '2025-11-19' }), 'NOT_ALIVE');
    failsWith(() => recordDeath(office.writer, actor(), { id: baby.id, date: '2025-12-01' }), 'DATE_FUTURE');
    changeHead(office.writer, actor(), { family: saved.id, head: saved.people[1] ?? '', relationships: {}, date: '2025-11-20', reason: 'kepala keluarga meninggal' });
    const view = familyView(office.writer, saved.id, null);
    expect(view).toMatchObject({ headName: 'Siti Aminah', findings: [] });
    expect(view.people.find((person) => person.id === saved.people[0])).toMatchObject({ active: false });
    expect(listFamilies(office.writer, {}, { by: 'head', direction: 'asc' }, null, 10, null).rows).toMatchObject([{ head: 'Siti Aminah', members: 2 }]);
    expect(search(office.writer, 'hasan', 10, null)[0]?.marks).toEqual(['dead']);
  });

  test('a family that moves out leaves the active list and stays in history; one person may come back into another family', () => {
    office = testOffice();
    const left = couple(['Hasan', 'Siti Aminah']);
    const stays = couple(['Yusuf', 'Maryam']);
    expect(moveOut(office.writer, actor(), { family: left.id, people: left.people, date: '2025-11-10', destination: 'Samarinda' })).toEqual({ headless: false, familyClosed: true });
    expect(countFamilies(office.writer, {}, null)).toEqual({ families: 1, people: 2 });
    expect(countFamilies(office.writer, { status: 'inactive' }, null).families).toBe(1);
    expect(recordHistory(office.writer, left.id, 50, null).length).toBeGreaterThan(3);
    const back = arrive(office.writer, actor(), { family: stays.id, person: left.people[1] ?? '', date: '2025-11-20', values: { relationship: 8 } });
    expect(back.id).toBe(left.people[1]);
    expect(familyView(office.writer, stays.id, null).people).toHaveLength(3);
    expect(search(office.writer, 'siti aminah', 10, null)[0]).toMatchObject({ family: stays.id, marks: [] });
    expect(recordHistory(office.writer, left.id, 50, null).some((entry) => entry.field === 'family')).toBe(true);
  });
});

describe('history', () => {
  test('a record as it was equals the state recorded at the end of each day; null before it was known', () => {
    office = testOffice('2025-11-01T08:00:00');
    const saved = saveFamily(office.writer, actor(), { values: familyValues(), people: [{ values: personValues('Hasan') }, { values: child('Umar') }] });
    const person = saved.people[1] ?? '';
    const days = new Map([['2025-10-31', null as Record<string, unknown> | null]]);
    for (let day = 1; day <= 20; day += 1) {
      const date = `2025-11-${String(day).padStart(2, '0')}`;
      office.setNow(`${date}T10:00:00`);
      changeRecord(office.writer, actor(), { entity: 'person', id: person, values: {
        name: `Umar ${'ABCDEFGHIJKLMNOPQRST'[day - 1] ?? ''}`, diploma: day % 4 === 0 ? null : day % 4, ...(day % 5 === 0 && { nik: madeUpNik('2012-07-09', 1) }),
      } });
      days.set(date, familyView(office.writer, saved.id, null).people.find((one) => one.id === person)?.values ?? null);
    }
    for (const [date, values] of days) expect(recordAsOf(office.writer, person, date, null)).toEqual({ entity: 'person', values });
    const today = changesOfDay(office.writer, { limit: 100 }, null);
    expect(today.entries.length).toBe(today.users[0]?.changes);
    expect(today.entries[0]).toMatchObject({ recordName: 'Umar T', by: 'sari' });
  });

  test('an update makes lists and search anew in steps, and goes on where it was stopped', async () => {
    office = testOffice();
    for (let n = 0; n < 3; n += 1) couple([`Yusuf ${'ABC'[n]}`, 'Maryam']);
    const { db } = office.writer;
    const derived = () => [db.prepare('SELECT * FROM familySummary ORDER BY family').all(), ['yusuf', 'maryam'].map((text) => search(office.writer, text, 20, null).map((hit) => hit.id))];
    const before = derived();
    // An older version wrote them, and the first attempt to renew stopped after the first family.
    const first = db.prepare('SELECT min(id) FROM family').pluck().get() as number;
    setMeta(db, 'derivedVersion', '0');
    setMeta(db, 'derivedRenewing', `1 ${first}`);
    for (const table of ['personSearch', 'nikSearch', 'addressSearch', 'noKkSearch']) db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
    db.exec('DELETE FROM familySummary');
    deriveInto(office.writer, [first]);
    const told: number[][] = [];
    expect(await renewDerived(office.writer, (...step) => told.push(step))).toBe(true);
    expect(told).toEqual([[1, 3], [3, 3]]);
    expect(derived()).toEqual(before);
    expect([getMeta(db, 'derivedRenewing'), await renewDerived(office.writer)]).toEqual([null, false]);
    // Another version's half-done work is begun anew.
    setMeta(db, 'derivedVersion', '0');
    setMeta(db, 'derivedRenewing', `0 ${first + 1}`);
    expect(await renewDerived(office.writer)).toBe(true);
    expect(derived()).toEqual(before);
  });

  test('families are found by the name of their head alone where that is asked', () => {
    office = testOffice();
    couple(['Zulkifli', 'Aminah']);
    saveFamily(office.writer, actor(), { values: familyValues(), people: [{ values: personValues('Aminah Zulkifli') }] });
    const heads = (headNamed: boolean) => listFamilies(office.writer, { text: 'aminah', headNamed }, { by: 'head', direction: 'asc' }, null, 10, null).rows.map((row) => row.head);
    expect([heads(false), heads(true)]).toEqual([['Aminah Zulkifli', 'Zulkifli'], ['Aminah Zulkifli']]);
  });

  test('what is derived equals what a rebuild derives', () => {
    office = testOffice();
    const saved = couple();
    const other = couple(['Yusuf', 'Maryam']);
    recordDeath(office.writer, actor(), { id: saved.people[0] ?? '', date: '2025-11-19' });
    changeRecord(office.writer, actor(), { entity: 'person', id: saved.people[1] ?? '', values: { name: 'Siti Rahmah' } });
    const derived = () => ({
      rows: office.writer.db.prepare('SELECT * FROM familySummary JOIN lineChange USING (family) ORDER BY family').all(),
      byChange: listFamilies(office.writer, {}, { by: 'changedAt', direction: 'desc' }, null, 10, null).rows.map(({ id }) => id),
      found: ['siti', 'aminah', 'rahmah', 'hasan', 'mawar', '6474'].map((text) => search(office.writer, text, 20, null).map((hit) => [hit.id, hit.marks])),
    });
    const before = derived();
    const order = () => office.writer.db.prepare('SELECT count(*) FROM lineOrder').pluck().get();
    expect([before.byChange, order()]).toEqual([[saved.id, other.id], 4]);
    dropStaleOrder(office.writer);
    expect([derived(), order()]).toEqual([before, 2]);
    office.writer.db.transaction(() => refreshDerived(office.writer, 'all'))();
    expect(derived()).toEqual(before);
    expect(search(office.writer, 'aminah', 20, null)).toEqual([]);
  });
});
