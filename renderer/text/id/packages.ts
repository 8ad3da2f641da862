export const packages = {
  title: 'Paket',
} as const;
