import { isRetentionClass } from '../../rules/privacy/retention.ts';

const classes = {
  families: 'Keluarga yang pindah atau bubar', people: 'Orang yang meninggal atau pindah', petitions: 'Usulan dan sanggahan yang ditolak', deliveries: 'Penyaluran bantuan', photos: 'Foto verval',
} as const;

const records: Readonly<Record<string, string>> = {
  family: 'Keluarga', person: 'Orang', familyNumber: 'Nomor KK lama', ranking: 'Peringkat (desil)', enrolment: 'Kepesertaan program', enrolmentStep: 'Keputusan kepesertaan', event: 'Peristiwa (lahir, mati, pindah)',
  alias: 'Penggabungan data ganda', pair: 'Pasangan ganda', proposal: 'Usul perbaikan', answer: 'Jawaban usul', task: 'Tugas', taskResult: 'Hasil tugas', override: 'Pengecualian aturan', delivery: 'Penyaluran',
  groupMember: 'Anggota kelompok', stageResult: 'Hasil tahap', visit: 'Kunjungan verval', photo: 'Foto', petition: 'Usulan atau sanggahan', petitionStep: 'Langkah usulan', meetingItem: 'Butir musyawarah',
  caseNeed: 'Kasus kebutuhan', referral: 'Rujukan', letter: 'Surat',
};

/** A class of retention in words, for papers. */
export function className(name: string): string {
  return isRetentionClass(name) ? classes[name] : name;
}

/** A kind of record in words, for papers. */
export function recordName(entity: string): string {
  return records[entity] ?? entity;
}
