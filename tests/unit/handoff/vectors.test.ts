import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCard } from '../../../db/handoff/card.ts';
import { readContainer } from '../../../db/handoff/container.ts';
import { parseHeader } from '../../../db/handoff/header.ts';
import { signatureHolds } from '../../../db/handoff/seal.ts';
import { mulberry } from '../../helpers/mulberry.ts';
import { unsignedMutations } from '../../helpers/mutations.ts';
import { readVectorInput, renewVectors, signingPair, vectorFolder, writeVector, writeVectorCard } from '../../helpers/package-vectors.ts';
import { plainRead, plainVouchedFor } from '../../helpers/plain-reader.ts';
import type { OpenOriginal } from '../../helpers/signed-mutations.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const input = readVectorInput();
const { signKey } = signingPair(input.sender.seed);
const bytesOf = (name: string): Buffer => readFileSync(join(vectorFolder, name));

// TEPAT_VECTORS=renew writes them anew, after a change of the format that the page says.
beforeAll(async () => {
  if (process.env.TEPAT_VECTORS === 'renew') await renewVectors();
});

describe('test vectors of the package format', () => {
  it.each(input.packages.map((one) => [one.name, one] as const))('%s: the same keys and input give the same bytes', async (name, one) => {
    expect((await writeVector(input, one)).equals(bytesOf(`${name}.tepat`))).toBe(true);
  });

  it.each(input.packages.map((one) => [one.name, one] as const))('%s: a reader written from the page alone finds what went in, with either key', async (name, one) => {
    for (const { identity } of [input.sender, input.receiver]) {
      const { header, opening, blocks } = await plainRead(bytesOf(`${name}.tepat`), signKey, identity);
      expect({ kind: header.kind, practice: header.practice, ranges: header.ranges }).toEqual({ kind: one.kind, practice: one.practice, ranges: one.ranges });
      expect(header.chain).toEqual(one.chain);
      expect(plainVouchedFor(header, 'pc-uji-1', signKey)).toEqual(one.vouches === true ? ['pc-uji-3'] : []);
      expect(plainVouchedFor(header, 'pc-uji-1', signingPair(input.second.seed).signKey)).toEqual([]);
      expect({ opening, blocks }).toEqual({ opening: one.opening, blocks: one.blocks });
    }
  });

  it('the card: the same bytes, and its signature holds', async () => {
    expect(await writeVectorCard(input)).toBe(bytesOf('kartu.tepatcard').toString());
    expect(readCard(join(vectorFolder, 'kartu.tepatcard'))).toMatchObject({ code: '64.74.03.1002', signKey });
  });

  it('neither reader takes a vector that was changed in any way', async () => {
    const random = mulberry(20261127);
    const draw = (below: number): number => Math.floor(random() * below);
    const file = join(temporaryFolder('vectors'), 'berkas.tepat');
    const open = (name: string): Omit<OpenOriginal, 'other'> => {
      const bytes = bytesOf(name);
      const parts = readContainer(join(vectorFolder, name));
      if (typeof parts === 'string') throw new Error(parts);
      const unused = () => {
        throw new Error('no key is needed');
      };
      return { kind: 'LAPORAN', bytes, header: parts.header, signature: parts.signature, payload: bytes.subarray(parts.payload.start, parts.payload.start + parts.payload.bytes), frames: [], sign: unused, seal: unused };
    };
    const original = { ...open('laporan.tepat'), other: open('kosong.tepat') };
    for (let round = 0; round < unsignedMutations.length * 4; round += 1) {
      const mutation = unsignedMutations[round % unsignedMutations.length];
      const bytes = await mutation?.make(original, draw);
      if (!bytes) throw new Error('nothing was made');
      await expect(plainRead(bytes, signKey, input.receiver.identity), mutation?.name).rejects.toThrow();
      writeFileSync(file, bytes);
      expect(isTaken(file), mutation?.name).toBe(false);
    }
  });
});

/** What the product checks before it opens a payload. */
function isTaken(file: string): boolean {
  const parts = readContainer(file);
  if (typeof parts === 'string') return false;
  const read = parseHeader(parts.header);
  if (read === null || 'newer' in read) return false;
  return signatureHolds(signKey, 'package', read.header.practice, parts.header, parts.signature) && parts.payload.sha256 === read.header.payload.sha256 && parts.payload.bytes === read.header.payload.bytes;
}
