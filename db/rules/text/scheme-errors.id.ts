/** Indonesian texts of refusals about schemes, patterns, target lists and plans. */
export const schemeErrorsId = {
  SET_ABOVE: 'Skema dan contoh program ditetapkan oleh {name} dan dikirim dalam data acuan. Tidak ada yang diubah. Minta {name} mengubahnya.',
  TOO_LONG: 'Isinya terlalu panjang untuk dikirim dalam paket (paling banyak {most} huruf). Tidak ada yang disimpan; isian Anda tetap ada. Kurangi program yang disebut satu per satu, pakai jenisnya.',
  TARGET_FROM_ABOVE: 'Daftar sasaran dibuat oleh kantor yang membawahi kelurahan atau desa. Tidak ada yang dibuat. Sasaran dari kota datang dalam paket SASARAN.',
} as const;
