/** Texts about users, keys and how the office is guarded. */
export const security = {
  ownTitle: 'Pilih kata sandi Anda sendiri, {name}',
  ownHint: 'Kata sandi yang Anda pakai barusan dibuat orang lain dan hanya berlaku sekali. Yang baru hanya Anda yang tahu.',
  ownGiven: 'Kata sandi yang diberikan',
  ownLater: 'Kunci kembali',
} as const;
