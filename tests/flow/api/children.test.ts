import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { caller, createApi } from '../../../db/api/create-api.ts';
import { calls } from '../../../db/api/contract.ts';
import type { CallName } from '../../../db/api/contract.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { readDocx } from '../../helpers/docx-text.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { madeUpNik, madeUpNoKk, personValues } from '../registry/office.ts';

/** An office whose child stands in everything that names people; the user under test reads all but children. */
let api: TestApi;
const CHILD = 'ZULAIKHA PUTRI TERLINDUNG';
const FREE = 'YUSRA ANAK SEBERANG';
const NIK = madeUpNik('2015-03-04', 2);
/** The numbers of the mother and her family: nobody asks for them by them. */
const [MOTHER, HOME] = [madeUpNik('1980-05-17', 2), madeUpNoKk()];
const DAY = '2026-11-20';
const acknowledged = ['V01', 'V02', 'V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'V19', 'V20', 'V21', 'V22', 'V23', 'V25', 'V31', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));
const ids: Record<string, string> = {};

async function home(people: FieldValues[], noKk = madeUpNoKk()): Promise<{ id: string; people: string[] }> {
  return api.call('family.save', { values: { region: '64.74.03.1002', address: 'Jl. Uji 4', rt: '004', rw: '001', noKk }, acknowledged, people: people.map((values) => ({ values })) });
}

beforeAll(async () => {
  api = await testApi({ now: () => new Date(`${DAY}T09:00:00`) });
  const first = await home([personValues('IBU TAMPAK', { nik: MOTHER, sex: 2, chronicDisease: 5, npwp: 1 }), personValues(CHILD, { nik: NIK, sex: 2, birthDate: '2015-03-04', relationship: 3, sequence: 2, maritalStatus: 1, motherName: 'IBU TAMPAK' })], HOME);
  // The same child once more, and one who is the head of a home.
  const second = await home([personValues('AYAH LAIN'), personValues(CHILD, { nik: null, nikReason: 6, sex: 2, birthDate: '2015-03-04', relationship: 3, sequence: 2, maritalStatus: 1 })]);
  Object.assign(ids, { family: first.id, other: second.id, person: first.people[1] ?? '', twin: second.people[1] ?? '', mother: first.people[0] ?? '' });
  await api.call('record.change', { entity: 'person', id: ids.person ?? '', values: { birthPlace: 'BONTANG' }, acknowledged, reason: `akta ${CHILD}` });
  ids.programme = (await api.call('programme.save', { values: { name: 'Beasiswa', unitKind: 1, provider: 'Dinas Pendidikan', code: 'BSW', form: 1, amount: 100_000, amountUnit: 'rupiah', active: 1, year: 2026 } })).id;
  ids.enrolment = (await api.call('enrolment.create', { programme: ids.programme, person: ids.person, start: '2026-01-01', pengurus: ids.mother, creditLimit: 7_654_321, note: `untuk ${CHILD}` } as never)).id;
  await api.call('delivery.record', { programme: ids.programme, phase: '2026-T4', date: DAY, items: [{ enrolment: ids.enrolment, status: 1, rupiah: 100_000 }] } as never).catch(() => api.call('delivery.record', { programme: ids.programme ?? '', phase: '2026-11', date: DAY, items: [{ enrolment: ids.enrolment ?? '', status: 1, rupiah: 100_000 }] } as never));
  ids.group = (await api.call('group.save', { values: { name: 'Kelompok Uji', kind: 1, region: '64.74.03.1002' } } as never)).id;
  await api.call('group.addMember', { group: ids.group, person: ids.person ?? '', joined: '2026-02-01' } as never);
  const asked = { kind: 1, subject: 1, source: 2, applicant: 'Ketua RT', request: `Mohon bantuan untuk ${CHILD}` };
  ids.petition = (await api.call('petition.save', { values: asked, family: ids.family, person: ids.person, submit: true } as never)).id;
  await api.call('petition.save', { values: { ...asked, request: 'Mohon', name: FREE, nik: madeUpNik('2014-01-02', 2), birthDate: '2014-01-02', address: 'Jl. Uji 9' }, submit: true } as never);
  await api.call('duplicate.scan', {} as never);
  ids.pair = (await api.call('duplicate.list', {})).rows[0]?.id ?? '';
  const issued = await api.call('letter.issue', { kind: 'sktm', person: ids.person, purpose: 'beasiswa' } as never).catch(() => null);
  ids.letter = issued?.id ?? '';
  ids.visit = (await api.call('verval.record', { family: ids.family, date: DAY, result: 8, note: `bertemu ${CHILD}`, effects: [{ kind: 'values', entity: 'person', id: ids.person, values: { notes: 'sekolah' } }] } as never) as { id: string }).id;
  await api.call('user.create', { name: 'lurah', displayName: 'Lurah', role: 'pengesah', classes: ['health', 'financial'], passphrase: TEST_PASSPHRASE });
  await api.call('user.create', { name: 'auditor', displayName: 'Auditor', role: 'auditor', passphrase: TEST_PASSPHRASE });
  await api.call('user.create', { name: 'tertutup', displayName: 'Tertutup', role: 'pengesah', classes: ['child'], passphrase: TEST_PASSPHRASE });
  await api.call('user.create', { name: 'kepala', displayName: 'Kepala', role: 'pengesah', passphrase: TEST_PASSPHRASE });
}, 60_000);
afterAll(() => api.remove());

const reports = ['recap', 'named-list', 'overlap', 'missed', 'ineligible', 'needs', 'outcomes', 'freshness', 'quality', 'anomalies', 'overrides', 'exports', 'deliveries', 'exits', 'groups', 'receiving'];
const lists = ['families', 'people', 'recipients', 'search', 'import-rows'];

/** Values for a field of an input by its name: everything planted that may be meant. */
function valuesFor(field: string): unknown[] {
  if (field === 'id') return Object.values(ids);
  if (['ids', 'records', 'families', 'people'].includes(field)) return [Object.values(ids)];
  if (field in ids) return [ids[field]];
  const known: Record<string, unknown[]> = {
    record: [ids.person, ids.family], text: [CHILD, NIK, FREE, 'ZULAIKHA'], name: [...reports, ...lists], purpose: ['periksa'], reason: ['uji'], date: [DAY], day: [DAY], entity: ['person'], field: ['nik'],
    nik: [NIK], values: [{ name: CHILD, birthDate: '2015-03-04', nik: NIK }], state: ['all', 'open'], status: ['all'], filter: [{}], phase: ['2026-T4', '2026-11'], month: ['2026-11'], start: [DAY], from: ['2026-01-01'], to: ['2026-12-31'], limit: [100], classes: [[]],
    params: [{}, { identifiers: 'full', programme: ids.programme }], list: ['overlap', 'missed', 'overrides'], whole: [true], packages: [[]], files: [[]], level: ['kelurahan'], year: [2026], lang: ['id'], tx: Array.from({ length: 40 }, (_, at) => at + 1),
  };
  return known[field] ?? [];
}

/** Inputs of a call from its own schema: required fields and what narrows to the planted ones. */
function inputsOf(name: CallName): object[] {
  const schema = z.toJSONSchema(calls[name].input, { unrepresentable: 'any', io: 'input' }) as { properties?: Record<string, unknown>; required?: string[] };
  let inputs: Record<string, unknown>[] = [{}];
  for (const field of Object.keys(schema.properties ?? {})) {
    const needed = schema.required?.includes(field) === true;
    const values = valuesFor(field);
    if (field === 'limit' || (values.length === 0 && !needed)) continue;
    const each = values.map((value) => ({ [field]: value }));
    inputs = inputs.flatMap((input) => [...(needed ? [] : [input]), ...each.map((one) => ({ ...input, ...one }))]).slice(0, 24);
  }
  return inputs;
}

const written = (): object[] => {
  const save = [...reports, ...lists].flatMap((name) => [{}, { identifiers: 'full', programme: ids.programme, status: 'all', text: 'ZULAIKHA' }].flatMap((params, at) => ['csv'].map((format) => ({ name, format, params, purpose: 'periksa', path: join(api.root, `${name}-${at}.${format}`) }))));
  return save;
};
const files: Partial<Record<CallName, () => object[]>> = {
  'report.save': written,
  'aid.check': () => [{ nik: NIK, purpose: 'uji' }, { person: ids.person, purpose: 'uji' }, { person: ids.mother, purpose: 'uji' }],
  'programme.printList': () => [{ programme: ids.programme, purpose: 'uji', anyway: 'uji' }], 'delivery.sheet': () => ['2026-T4', '2026-11'].flatMap((phase) => [{}, { identifiers: 'full' }].map((more) => ({ programme: ids.programme, phase, purpose: 'uji', anyway: 'uji', ...more }))),
  'record.reveal': () => [{ entity: 'person', id: ids.person, field: 'nik' }], 'approval.review': () => [{ to: '64.74.03' }], 'retention.preview': () => [{ classes: [] }],
  'location.save': () => [{ format: 'csv', path: join(api.root, 'lokasi.csv'), purpose: 'uji' }], 'import.template': () => [{ path: join(api.root, 'isi.xlsx'), filled: true, purpose: 'uji' }],
  'verval.forms': () => [{ families: [ids.family, ids.other], format: 'docx', path: join(api.root, 'formulir.docx'), purpose: 'uji' }],
  'letter.issue': () => [{ kind: 'sktm', person: ids.person, purpose: 'uji' }], 'document.write': () => [{ name: 'data-saya', person: ids.person, format: 'docx', path: join(api.root, 'saya.docx'), identityChecked: 'KTP' }],
};

/** Everything that the calls which read or write out tell this user, by call. */
async function told(): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const name of Object.keys(calls) as CallName[]) {
    if (calls[name].open || (calls[name].lane === 'write' && !files[name]) || name === 'package.look' || name === 'card.read' || name === 'photo.read') continue;
    for (const input of files[name]?.() ?? inputsOf(name)) {
      const answer: unknown = await api.call(name, input as never).catch((error: unknown) => ({ code: (error as { code?: string }).code, params: (error as { params?: unknown }).params }));
      const path = (input as { path?: string }).path;
      const out = path === undefined || !existsSync(path) ? '' : /\.docx$/.test(path) ? JSON.stringify(readDocx(readFileSync(path)).tables) : /\.(csv|json)$/.test(path) ? readFileSync(path, 'utf8') : '';
      if (out !== '') rmSync(path ?? '');
      // What was asked is not told by being said back.
      answers.set(name, `${answers.get(name) ?? ''}\n${JSON.stringify(answer)}${out}`);
    }
  }
  return answers;
}

/** What the same walk tells a user to whom everything is open. */
let open = new Map<string, string>();

const names = (text: string): boolean => [CHILD, NIK, FREE].some((secret) => text.includes(secret));

test('no call tells a user to whom children are closed a child’s name or NIK; the same walk reaches them where they are open', async () => {
  await api.signIn('kepala');
  open = await told();
  const reached = [...open].filter(([, text]) => names(text)).map(([name]) => name);
  await api.signIn('lurah');
  const closed = await told();
  expect([...closed].filter(([, text]) => names(text)).map(([name]) => name)).toEqual([]);
  for (const name of ['family.get', 'record.history', 'search', 'programme.recipients', 'programme.printList', 'delivery.list', 'delivery.sheet', 'duplicate.show', 'group.get', 'petition.list', 'letter.list', 'verval.list', 'audit.show', 'aid.check', 'report.save', 'stage.board']) expect(reached, name).toContain(name);
  expect([...closed].filter(([, text]) => text.includes('IBU TAMPAK')).length).toBeGreaterThan(5);
}, 120_000);

test('no call of the lane that cannot log tells a whole NIK or No KK, whoever asks', () => {
  const told = (lane: 'read' | 'write') => [...open].filter(([name, text]) => calls[name as CallName].lane === lane && [MOTHER, HOME].some((number) => text.includes(number))).map(([name]) => name);
  expect(told('read')).toEqual([]);
  expect(told('write')).toContain('report.save');
});

/** What tells of somebody's health or money: a disease and an account by their words or their fields, and a loan. */
const closedClasses = /chronicDisease"?:"?\d|"field":"(?:chronicDisease|npwp|creditLimit)"|Masalah jantung|"npwp":"?\d|7654321|7\.654\.321/g;

test('no call tells a user to whom health and money are closed of either, also not in a file', async () => {
  const reached = [...open].filter(([, text]) => text.match(closedClasses)).map(([name]) => name);
  await api.signIn('tertutup');
  expect([...await told()].flatMap(([name, text]) => (text.match(closedClasses) ?? []).map((found) => `${name}: ${found}`))).toEqual([]);
  for (const name of ['family.get', 'record.history', 'report.save']) expect(reached, name).toContain(name);
}, 120_000);

test('the paper for a visit holds no answer of a closed class, is written with its purpose, and not by who may write no file', async () => {
  const path = join(api.root, 'kunjungan.docx');
  const diseases = async (user: string): Promise<string[]> => {
    await api.signIn(user);
    await api.call('verval.forms', { families: [ids.family ?? ''], format: 'docx', path, purpose: 'kunjungan' });
    return readDocx(readFileSync(path)).tables.flat().filter(([title]) => title?.startsWith('430')).flatMap((row) => row.slice(1).filter((cell) => cell !== ''));
  };
  expect(await diseases('kepala')).toEqual(['5']);
  expect(await diseases('tertutup')).toEqual([]);
  expect(await refusal(api.call('verval.forms', { families: [ids.family ?? ''], path, purpose: ' ' }))).toBe('INVALID_INPUT');
  await api.signIn('auditor');
  expect(await refusal(api.call('verval.forms', { families: [ids.family ?? ''], path, purpose: 'ingin tahu' }))).toBe('NOT_ALLOWED');
});

test('what is about a child alone is refused; a template filled with everybody, too', async () => {
  await api.signIn('lurah');
  expect(await refusal(api.call('letter.issue', { kind: 'sktm', person: ids.person, purpose: 'uji' } as never))).toBe('CHILD_CLOSED');
  expect(await refusal(api.call('document.write', { name: 'data-saya', person: ids.person, format: 'docx', path: join(api.root, 'saya.docx'), identityChecked: 'KTP' } as never))).toBe('CHILD_CLOSED');
  expect(await refusal(api.call('import.template', { path: join(api.root, 'isi.xlsx'), filled: true, purpose: 'uji' }))).toBe('NOT_ALLOWED');
});

test('the lane that answers lists beside the work tells no more', async () => {
  await api.close();
  const options = { profileDir: join(api.root, 'profil'), officeDir: api.dir, now: () => new Date(`${DAY}T09:00:00`), kdfCost: TEST_KDF_COST, onEvent: () => undefined };
  const { port1, port2 } = new MessageChannel();
  const [write, read] = [createApi({ ...options, lane: 'write', peer: port1 }), createApi({ ...options, lane: 'read', peer: port2 })];
  try {
    const { session } = await caller(write, () => '')('session.open', { user: 'lurah', passphrase: TEST_PASSPHRASE });
    const { rows } = await caller(read, () => session)('programme.recipients', { programme: ids.programme ?? '', status: 'all' } as never);
    expect(rows.map(({ name }) => name)).toEqual(['•••• (anak)']);
    expect(await caller(write, () => session)('session.lock', {})).toEqual({ ok: true });
  } finally {
    await read.close();
    await write.close();
  }
});
