import { describe, expect, it } from 'vitest';
import { guessHeader, openColumns } from '../../../db/intake/guess-header.ts';

const rows = (...lines: (string | null)[][]) => lines.map((texts, index) => ({ no: index + 1, texts }));

describe('the header of a sheet that nothing is known of', () => {
  it('is the first wide row of words, below titles', () => {
    const sheet = rows(['REKAPITULASI KEGIATAN 2026'], [], ['Urutan', 'Sebutan', 'Identitas 2'], ['1', 'SITI', '6474035708480002']);
    expect(guessHeader(sheet)).toBe(3);
    expect(openColumns(sheet, 3).map(({ index, header }) => [index, header])).toEqual([[0, 'Urutan'], [1, 'Sebutan'], [2, 'Identitas 2']]);
  });

  it('is not there when the data begins at once: the columns go by their letters', () => {
    const sheet = rows(['6474035708480002', 'SITI', null, '1948-08-17'], ['6474030507850003', 'BUDI', null, '1985-07-05']);
    expect(guessHeader(sheet)).toBe(0);
    expect(openColumns(sheet, 0).map(({ index, header }) => [index, header])).toEqual([[0, 'A'], [1, 'B'], [3, 'D']]);
  });

  it('keeps a column without a header that holds something', () => {
    expect(openColumns(rows(['Nama', null], ['SITI', 'Jl. Flores']), 1)).toMatchObject([{ index: 0, header: 'Nama' }, { index: 1, header: '' }]);
  });
});
