export const search = {
  title: 'Cari',
} as const;
