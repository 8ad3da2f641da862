/** Refusals about boundaries for maps. */
export const recapErrorsId = {
  BOUNDARY_UNREADABLE: 'Berkas {name} bukan GeoJSON berisi bidang (FeatureCollection) dalam derajat WGS 84. Peta yang ada tidak berubah. Ekspor ulang dari aplikasi peta sebagai GeoJSON, EPSG:4326.',
  BOUNDARY_NONE: 'Tidak satu pun dari {n} bidang di {name} cocok dengan wilayah kantor ini. Peta yang ada tidak berubah. Isi atribut kode atau nama kelurahan, atau RT dan RW, lalu ekspor ulang.',
} as const;
