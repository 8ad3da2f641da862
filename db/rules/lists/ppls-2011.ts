import type { CodeList } from './code-list.ts';

/** PPLS 2011. */
export const ppls2011: readonly CodeList[] = [
  {
    name: 'PPLS11.status_rumah',
    version: '2011',
    codes: [
      [1, 'Milik sendiri'],
      [2, 'Kontrak/sewa'],
      [3, 'Lainnya'],
    ],
  },
  {
    name: 'PPLS11.atap',
    version: '2011',
    codes: [
      [1, 'Beton'],
      [2, 'Genteng'],
      [3, 'Sirap'],
      [4, 'Seng'],
      [5, 'Asbes'],
      [6, 'Ijuk/rumbia'],
      [7, 'Lainnya'],
    ],
  },
  {
    name: 'PPLS11.dinding',
    version: '2011',
    codes: [
      [1, 'Tembok'],
      [2, 'Kayu'],
      [3, 'Bambu'],
      [4, 'Lainnya'],
    ],
  },
  {
    name: 'PPLS11.lantai',
    version: '2011',
    codes: [
      [1, 'Bukan tanah/bambu'],
      [2, 'Tanah'],
      [3, 'Bambu'],
    ],
  },
  {
    name: 'PPLS11.air',
    version: '2011',
    codes: [
      [1, 'Air kemasan'],
      [2, 'Air ledeng'],
      [3, 'Air terlindung'],
      [4, 'Air tidak terlindung'],
    ],
  },
  {
    name: 'PPLS11.penerangan',
    version: '2011',
    codes: [
      [1, 'Listrik PLN'],
      [2, 'Listrik non-PLN'],
      [3, 'Tidak ada listrik'],
    ],
  },
  {
    name: 'PPLS11.bahan_bakar',
    version: '2011',
    codes: [
      [1, 'Listrik/gas/elpiji'],
      [2, 'Lainnya'],
    ],
  },
  {
    name: 'PPLS11.bab',
    version: '2011',
    codes: [
      [1, 'Sendiri'],
      [2, 'Bersama/umum'],
      [3, 'Tidak ada'],
    ],
  },
  {
    name: 'PPLS11.tinja',
    version: '2011',
    codes: [
      [1, 'Tangki/SPAL'],
      [2, 'Lainnya'],
    ],
  },
];
