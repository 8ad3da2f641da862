export const programmes = {
  title: 'Program',
} as const;
