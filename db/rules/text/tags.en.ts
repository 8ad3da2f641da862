import type { tagsId } from './tags.id.ts';

/** What families are marked as vulnerable by. */
export const tagsEn: typeof tagsId = {
  lansia: 'Elderly',
  'lansia-tunggal': 'Elderly, living alone',
  disabilitas: 'Disability',
  'perempuan-kk': 'Headed by a woman',
  balita: 'Child under five',
  'ibu-hamil': 'Pregnant',
  'anak-tidak-sekolah': 'Child out of school',
  'penyakit-kronis': 'Chronic disease',
  gizi: 'Nutrition at risk',
};
