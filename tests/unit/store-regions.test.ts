import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRegions } from '../../db/store/regions.ts';

const root = join(import.meta.dirname, '..', '..');
const regions = loadRegions();

/** What a clerk types, and the region that must come first. */
const typed: readonly (readonly [text: string, code: string])[] = [
  ['gunung telihan', '64.74.03.1002'],
  ['telihan bontang', '64.74.03.1002'],
  ['bontang telihan', '64.74.03.1002'],
  ['GUNUNG  TELI', '64.74.03.1002'],
  ['gn telihan', '64.74.03.1002'],
  ['kel. gunung telihan', '64.74.03.1002'],
  ['benua melayu laut', '61.71.01.1002'],
  ['benuamelayu laut', '61.71.01.1002'],
  ['benua melayu da', '61.71.01.1003'],
  ['parit tokaya', '61.71.01.1004'],
  ['tambelan sampit', '61.71.02.1007'],
  ['dalam bugis', '61.71.02.1006'],
  ['pal lima pontianak', '61.71.03.1001'],
  ['pal 5', '61.71.03.1001'],
  ['sei beliung', '61.71.03.1004'],
  ['s. beliung', '61.71.03.1004'],
  ['sungai jawi dalam', '61.71.03.1002'],
  ['bangka belitung darat', '61.71.06.1004'],
  ['darat sekip', '61.71.05.1002'],
  ['daratsekip', '61.71.05.1002'],
  ['sei gohong', '62.71.02.1005'],
  ['sungai gohong', '62.71.02.1005'],
  ['palangka raya', '62.71'],
  ['palangkaraya', '62.71'],
  ['kota bontang', '64.74'],
  ['berebas tengah', '64.74.02.1002'],
  ['berbas pantai', '64.74.02.1003'],
  ['api api bontang', '64.74.01.1006'],
  ["karetau manta'a", '62.03.15.2004'],
  ['karetau mantaa', '62.03.15.2004'],
  ['desa panamas', '62.03.01.1023'],
  ['kabupaten kapuas', '62.03'],
  ['kec. bontang barat', '64.74.03'],
  ['sebangau', '62.71.04'],
  ['kalimantan ba', '61'],
  ['64.74.03.1002', '64.74.03.1002'],
  ['6474031002', '64.74.03.1002'],
];

describe('regions', () => {
  it('holds every province, regency, district and village of the decree', () => {
    const levels = [0, 0, 0, 0];
    const walk = (code: string): void => {
      for (const child of regions.children(code)) {
        levels[child.level - 1] = (levels[child.level - 1] ?? 0) + 1;
        if (child.level < 4) walk(child.code);
      }
    };
    walk('');
    expect(levels).toEqual([38, 514, 7285, 83_762]);
    expect(regions.count).toBe(38 + 514 + 7285 + 83_762);
  });

  it('names a region, its kind and the regions it lies in', () => {
    expect(regions.path('64.74.03.1002').map((region) => [region.code, region.displayName, region.kind])).toEqual([
      ['64', 'Kalimantan Timur', 'provinsi'],
      ['64.74', 'Kota Bontang', 'kota'],
      ['64.74.03', 'Bontang Barat', 'kecamatan'],
      ['64.74.03.1002', 'Gunung Telihan', 'kelurahan'],
    ]);
    expect(regions.get('62.03')?.kind).toBe('kabupaten');
    expect(regions.get('62.03.01.2011')?.kind).toBe('desa');
    expect(regions.get('61.71.01.1002')).toMatchObject({ name: 'Benuamelayu Laut', displayName: 'Benua Melayu Laut' });
  });

  it.each(['', '6474031002', '64.74.03.1', '99', '64.74.03.1999', 'x'])('knows no region of code "%s"', (code) => {
    expect(regions.get(code)).toBeUndefined();
    expect(regions.path(code)).toEqual([]);
  });

  it('lists the children of a region in the order of their codes', () => {
    expect(regions.children('64.74.03').map((region) => region.code)).toEqual([
      '64.74.03.1001', '64.74.03.1002', '64.74.03.1003',
    ]);
    expect(regions.children('61.71.01').map((region) => region.code)).not.toContain('61.71.01.1001');
    expect(regions.children('64.74.03.1002')).toEqual([]);
  });

  it.each(typed)('finds "%s" first at %s', (text, code) => {
    expect(regions.search(text, 8)[0]?.code).toBe(code);
  });

  it('puts names that begin with the text before words, and words before the inside of words', () => {
    const ranks = regions.search('telihan', 50).map((region) => region.displayName.toUpperCase());
    const rankOf = (name: string): number => (name.startsWith('TELIHAN') ? 0 : name.includes(' TELIHAN') ? 1 : 2);
    expect(ranks.length).toBeGreaterThan(0);
    expect(ranks.map(rankOf)).toEqual([...ranks.map(rankOf)].sort());
    expect(regions.search('bontang', 4).map((region) => region.code)).toEqual(['64.74', '64.74.01', '64.74.03', '64.74.02']);
  });

  it('finds nothing for nonsense and respects the limit', () => {
    expect(regions.search('xqzzy', 10)).toEqual([]);
    expect(regions.search('  ', 10)).toEqual([]);
    expect(regions.search('sungai', 7)).toHaveLength(7);
  });

  it('puts those that lie nearest before others of the same name', () => {
    const found = (near?: string): string[] => regions.search('guntung', 3, near).map((region) => region.code);
    expect(found('64.74.03.1002')[0]).toBe('64.74.01.1004');
    expect(found()).not.toContain('64.74.01.1004');
    expect(regions.search('guntung', 50, '64.74').map((region) => region.code).sort()).toEqual(regions.search('guntung', 50).map((region) => region.code).sort());
  });

  it('knows the districts of a NIK, those of regencies that are no more included', () => {
    expect(['647403', '617101', '647301'].map(regions.knownNikPrefix)).toEqual([true, true, true]);
    expect(['617199', '000000', '64740', '6474031', 'abcdef'].map(regions.knownNikPrefix)).toEqual(Array(5).fill(false));
  });

  it('matches a name from a file below its parent, and says how surely', () => {
    const best = (parent: string, name: string): string[] =>
      regions.matchName(parent, name).map((match) => `${match.region.code} ${match.quality}`);
    expect(best('61.71.01', 'BENUA MELAYU LAUT')).toEqual(['61.71.01.1002 exact']);
    expect(best('61.71.01', 'KOTA BARU')).toEqual(['61.71.01.1005 exact']);
    expect(best('62', 'PALANGKA RAYA')).toEqual(['62.71 exact']);
    expect(best('62', 'KOTA PALANGKA RAYA')).toEqual(['62.71 exact']);
    expect(best('64.74.01', 'GUNUNG LAI')).toContain('64.74.01.1005 alias');
    expect(best('64.74.02', 'BEREBAS TENGGAH')).toEqual(['64.74.02.1002 near']);
    expect(best('64.74.03', 'Sungai Jawi')).toEqual([]);
    expect(regions.isNameOf('62.71.02.1005', 'SUNGAI GOHONG')).toBe(true);
    expect(regions.isNameOf('62.71.02.1005', 'TANGKILING')).toBe(false);
  });

  it('carries the licence notice, and building it again changes nothing', () => {
    const resource = join(root, 'resources', 'regions.txt.gz');
    const before = statSync(resource).mtimeMs;
    execFileSync(process.execPath, [join(root, 'build', 'regions.mjs')]);
    expect(statSync(resource).mtimeMs).toBe(before);
    const notice = readFileSync(join(root, 'resources', 'regions-NOTICE.txt'), 'utf8');
    expect(notice).toContain('Open Database License');
    expect(notice).toContain('300.2.2-2138');
  });
});
