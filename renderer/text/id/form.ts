export const form = {
  title: 'Formulir',
} as const;
