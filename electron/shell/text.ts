const id = {
  cut: 'Potong',
  copy: 'Salin',
  paste: 'Tempel',
  selectAll: 'Pilih semua',
  openFile: 'Pilih berkas',
  chooseFolder: 'Pilih folder',
  saveFile: 'Simpan sebagai',
  savePdf: 'Simpan sebagai PDF',
} as const;

const en: Readonly<Record<keyof typeof id, string>> = {
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  openFile: 'Choose a file',
  chooseFolder: 'Choose a folder',
  saveFile: 'Save as',
  savePdf: 'Save as PDF',
};

/** The words the shell itself shows, in Indonesian unless the English catalogue is asked for. */
export const shellTexts = { id, en };

/** One of the shell's own words in the language of the office. */
export function shellText(key: keyof typeof id): string {
  return id[key];
}
