export const families = {
  title: 'Keluarga',
} as const;
