import type { CodeList } from './code-list.ts';

/** Lists of groups, stages and credit. */
export const groupLists: readonly CodeList[] = [
  {
    name: 'TEPAT.jenisKelompok',
    version: '1',
    codes: [
      [1, 'Kelompok usaha'],
      [2, 'UP2K'],
      [3, 'Pokmas'],
      [4, 'Kelompok tani'],
      [5, 'Kelompok nelayan'],
      [6, 'KUBE'],
      [7, 'Dasawisma atau PKK'],
      [8, 'Lainnya'],
    ],
  },
  {
    name: 'TEPAT.peranKelompok',
    version: '1',
    codes: [
      [1, 'Ketua'],
      [2, 'Sekretaris'],
      [3, 'Bendahara'],
      [4, 'Anggota'],
    ],
  },
  {
    name: 'TEPAT.hasilTahap',
    version: '1',
    codes: [
      [1, 'Tercapai'],
      [2, 'Tidak tercapai'],
      [3, 'Mengundurkan diri'],
      [4, 'Tidak dapat dihubungi'],
    ],
  },
  {
    name: 'TEPAT.statusKredit',
    version: '1',
    codes: [
      [1, 'Diajukan'],
      [2, 'Berjalan'],
      [3, 'Lunas'],
      [4, 'Menunggak'],
      [5, 'Macet'],
      [6, 'Ditolak'],
    ],
  },
];
