/** Labels of the fields of indicators, their figures and reports of a period. */
export const outcomeFieldsId = {
  indicator: { owner: 'Kantor', name: 'Nama indikator', unit: 'Satuan', lower: 'Makin kecil makin baik', beside: 'Hitungan register di sampingnya', note: 'Catatan', voided: 'Batal' },
  indicatorValue: {
    owner: 'Kantor', indicator: 'Indikator', area: 'Wilayah', year: 'Tahun', kind: 'Jenis nilai', value: 'Nilai', source: 'Sumber', document: 'Dokumen', date: 'Tanggal dokumen', note: 'Catatan', voided: 'Batal',
  },
  finalReport: {
    title: 'Judul laporan', period: 'Masa laporan', version: 'Versi', status: 'Status', narrative: 'Uraian', content: 'Isi saat final', finalOn: 'Difinalkan tanggal', finalBy: 'Difinalkan oleh', previous: 'Versi sebelumnya', voided: 'Batal',
  },
};
