/** Labels of the fields of verification at home. */
export const visitFieldsId = {
  enumerator: {
    owner: 'Kantor', name: 'Nama pendata', role: 'Jenis pendata', phone: 'Telepon', dasawisma: 'Dasawisma', rt: 'RT', rw: 'RW', region: 'Kelurahan/desa', ended: 'Selesai bertugas', endedReason: 'Alasan selesai',
  },
  visitRound: {
    owner: 'Kantor', name: 'Nama periode', region: 'Kelurahan/desa', from: 'Mulai', until: 'Sampai', olderThan: 'Lebih lama dari (hari)', list: 'Daftar tugas', doubts: 'Yang datanya meragukan', note: 'Catatan', closed: 'Ditutup',
  },
  visit: {
    owner: 'Kantor', round: 'Periode', family: 'Keluarga', person: 'Orang', enumerator: 'Pendata', plannedOn: 'Dijadwalkan tanggal', state: 'Status verval', date: 'Tanggal verval', method: 'Cara verval', result: 'Hasil verval',
    visitor: 'Yang mengunjungi', enteredBy: 'Dicatat oleh', enteredId: 'Pengguna pencatat', onBehalf: 'Atas nama pendata', note: 'Catatan', latitude: 'Lintang', longitude: 'Bujur', locationFrom: 'Sumber koordinat', effects: 'Perubahan yang diusulkan',
    checkedBy: 'Diperiksa oleh', checkedId: 'Pengguna pemeriksa', checkedOn: 'Tanggal diperiksa', decidedBy: 'Diputuskan oleh', decidedId: 'Pengguna pemutus', decidedOn: 'Tanggal diputuskan', remark: 'Catatan pemeriksa',
    task: 'Tugas', aboutKind: 'Jenis perihal', about: 'Perihal', voided: 'Batal',
  },
  photo: {
    owner: 'Kantor', visit: 'Verval', family: 'Keluarga', sha256: 'Sidik berkas', bytes: 'Ukuran', width: 'Lebar', height: 'Tinggi', subject: 'Isi foto', takenOn: 'Tanggal foto', latitude: 'Lintang', longitude: 'Bujur', note: 'Catatan', voided: 'Batal',
  },
};
