import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportPackage } from '../../db/handoff/export.ts';
import { receivePackages } from '../../db/handoff/receive.ts';
import { writeStarters } from '../../db/handoff/reference/starter.ts';
import { exportKind } from '../../db/handoff/send-kind.ts';
import { startTransfer } from '../../db/handoff/transfer/transfer.ts';
import { saveProgramme, seedProgrammes } from '../../db/registry/programmes.ts';
import { issueList } from '../../db/registry/tasks/issue-list.ts';
import { hashOf, photoStorePath, putPictures, withPhotos } from '../../db/store/photos/photo-store.ts';
import { photoFile } from './photo-file.ts';
import { addFamilies, befriend, change, edit, makeWorld } from '../flow/handoff/offices.ts';
import type { TestOffice, World } from '../flow/handoff/offices.ts';

/** A package on its way to the kelurahan, as it was written. */
export interface Original {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly file: string;
  /** Who signed it. */
  readonly sender: TestOffice;
}

/** A kelurahan, and one file of every kind that waits to be taken there; nothing of them was taken yet. */
export interface EveryKind {
  readonly world: World;
  readonly reader: TestOffice;
  /** An office that the reader trusts and that sent nothing. */
  readonly bystander: TestOffice;
  /** An office that the reader does not know. */
  readonly stranger: TestOffice;
  readonly originals: readonly Original[];
  /** A starter file for a kelurahan that does not exist yet. */
  readonly starter: string;
}

const KEL = '64.74.03.1002';
const NEIGHBOUR = '64.74.03.1001';
const KEC = '64.74.03';
const KOTA = '64.74';

/** Pictures of a family's house in the photo store, with their records. */
function addPhotos(one: TestOffice, family: string): void {
  const pictures = [1, 2, 3].map((seed) => photoFile({ seed })).map((bytes) => ({ sha256: hashOf(bytes), bytes, at: '2026-11-22T00:00:00.000Z' }));
  withPhotos(photoStorePath(one.dir), one.session.secrets.databaseKey, (db) => putPictures(db, pictures));
  edit(one, (log) => pictures.forEach(({ sha256 }) => log.create('photo', { owner: one.code, family, sha256 })));
}

/** Makes the offices and the files, by the engine itself. */
export async function everyKind(): Promise<EveryKind> {
  const world = makeWorld();
  const reader = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  const neighbour = world.make(NEIGHBOUR, 'Kanaan', 'kelurahan');
  const kec = world.make(KEC, 'Bontang Barat', 'kecamatan');
  const kota = world.make(KOTA, 'Kota Bontang', 'kota');
  const bystander = world.make('64.74.01', 'Bontang Utara', 'kecamatan');
  const stranger = world.make('64.74.02', 'Bontang Selatan', 'kecamatan');
  for (const [one, other] of [[reader, neighbour], [reader, kec], [reader, kota], [kec, kota], [reader, bystander]] as const) await befriend(world, one, other);
  for (const one of [reader, kota]) seedProgrammes(one.session.office, { user: one.session.user, kind: 'system' });
  const stick = world.stick();
  const original = (sender: TestOffice, { kind, file }: { kind: string; file: string }): Original => ({ kind, file, sender, bytes: readFileSync(file) });

  const families = addFamilies(reader, 3);
  const report = await exportPackage(reader.session, { to: [KOTA], folder: stick });
  const actor = { user: kota.session.user, scope: '' };
  const programme = saveProgramme(kota.session.office, actor, { values: { name: 'Bantuan Perahu', unitKind: 2, amount: 500_000 } });
  change(kota, 'programme', programme.id, { amount: 600_000 });
  const [receipt] = await receivePackages(kota.session, { paths: [report.file], receiptsFolder: stick });
  issueList(kota.session.office, actor, { office: KEL, title: 'Verval desil 1', kind: 'verify', dueOn: '2026-11-20', rows: [{ name: 'Nama Satu', rt: '001' }, { name: 'Nama Dua', rt: '002' }] });
  const down = await exportPackage(kota.session, { to: [KEL], folder: stick });
  const [family] = addFamilies(neighbour, 2) as [string, string];
  await startTransfer(neighbour.session, '', { family, to: KEL, toName: 'Gunung Telihan', reason: 'pindah alamat' });
  addPhotos(kota, families[0] ?? '');
  // What the kecamatan carries on is a second report, so that it comes only with the relay.
  saveProgramme(kota.session.office, actor, { values: { name: 'Bantuan Jala', unitKind: 2, amount: 250_000 } });
  const carried = await exportPackage(kota.session, { to: [KEL], folder: world.stick() });
  await receivePackages(kec.session, { paths: [carried.file] });
  const originals = [
    original(kota, { kind: 'TANDA_TERIMA', file: receipt?.receipt ?? '' }),
    original(kota, down),
    original(kota, await exportKind(kota.session, 'ACUAN', { to: [KEL], folder: stick })),
    original(kota, await exportKind(kota.session, 'SASARAN', { to: [KEL], folder: stick })),
    original(neighbour, await exportKind(neighbour.session, 'PINDAH', { to: [KEL], folder: stick })),
    original(kec, await exportKind(kec.session, 'TERUSAN', { to: [KEL], folder: stick })),
    original(kota, await exportKind(kota.session, 'FOTO', { to: [KEL], folder: stick })),
  ];
  const [starter] = await writeStarters(kota.session, [{ code: '64.74.02.1001', name: 'Tanjung Laut', level: 'kelurahan' }], join(stick, 'mulai'));
  if (!starter?.file || families.length !== 3) throw new Error('the files were not written');
  return { world, reader, bystander, stranger, originals, starter: starter.file };
}
