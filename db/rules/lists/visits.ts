import type { CodeList } from './code-list.ts';

/** Lists of verification at home (verval): domain §2.11. */
export const visitLists: readonly CodeList[] = [
  {
    name: 'TEPAT.jenisPendata',
    version: '1',
    codes: [
      [1, 'Kader PKK'],
      [2, 'Kader dasawisma'],
      [3, 'Kader posyandu'],
      [4, 'Ketua RT'],
      [5, 'Ketua RW'],
      [6, 'Petugas kelurahan/desa'],
      [7, 'Pekerja sosial masyarakat'],
      [8, 'Lainnya'],
    ],
  },
  {
    name: 'TEPAT.statusVerval',
    version: '1',
    codes: [
      [1, 'Tugas'],
      [2, 'Dijadwalkan'],
      [3, 'Dikunjungi'],
      [4, 'Terverifikasi'],
      [5, 'Disetujui'],
      [6, 'Dikembalikan'],
    ],
  },
  {
    name: 'TEPAT.caraVerval',
    version: '1',
    codes: [
      [1, 'Kunjungan rumah'],
      [2, 'Telepon'],
      [3, 'Dokumen'],
    ],
  },
  {
    name: 'TEPAT.hasilVerval',
    version: '1',
    codes: [
      [1, 'Layak'],
      [2, 'Tidak layak (mampu)'],
      [3, 'Meninggal'],
      [4, 'Pindah'],
      [5, 'Tidak ditemukan'],
      [6, 'Ganda'],
      [7, 'Menolak'],
      [8, 'Data perlu perbaikan'],
      [9, 'Tidak dikunjungi'],
    ],
  },
  {
    name: 'TEPAT.sumberKoordinat',
    version: '1',
    codes: [
      [1, 'Diketik'],
      [2, 'Dari foto'],
      [3, 'Dari peta'],
    ],
  },
  {
    name: 'TEPAT.isiFoto',
    version: '1',
    codes: [
      [1, 'Rumah tampak depan'],
      [2, 'Bagian dalam rumah'],
      [3, 'KK atau KTP'],
      [4, 'Dokumen lain'],
      [5, 'Lainnya'],
    ],
  },
];
