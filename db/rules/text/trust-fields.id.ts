/** Labels of the fields of incidents. */
export const trustFieldsId = {
  incident: {
    kind: 'Jenis kejadian',
    happenedOn: 'Terjadi tanggal',
    foundAt: 'Diketahui',
    what: 'Apa yang terjadi',
    handling: 'Penanganan',
    sources: 'Paket, berkas, dan cadangan',
    affected: 'Orang terdampak',
    classes: 'Golongan data',
    informedOn: 'Orang diberi tahu tanggal',
    reportedOn: 'Lembaga diberi tahu tanggal',
    closedOn: 'Selesai tanggal',
    madeBy: 'Kantor pencatat',
  },
};
