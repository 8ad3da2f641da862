/** Labels of the fields that schemes, target lists, plans and patterns bring. */
export const schemeFieldsId = {
  scheme: { title: 'Nama skema', source: 'Sumber', version: 'Versi', ended: 'Tidak dipakai sejak', content: 'Isi skema' },
  targetSet: { title: 'Nama daftar sasaran', version: 'Versi', content: 'Cara memilih', chosenOn: 'Dipilih pada', ended: 'Tidak berlaku sejak' },
  plan: {
    owner: 'Kantor',
    year: 'Tahun',
    activity: 'Kegiatan',
    agency: 'Perangkat daerah',
    place: 'Lokasi (kode wilayah)',
    placeNote: 'Keterangan lokasi',
    target: 'Target',
    measure: 'Yang dihitung',
    unitKind: 'Satuan',
    budget: 'Anggaran',
    programmes: 'Program',
    basis: 'Dokumen dasar',
    note: 'Catatan',
    voided: 'Batal',
  },
  programmeTemplate: { title: 'Nama contoh', version: 'Versi', content: 'Isian program', ended: 'Tidak dipakai sejak' },
};
