/**
 * 256 plain Indonesian words, one per byte of a fingerprint, to be read over the phone. Any two differ by at least two
 * letters, also when b/p, d/t, g/k, c/j, e/i, o/u and the nasals are heard as one. The order is part of the format:
 * never change it.
 */
export const fingerprintWords: readonly string[] = `
acar ajaib alam almari alur ampas anggrek angin angsa antena apel arloji asap bahu bajak bakso bakul balai
balon bambu bantal baris basah batik bawang bebek bedak belalang belut benang bendera bengkel beras besi
biawak biola bokor boneka botol brankas buah buaya bukit bulan burung cabai cacing cahaya cakram candi cangkir
capung celana cemara cendana cengkih cerita cermin ciduk cincin cokelat cuka cumi dadu daging dahan dandang
dapur darat dasi delima dendeng desa dipan domba dompet duduk duku durian duyung ekor emas ember embun engsel
fosil gabus gading galah gamelan ganggang garam garpu gaun gedung gelas gembok gendang gergaji gerobak getah
gigi golok gorden gudeg gulai gunung guru halaman hangat harimau harum hujan ijuk ikan ilmu impian itik jahe
jaket jamu jembatan jendela joran kambing kamera kancil kantong kapak kasur kawat kayu kecap kedelai kelapa
kemiri kendi kepiting kerbau keris kertas ketupat komodo kopi kuali kulit kumis kunci kursi kutub labu lada
landak langit lapis lebah legenda lemari lereng lesung limau lobak logam lontar lumbung lumut lurah mahkota
mangga manik martil mawar melati melon mentega merak merica merpati mesin meteran mimpi mobil monyet muara
mujair murai musang mutiara nampan nanas nelayan ombak oncom pagar panci pecel pelangi pelita penyu pepaya
permata pesawat petir pondok prangko puding puyuh radio rambut rantai rebung rempah sabuk salak saluran sambal
sawah sayur sekop semut sendok sepatu sepeda serabi singa sirih sisir suling sumur sungai surat sutra syair
talas tambak tawon telur tenda tenun tikar tirai tokek toples tulip tupai unggas utara vanila wajan walet
wedang wijen wortel zaitun zamrud zebra
`.trim().split(/\s+/);
