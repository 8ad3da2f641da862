import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { readStarter } from '../../../db/handoff/reference/starter.ts';
import { isFailure } from '../../../db/rules/failure.ts';
import { everyKind } from '../../helpers/every-kind.ts';
import type { EveryKind } from '../../helpers/every-kind.ts';
import { mulberry } from '../../helpers/mulberry.ts';
import { mutatePackages } from '../../helpers/mutate-packages.ts';

const SEED = 20261127;
const FILES = 2000;
const LIMIT_MS = 300_000;

let everything: EveryKind;
beforeAll(async () => {
  everything = await everyKind();
});
afterAll(() => everything.world.end());

describe('mutated packages', () => {
  it(`2,000 of every kind are refused with a named reason, and the closed database keeps its SHA-256 (seed ${SEED})`, async () => {
    const { files, kinds, mutations, codes, faults } = await mutatePackages(everything, SEED, FILES);
    expect(faults).toEqual([]);
    expect(files).toBe(FILES);
    expect(Object.keys(kinds).sort()).toEqual(['ACUAN', 'FOTO', 'LAPORAN', 'PINDAH', 'SASARAN', 'TANDA_TERIMA', 'TERUSAN']);
    expect(Object.keys(mutations).length).toBeGreaterThan(80);
    expect(Object.keys(codes).length).toBeGreaterThan(10);
  }, LIMIT_MS);

  it('and the files they were made of are all taken afterwards', async () => {
    const rows = await receivePackages(everything.reader.session, { paths: everything.originals.map((one) => one.file) });
    expect(rows.map((row) => [row.kind, row.outcome, row.quarantined])).toEqual([
      ['TANDA_TERIMA', 'accepted', 0], ['LAPORAN', 'accepted', 0], ['ACUAN', 'accepted', 0], ['SASARAN', 'accepted', 0], ['PINDAH', 'accepted', 0],
      ['TERUSAN', 'accepted', 0], ['LAPORAN', 'accepted', 0], ['FOTO', 'accepted', 0],
    ]);
    expect(rows.at(-1)).toMatchObject({ applied: 3, unchanged: 0 });
  });

  it('a starter file in which any byte differs begins nothing', () => {
    const random = mulberry(SEED);
    const draw = (below: number): number => Math.floor(random() * below);
    const bytes = readFileSync(everything.starter);
    const file = join(everything.world.stick(), 'rusak.tepatmulai');
    expect(readStarter(everything.starter).starter.office.code).toBe('64.74.02.1001');
    for (let round = 0; round < 300; round += 1) {
      const at = draw(bytes.length);
      const damaged = [
        () => Buffer.concat([bytes.subarray(0, at), Buffer.from([(bytes[at] ?? 0) ^ (1 << draw(8))]), bytes.subarray(at + 1)]),
        () => bytes.subarray(0, at),
        () => Buffer.concat([bytes.subarray(0, at), Buffer.from([32 + draw(90)]), bytes.subarray(at)]),
        () => Buffer.concat([bytes, Buffer.from([33 + draw(90)])]),
      ][round % 4]?.() ?? bytes;
      writeFileSync(file, damaged);
      let code = 'taken';
      try {
        readStarter(file);
      } catch (error) {
        code = isFailure(error) ? error.code : String(error);
      }
      expect(['STARTER_DAMAGED', 'STARTER_UNREADABLE', 'STARTER_NEWER'], `round ${round} at ${at}`).toContain(code);
    }
  });
});
