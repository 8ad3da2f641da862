/** Refusals of what is done about rules of programmes. */
export const programmeErrorsId = {
  TARGET_IN_PLAN: 'Target tahunan ditulis di satu tempat: tab Target pada halaman program, atau Rencana (RAT). Tidak ada yang diubah. Tambahkan targetnya di sana.',
  OVERRIDE_SECOND: 'Melewati aturan yang melarang hanya dapat oleh pengesah atau admin. Tidak ada yang diubah. Minta yang berwenang mengisi nama dan kata sandinya di sini.',
  IMPORT_NOT_FORBIDDEN: 'Baris {row} di lembar {sheet} tidak dilarang aturan. Tidak ada yang diubah. Muat ulang pratinjau.',
} as const;
