import type { Layout, LayoutSheet } from './layout.ts';

/** What the books share: people below rows that carry their family. */
const people: Readonly<Record<string, string>> = {
  No: '@skip', 'No.': '@skip', 'No Urut': '@skip', 'Nama Lengkap': 'name', Nama: 'name', NIK: 'nik', 'Tempat Lahir': 'birthPlace', 'Tmpt Lhr': 'birthPlace', 'Tempat dan Tanggal Lahir': '@ttl',
  'Tgl/Bln/Th': 'birthDate', 'Tgl Lhr': 'birthDate', 'Tgl Lahir': 'birthDate', 'Tanggal Lahir': 'birthDate', JK: 'sex', 'Jns Klmn': 'sex', 'Jenis Kelamin': 'sex', SHDK: 'shdk', 'Hub. Kel': 'shdk', 'Hub Keluarga': 'shdk', 'Hub. Keluarga': 'shdk',
  Agama: 'religion', 'Pendidikan Terakhir': 'educationKk', Pendidikan: 'educationKk', Pekerjaan: 'occupationKk', Ibu: 'motherName', Ayah: 'fatherName', 'Nama Ibu': 'motherName', 'Nama Ayah': 'fatherName',
  'Stat Kwn': 'maritalStatus', 'Stat Kwn (BK/K/CH/CM)': 'maritalStatus', 'Status Kawin': 'maritalStatus', 'Gol. Drh': 'bloodType', 'Gol Darah': 'bloodType', 'No Akta Lahir': '@skip', 'No.Akte Lahir': '@skip', 'Wjb KTP': '@skip',
  'KTP-eL': '@skip', KTPEL: '@skip', 'Stat Rkm': '@skip', 'Status (SDH DPT/BLM DPT)': '@skip',
};

const required: LayoutSheet['required'] = [['name']];

/** Books whose family rows say `No. KK : …` (domain reference §6.3, 2 and 3). */
export const bipEktp: Layout = {
  key: 'bip-ektp',
  name: 'BIP KTP-el (Buku Induk Penduduk)',
  sheets: [{
    shape: 'grouped', entity: 'person', required, columns: { ...people, Status: '@skip' },
    marks: [['NIK'], ['Wjb KTP', 'Stat Rkm', 'KTP-eL', 'Status (SDH DPT/BLM DPT)'], ['Nama Lengkap', 'Nama'], ['Stat Kwn', 'Stat Kwn (BK/K/CH/CM)', 'Gol. Drh']], words: /NO\.? ?KK\s*:/i,
  }],
};

/** Blocks with NO.KK, NAMA.KK and ALAMAT above a header of their own (domain reference §6.3, 4). */
export const bip2012: Layout = {
  key: 'bip-2012',
  name: 'BIP 2012 (Buku Induk Penduduk)',
  sheets: [{
    shape: 'grouped', entity: 'person', required, columns: { ...people, Status: 'maritalStatus' },
    marks: [['NIK'], ['Nama'], ['Tmpt Lhr'], ['Hub. Kel'], ['KTPEL', 'No.Akte Lahir', 'Nama Ayah']], words: /NO\.? ?KK\b/i, never: ['SHDK'],
  }],
};

/** A header block per family with NO. KK, NAMA. KK, ALAMAT and NO.RT/RW (domain reference §6.3, 5). */
export const bipLutim: Layout = {
  key: 'bip-lutim',
  name: 'BIP Luwu Timur (Buku Induk Penduduk)',
  sheets: [{
    shape: 'grouped', entity: 'person', required, columns: { ...people, Status: 'maritalStatus' },
    marks: [['NIK'], ['Nama', 'Nama Lengkap'], ['SHDK', 'Hub. Kel', 'Hub Keluarga']], words: /NO\.? ?RT ?\/ ?RW\s*:?/i,
  }],
};

/** BIP 2016 (domain reference §6.3, 2). */
export const bip2016: Layout = {
  key: 'bip-2016',
  name: 'BIP 2016 (Buku Induk Penduduk)',
  sheets: [{
    shape: 'grouped', entity: 'person', required, columns: people, marks: [['NIK'], ['Nama Lengkap', 'Nama'], ['SHDK', 'Hub. Kel', 'Hub Keluarga']], words: /NO\.? ?KK\s*:|BUKU INDUK PENDUDUK/i,
  }],
};
