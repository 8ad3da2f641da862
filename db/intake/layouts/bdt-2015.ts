import type { Layout } from './layout.ts';

const odd = 'BDT15.ya_tidak_ganjil';
const even = 'BDT15.ya_tidak_genap';

/**
 * BDT 2015 (domain reference §6.3, 6): 101 columns with their numbers in the headers, a row `KOLOM 2 3 …`, one row a person.
 * Answers are kept in BDT's own lists, from which the needs are told; yes and no alternate between 1/2 and 3/4.
 */
export const bdt2015: Layout = {
  key: 'bdt-2015',
  name: 'BDT 2015',
  sheets: [{
    shape: 'flat', entity: 'person', required: [['@noKk', '@key'], ['name']],
    marks: [['Sumber air minum', 'Sumber air minum utama'], ['Nama SLS', 'ID Rumah Tangga', 'IDBDT', 'Ruta6', 'Nama KRT'], ['Nama ART', 'Nama'], ['Jenis kloset', 'Tempat pembuangan akhir tinja', 'Status bangunan tempat tinggal', 'Status bangunan']],
    columns: {
      'Kode Provinsi': '@bps.province.code', 'Kode Prov': '@bps.province.code', 'Kode Kab/Kota': '@bps.regency.code', 'Kode Kecamatan': '@bps.district.code', 'Kode Kec': '@bps.district.code', 'Kode Desa/Kelurahan': '@bps.code', 'Kode Desa/Kel': '@bps.code',
      'Nama Provinsi': '@bps.province', Provinsi: '@bps.province', 'Nama Kab/Kota': '@bps.regency', 'Kabupaten/Kota': '@bps.regency', 'Nama Kecamatan': '@bps.district', Kecamatan: '@bps.district', 'Nama Desa/Kelurahan': '@bps.village', 'Desa/Kelurahan': '@bps.village',
      'Nama SLS': 'family.slsName', Alamat: 'family.address', 'ID Rumah Tangga': '@key', IDBDT: '@key', Ruta6: '@skip', 'No Urut Rumah Tangga': '@skip', 'Nama KRT': '@headName', 'Jumlah ART': '@skip', 'Jumlah Keluarga': '@skip',
      'Status bangunan tempat tinggal': 'family.buildingOwnership:BDT15.status_bangunan', 'Status bangunan': 'family.buildingOwnership:BDT15.status_bangunan', 'Status lahan tempat tinggal': '@skip', 'Status lahan': '@skip', 'Luas lantai': 'family.floorArea',
      'Jenis lantai terluas': 'family.floor:BDT15.lantai', 'Jenis lantai': 'family.floor:BDT15.lantai', 'Jenis dinding terluas': 'family.wall:BDT15.dinding', 'Jenis dinding': 'family.wall:BDT15.dinding', 'Kondisi dinding': '@skip',
      'Jenis atap terluas': 'family.roof:BDT15.atap', 'Jenis atap': 'family.roof:BDT15.atap', 'Kondisi atap': '@skip', 'Sumber air minum': 'family.waterSource:BDT15.air_minum', 'Sumber air minum utama': 'family.waterSource:BDT15.air_minum',
      'Cara memperoleh air minum': '@skip', 'Sumber penerangan utama': 'family.lighting:BDT15.penerangan', 'Sumber penerangan': 'family.lighting:BDT15.penerangan', 'Daya listrik terpasang': 'family.power1:BDT15.daya', 'Daya terpasang': 'family.power1:BDT15.daya',
      'Nomor pelanggan PLN': 'family.plnCustomerId', 'Bahan bakar utama memasak': 'family.cookingFuel:BDT15.bahan_bakar', 'Bahan bakar memasak': 'family.cookingFuel:BDT15.bahan_bakar', 'Penggunaan fasilitas BAB': 'family.toilet:BDT15.bab', 'Fasilitas BAB': 'family.toilet:BDT15.bab',
      'Jenis kloset': 'family.toiletBowl:BDT15.kloset', 'Tempat pembuangan akhir tinja': 'family.sewage:BDT15.tinja',
      'Tabung gas 5,5 kg atau lebih': `family.gasCylinder:${odd}`, 'Tabung gas': `family.gasCylinder:${odd}`, 'Lemari es/kulkas': `family.refrigerator:${even}`, Kulkas: `family.refrigerator:${even}`, AC: `family.airConditioner:${odd}`, 'Pemanas air': `family.waterHeater:${even}`,
      'Telepon rumah': `family.landline:${odd}`, Televisi: `family.flatTv:${even}`, TV: `family.flatTv:${even}`, 'Emas/perhiasan': `family.gold:${odd}`, Emas: `family.gold:${odd}`, 'Komputer/laptop': `family.computer:${even}`, Laptop: `family.computer:${even}`, Sepeda: `family.bicycle:${odd}`,
      'Sepeda motor': `family.motorcycle:${even}`, Motor: `family.motorcycle:${even}`, Mobil: `family.car:${odd}`, Perahu: `family.boat:${even}`, 'Motor tempel': '@skip', 'Perahu motor': `family.motorBoat:${even}`, Kapal: '@skip',
      'Aset lahan': `family.otherLand:${odd}`, Lahan: `family.otherLand:${odd}`, 'Luas lahan': '@skip', 'Rumah di tempat lain': `family.otherHouse:${even}`, 'Rumah lain': `family.otherHouse:${even}`,
      'Jumlah sapi': 'family.cattle', 'Jumlah kerbau': 'family.buffalo', 'Jumlah kuda': 'family.horses', 'Jumlah babi': 'family.pigs', 'Jumlah kambing/domba': 'family.goats', 'ART memiliki usaha sendiri': '@skip',
      // Said of the whole household: what only one person can receive is no claim on anybody.
      'Peserta KKS/KPS': '@aid', 'Peserta KIP/BSM': '@aid', 'Peserta KIS/BPJS Kesehatan PBI': '@aid', 'Peserta BPJS Kesehatan mandiri': '@aid', 'Peserta Jamsostek/BPJS Ketenagakerjaan': '@aid', 'Peserta asuransi kesehatan lainnya': '@aid',
      'Peserta PKH': '@programme.PKH', 'Penerima Rastra': '@programme.SEMBAKO', 'Penerima KUR': '@aid',
      'No Urut ART': 'sequence', 'Nama ART': 'name', Nama: 'name', NIK: 'nik', 'NIK ART': 'nik', 'No KK': '@noKk', 'Nomor KK': '@noKk', 'Hubungan dengan KRT': '@skip', 'No Urut Keluarga': '@skip', 'Hubungan dengan kepala keluarga': 'relationship',
      'Jenis kelamin': 'sex', 'Tempat lahir': 'birthPlace', 'Tanggal lahir': 'birthDate', Umur: '@skip', 'Status perkawinan': 'maritalStatus', 'Kepemilikan buku nikah/akta cerai': '@skip', 'Tercantum dalam KK': '@skip', 'Kepemilikan kartu identitas': '@skip',
      'Status kehamilan': `pregnant:${odd}`, 'Alat kontrasepsi': '@skip', 'Jenis cacat': '@skip', 'Penyakit kronis': '@skip', 'Partisipasi sekolah': '@skip', 'Jenjang pendidikan': '@skip', 'Kelas tertinggi': '@skip', 'Ijazah tertinggi': '@skip',
      'Bekerja seminggu lalu': `works:${odd}`, 'Jumlah jam kerja': 'workHours', 'Lapangan usaha': '@skip', 'Status pekerjaan': '@skip', 'Keberadaan ART': '@skip', Percentile: '@percentile', Persentil: '@percentile',
      'Nama pencacah': '@skip', 'Tanggal pencacahan': '@skip', 'Nama pengawas': '@skip', 'Tanggal pemeriksaan': '@skip', 'Kode hasil': '@skip', Keterangan: '@skip',
    },
  }],
};
