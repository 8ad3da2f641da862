/** Labels of the fields of usulan, sanggah and musyawarah. */
export const petitionFieldsId = {
  petition: {
    owner: 'Kantor', kind: 'Jenis', subject: 'Pokok', number: 'Nomor register', receivedOn: 'Diterima tanggal', source: 'Diajukan oleh', applicant: 'Nama pengusul', phone: 'Telepon pengusul', family: 'Keluarga', person: 'Orang',
    name: 'Nama yang diusulkan', nik: 'NIK', noKk: 'No KK', address: 'Alamat', rt: 'RT', rw: 'RW', birthDate: 'Tanggal lahir', region: 'Kelurahan/desa', programme: 'Program', request: 'Uraian', documents: 'Berkas', state: 'Status', result: 'Hasil',
    stateDate: 'Status sejak', stateReason: 'Alasan', round: 'Pengajuan ke', enteredBy: 'Dicatat oleh', toldOn: 'Disampaikan tanggal', toldHow: 'Disampaikan melalui', toldBy: 'Disampaikan oleh', voided: 'Batal',
  },
  petitionStep: {
    owner: 'Kantor', petition: 'Usulan', state: 'Langkah', result: 'Hasil', round: 'Pengajuan ke', date: 'Tanggal', method: 'Cara', reason: 'Alasan', letterNo: 'Nomor surat', letterDate: 'Tanggal surat', meeting: 'Musyawarah', by: 'Oleh',
  },
  meeting: {
    owner: 'Kantor', kind: 'Jenis', number: 'Nomor berita acara', title: 'Judul', date: 'Tanggal', startTime: 'Mulai pukul', endTime: 'Selesai pukul', place: 'Tempat', leader: 'Pimpinan', secretary: 'Notulis', legalBasis: 'Dasar hukum',
    quorum: 'Kuorum (orang hadir)', notes: 'Catatan', state: 'Status', finalOn: 'Final tanggal', finalBy: 'Difinalkan oleh', finalReason: 'Alasan tetap difinalkan', version: 'Versi', series: 'Musyawarah asal', revisedFor: 'Alasan versi baru', voided: 'Batal',
  },
  meetingItem: {
    owner: 'Kantor', meeting: 'Musyawarah', petition: 'Usulan', sequence: 'Nomor urut', title: 'Butir lain', decision: 'Putusan', reason: 'Alasan', voided: 'Batal', name: 'Nama', nik: 'NIK', noKk: 'No KK', address: 'Alamat', rt: 'RT', rw: 'RW',
    subject: 'Pokok', programme: 'Program', finding: 'Hasil verifikasi',
  },
  meetingGuest: {
    owner: 'Kantor', meeting: 'Musyawarah', sequence: 'Nomor urut', name: 'Nama', position: 'Jabatan', element: 'Unsur', sex: 'Jenis kelamin', present: 'Hadir', forRecipients: 'Wakil penerima manfaat', forDisabled: 'Wakil penyandang disabilitas', voided: 'Batal',
  },
} as const;
