/** Words of schemes and target lists that rooms of data say themselves. */
export const schemesId = {
  outside: 'Di luar sasaran',
  outsideFacts: 'keluarga ini tidak ada dalam daftar sasaran {lists}',
  listVersion: '{title} (versi {version})',
} as const;
