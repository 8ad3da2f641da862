import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { seedOffice } from '../../db/api/seed-office.ts';
import { sendApproved } from './send-approved.ts';
import { setReferenceDraft } from '../../db/handoff/reference/issue.ts';
import { exportKind } from '../../db/handoff/send-kind.ts';
import { issueList } from '../../db/registry/tasks/issue-list.ts';
import { receivePackages } from '../../db/handoff/receive.ts';
import type { Session } from '../../db/handoff/session.ts';
import { trustCard } from '../../db/handoff/trust.ts';
import { approve } from './approve.ts';
import type { Ask } from './by-api.ts';
import { writeCard } from '../../db/handoff/card.ts';
import { makeProposal } from '../../db/registry/proposals/make-proposal.ts';
import { refreshDerived } from '../../db/registry/refresh-derived.ts';
import type { FieldValues } from '../../db/rules/field.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { createOffice } from '../../db/store/create-office.ts';
import { openOffice } from '../../db/store/open-office.ts';
import type { OpenOffice } from '../../db/store/open-office.ts';

type EntityName = 'family' | 'person';

interface Neighbour {
  readonly code: string;
  readonly office: OpenOffice;
  readonly session: Session;
}

const surroundings = { now: () => new Date(), newId: uuidv7, kdfCost: 10 };

export interface QuestionsOptions {
  /** A folder of the test's own. */
  readonly folder: string;
  /** The open office in the window: its folder, its user and passphrase. */
  readonly dir: string;
  readonly code: string;
  readonly user: string;
  readonly passphrase: string;
  /** The city also asks whom to visit, and opens an address for uploads where nobody answers. */
  readonly withWork?: boolean;
}

/** What was planted, for a test to look for. */
export interface Planted {
  /** Families whose address, landmark and members are in question. */
  readonly families: readonly string[];
}

/**
 * Brings every kind of question to the open office, through real packages: a second PC of it that wrote other addresses
 * and made a second head, and the city that proposes values and names a person whom nobody knows.
 */
export async function plantQuestions(ask: Ask, options: QuestionsOptions): Promise<Planted> {
  const { folder, code } = options;
  mkdirSync(folder, { recursive: true });
  const { rows } = await ask<{ rows: { id: string }[] }>('family.list', { limit: 6, filter: {} });
  const families = rows.map((row) => row.id);
  const second = secondPc(options);
  const city = cityOf(options);
  for (const one of [second, city]) await befriend(ask, one, folder);
  await sendTo(ask, city, folder);
  // The same fields are written here and there before either hears of the other.
  for (const [index, id] of families.slice(0, 3).entries()) {
    await settle(ask, { entity: 'family', id, values: { address: `Jl. Kapal Layar ${index + 1}`, rt: '011' } });
    write(second, 'family', id, { address: `Jalan Kapal Layar Gang Mawar Nomor ${index + 1} RT 12, belakang Posyandu Melati`, rt: '012' });
  }
  const [, heir] = (await ask<{ people: { id: string }[] }>('family.get', { id: families[3] })).people;
  if (heir) write(second, 'person', heir.id, { relationship: 1, shdk: 1 });
  await bring(ask, second, folder, code);
  makeProposal(city.session.office, { user: city.session.user, scope: '' }, { entity: 'family', id: families[4] ?? '', values: { landmark: 'Depan balai RT', notes: 'Pindah ke rumah orang tua sejak Oktober' }, reason: 'Hasil verifikasi lapangan Dinas Sosial 12 November 2026' });
  writeChanges(city.session.office, { user: city.session.user, kind: 'edit' }, (log) => {
    for (const family of families.slice(4, 6)) log.create('enrolment', { owner: city.code, family, pengurus: 'orang-yang-tidak-dikenal', decisionNo: '460/112/DINSOS/2026' });
  });
  await bring(ask, city, folder, code);
  if (options.withWork) await giveWork(ask, city, folder, code);
  for (const one of [second, city]) one.office.close();
  return { families };
}

async function giveWork(ask: Ask, { session }: Neighbour, folder: string, code: string): Promise<void> {
  setReferenceDraft(session.office, session.user, { upload: { url: 'https://127.0.0.1:9/unggah', certificate: null } });
  issueList(session.office, { user: session.user, scope: '' }, {
    office: code, title: 'Verifikasi penerima PKH triwulan IV', kind: 'verify', dueOn: '2026-12-15', note: 'Dilihat di rumah, bukan lewat telepon.',
    rows: [
      { name: 'H. ABDUL CONTOH', address: 'Jl. Kapal Layar 1', rt: '011', rw: '002', ask: 'Masih tinggal di alamat ini?' },
      { name: 'SITI NURHALIMAH WAHYUNINGTYAS BINTI ABDURRAHMAN', noKk: '6474030101119999', address: 'Jl. Kapal Layar Gang Mawar Nomor 7, belakang Posyandu Melati', rt: '012', rw: '003', ask: 'Apakah keluarga ini sudah pindah?' },
    ],
  });
  const stick = path.join(folder, uuidv7());
  mkdirSync(stick);
  for (const kind of ['ACUAN', 'SASARAN'] as const) await exportKind(session, kind, { to: [code], folder: stick });
  await ask('package.receive', { paths: [stick] });
}

/** The same office on a PC of its own: its folder copied to another profile. Whoever opens it closes its office. */
export function secondPc({ folder, dir, code, user, passphrase }: QuestionsOptions): Neighbour {
  const copy = path.join(folder, 'pc-kedua');
  cpSync(dir, copy, { recursive: true });
  const office = openOffice({ dir: copy, profileDir: path.join(folder, 'profil-kedua'), ...surroundings, user, passphrase });
  return { code, office, session: sessionOf(office, user) };
}

function cityOf({ folder, code }: QuestionsOptions): Neighbour {
  const { office } = createOffice({
    dir: path.join(folder, 'kota'), profileDir: path.join(folder, 'profil-kota'), ...surroundings, passphrase: 'sungai mahakam 2026',
    identity: { code: code.slice(0, 5), name: 'Kota Bontang', level: 'kota', practice: true }, user: { name: 'rudi', displayName: 'Rudi' },
  });
  seedOffice(office.writer, { user: { uid: office.userId, name: 'rudi' }, kind: 'system' });
  return { code: code.slice(0, 5), office, session: sessionOf(office, 'rudi') };
}

function sessionOf(office: OpenOffice, name: string): Session {
  return { office: office.writer, secrets: office.secrets, user: { uid: office.userId, name } };
}

async function befriend(ask: Ask, other: Neighbour, folder: string): Promise<void> {
  const theirs = await writeCard(other.session, path.join(folder, `${uuidv7()}.tepatcard`));
  await ask('card.trust', { path: theirs.file, fingerprint: theirs.fingerprint });
  const ours = await ask<{ file: string; fingerprint: string }>('card.export', { path: path.join(folder, `${uuidv7()}.tepatcard`) });
  trustCard(other.session, { path: ours.file, fingerprint: ours.fingerprint });
}

/** What the window's office has, taken by the other. */
async function sendTo(ask: Ask, other: Neighbour, folder: string): Promise<void> {
  const stick = path.join(folder, uuidv7());
  mkdirSync(stick);
  await approve(ask, [other.code]);
  const { file } = await ask<{ file: string }>('package.export', { to: [other.code], folder: stick });
  await receivePackages(other.session, { paths: [file], receiptsFolder: stick });
  await ask('package.receive', { paths: [stick] });
}

/** What the other wrote, taken by the window's office. */
async function bring(ask: Ask, other: Neighbour, folder: string, to: string): Promise<void> {
  const stick = path.join(folder, uuidv7());
  mkdirSync(stick);
  const { file } = await sendApproved(other.session, { to: [to], folder: stick });
  await ask('package.receive', { paths: [file] });
}

/** Writes below the registry's rules, as a PC of another version might. */
function write(one: Neighbour, entity: EntityName, uid: string, values: FieldValues): void {
  const { office } = one.session;
  const number = office.db.prepare(`SELECT id FROM "${entity}" WHERE uid = ?`).pluck().get(uid) as number;
  writeChanges(office, { user: one.session.user, kind: 'edit' }, (log) => {
    log.update(entity, number, values);
    refreshDerived(office, []);
  });
}

/** Changes a record in the window's office, whatever the checks warn of. */
async function settle(ask: Ask, { entity, id, values }: { entity: EntityName; id: string; values: FieldValues }): Promise<void> {
  const found = await ask<{ code: string; severity: string; record?: string; field?: string }[]>('family.check', { id, values, people: [] });
  await ask('record.change', { entity, id, values, reason: 'contoh', acknowledged: found.filter((each) => each.severity === 'warn').map(({ code, record, field }) => ({ code, record, field, reason: 'contoh' })) });
}
