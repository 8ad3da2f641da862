export const lock = {
  title: 'Terkunci',
} as const;
