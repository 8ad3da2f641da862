import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { exportPackage } from '../../../db/handoff/export.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { openKept, sessionOf } from '../bench-session.ts';
import { reportRun } from './report-run.ts';

/** `export FOLDER CODE TO`: writes the whole register of an office; `receive FOLDER CODE`: takes the stick of its profile. */
const [what = '', folder = '', code = '', to = ''] = process.argv.slice(2);
const office = openKept(folder, code);
const session = sessionOf(office);
await reportRun(async () => {
  if (what === 'export') return (await exportPackage(session, { to: [to], folder: path.join(folder, 'written'), full: true })).changes;
  mkdirSync(path.join(folder, 'answers'));
  const [row] = await receivePackages(session, { paths: [path.join(folder, 'stick')], receiptsFolder: path.join(folder, 'answers') });
  if (row?.outcome !== 'accepted' || row.quarantined > 0) throw new Error(JSON.stringify(row));
  return row.applied;
});
office.close();
