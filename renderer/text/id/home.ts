export const home = {
  title: 'Beranda',
} as const;
