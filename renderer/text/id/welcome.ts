export const welcome = {
  title: 'Mulai',
} as const;
