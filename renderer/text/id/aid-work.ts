export const aidWork = {
  letThrough: 'Lewati aturan',
  letThroughTitle: 'Daftarkan {name} walaupun dilarang aturan',
  letThroughSaid: 'Baris {row} {name}: aturan dilewati. Tercatat dalam laporan Melewati aturan setelah disimpan.',
  hold: 'Kembalikan larangan',
  enrolShown: 'Daftarkan yang tampil',
  everyGroup: 'semua kelompok yang masih berjalan',
  whoMay: 'Diputuskan oleh yang berwenang',
  whoMayHint: 'Lurah, kepala desa, camat, atau admin mengisi nama dan kata sandinya sendiri di sini. Namanya tersimpan bersama alasannya.',
} as const;
