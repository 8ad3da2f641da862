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

const catalogues = { id, en };
let language: keyof typeof catalogues = 'id';

/** Chooses the language of the shell's own words; Indonesian until the page says otherwise. */
export function setShellLanguage(next: keyof typeof catalogues): void {
  language = next;
}

/** One of the shell's own words. */
export function shellText(key: keyof typeof id): string {
  return catalogues[language][key];
}
