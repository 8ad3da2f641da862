export const imports = {
  title: 'Impor',
} as const;
