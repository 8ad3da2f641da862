import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { receivePackages } from '../../db/handoff/receive.ts';
import { errorsEn } from '../../db/rules/text/errors.en.ts';
import { errorsId } from '../../db/rules/text/errors.id.ts';
import { photoStorePath } from '../../db/store/photos/photo-store.ts';
import { officePaths } from '../../db/store/office-folder.ts';
import type { EveryKind } from './every-kind.ts';
import { mulberry } from './mulberry.ts';
import { unsignedMutations } from './mutations.ts';
import type { Mutation } from './mutations.ts';
import { openOriginals, signedMutations } from './signed-mutations.ts';

/** What became of mutated packages. */
export interface MutationReport {
  readonly files: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly mutations: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  /** What must not be: a file that was taken, a reason that has no text or is not one for this damage, a changed database. */
  readonly faults: readonly string[];
}

const BATCH = 250;
/** The closed database is compared after so many files, and at the end. */
const COMPARED_EVERY = 500;
/** One in so many: it inflates to 256 MB. */
const BOMB_EVERY = 1000;
const all: readonly Mutation[] = [...unsignedMutations, ...signedMutations.filter((one) => one.name !== 'a bomb in a frame')];
const bomb = signedMutations.find((one) => one.name === 'a bomb in a frame');

/** Offers mutated packages of every kind to the kelurahan, folder by folder, and watches its database. */
export async function mutatePackages(everything: EveryKind, seed: number, files: number): Promise<MutationReport> {
  const random = mulberry(seed);
  const draw = (below: number): number => Math.floor(random() * below);
  const { reader, world } = everything;
  const opened = await openOriginals(everything);
  const report = { files: 0, kinds: {} as Record<string, number>, mutations: {} as Record<string, number>, codes: {} as Record<string, number>, faults: [] as string[] };
  const count = (of: Record<string, number>, key: string): void => void (of[key] = (of[key] ?? 0) + 1);
  let before = closedHash(everything);
  while (report.files < files) {
    const folder = join(world.root, 'mutasi');
    mkdirSync(folder);
    const offered: { kind: string; mutation: Mutation }[] = [];
    for (; offered.length < BATCH && report.files < files; report.files += 1) {
      const original = opened[draw(opened.length)];
      // Every mutation meets every kind before chance decides.
      const mutation = report.files % BOMB_EVERY === BOMB_EVERY - 1 ? bomb : all[report.files < all.length * 2 ? report.files % all.length : draw(all.length)];
      if (!original || !mutation) throw new Error('nothing to mutate');
      writeFileSync(join(folder, `${String(offered.length).padStart(4, '0')}.tepat`), await mutation.make(original, draw));
      offered.push({ kind: original.kind, mutation });
    }
    const rows = await receivePackages(reader.session, { paths: [folder] });
    if (rows.length !== offered.length) report.faults.push(`${offered.length} files, ${rows.length} rows`);
    rows.forEach((row, place) => {
      const { kind, mutation } = offered[place] ?? { kind: '?', mutation: { name: '?', codes: [] as readonly string[] } };
      const code = row.code ?? '';
      count(report.kinds, kind);
      count(report.mutations, mutation.name);
      count(report.codes, code);
      if (row.outcome !== 'refused') report.faults.push(`${kind}, ${mutation.name}: ${row.outcome} ${code}`);
      else if (!mutation.codes.includes(code)) report.faults.push(`${kind}, ${mutation.name}: refused as ${code}`);
      else if (!Object.hasOwn(errorsId, code) || !Object.hasOwn(errorsEn, code)) report.faults.push(`${code} has no text`);
    });
    rmSync(folder, { recursive: true });
    if (report.files % COMPARED_EVERY < BATCH || report.files >= files) {
      const now = closedHash(everything);
      if (now !== before) report.faults.push(`the database changed before file ${report.files}`);
      before = now;
    }
  }
  return report;
}

/** The SHA-256 of the kelurahan's closed database; no mutated picture may have begun a store of photos beside it. */
function closedHash({ reader }: EveryKind): string {
  reader.close();
  const hash = createHash('sha256').update(readFileSync(officePaths(reader.dir).register)).digest('hex');
  reader.reopen();
  return existsSync(photoStorePath(reader.dir)) ? `${hash} with photos` : hash;
}
