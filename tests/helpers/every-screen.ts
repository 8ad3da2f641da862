import type { Page } from '@playwright/test';
import type { FullOffice } from './full-office.ts';
import { record } from './record-menu.ts';

type Ids = Pick<FullOffice, 'family' | 'person' | 'programme' | 'staging' | 'batch' | 'unknown' | 'asking' | 'enrolling' | 'travelling' | 'partner' | 'agreement' | 'group' | 'round' | 'petition' | 'meeting'>;

/** A screen: how to get there, and what shows that it is there. */
export interface Screen {
  readonly name: string;
  readonly route: string;
  /** What to do once there. */
  readonly then?: (page: Page) => Promise<void>;
}

/** The screens of every area that exist in any office. */
export const plainScreens: readonly Screen[] = [
  { name: 'beranda', route: '/' },
  { name: 'keluarga-daftar', route: '/keluarga' },
  { name: 'keluarga-baru', route: '/keluarga/baru' },
  { name: 'cek-bantuan', route: '/keluarga/bantuan' },
  { name: 'cari', route: '/', then: search('siti') },
  { name: 'tombol', route: '/', then: (page) => page.keyboard.press('F1') },
  { name: 'program-daftar', route: '/program' },
  { name: 'program-baru', route: '/program/baru' },
  { name: 'program-aturan', route: '/program/aturan' },
  { name: 'program-aturan-baru', route: '/program/aturan/baru' },
  { name: 'program-aturan-ubah', route: '/program/aturan/01900000-0000-7000-9000-000000000028' },
  // The programmes of every catalogue that are given daily, and by visits.
  { name: 'program-harian', route: '/program/01900000-0000-7000-8000-000000000201/harian' },
  { name: 'program-harian-absen', route: '/program/01900000-0000-7000-8000-000000000201/harian', then: (page) => page.keyboard.press('a') },
  { name: 'program-kunjungan', route: '/program/01900000-0000-7000-8000-000000000202/kunjungan' },
  { name: 'program-kunjungan-baru', route: '/program/01900000-0000-7000-8000-000000000202/kunjungan', then: (page) => page.keyboard.press('n') },
  { name: 'laporan-penyaluran', route: '/laporan/deliveries' },
  { name: 'laporan-penyaluran-daftar', route: '/laporan/delivery-names' },
  { name: 'putusan-penyaluran', route: '/putusan/penyaluran' },
  { name: 'program-mitra', route: '/program/mitra' },
  { name: 'program-mitra-baru', route: '/program/mitra/baru' },
  { name: 'laporan-keluar', route: '/laporan/exports' },
  { name: 'laporan-surat', route: '/laporan/surat' },
  { name: 'pengaturan-surat', route: '/pengaturan/surat' },
  { name: 'pengaturan-templat', route: '/pengaturan/templat' },
  { name: 'program-skema', route: '/program/skema' },
  { name: 'program-skema-ubah', route: '/program/skema/01900000-0000-7000-a000-000000000003' },
  { name: 'program-sasaran', route: '/program/sasaran' },
  { name: 'program-rencana', route: '/program/rencana' },
  { name: 'program-rencana-baru', route: '/program/rencana', then: (page) => page.keyboard.press('Control+n') },
  { name: 'program-contoh', route: '/program/contoh' },
  { name: 'program-dari-contoh', route: '/program/baru/01900000-0000-7000-b000-000000000301' },
  { name: 'kelompok-daftar', route: '/program/kelompok' },
  { name: 'kelompok-baru', route: '/program/kelompok/baru' },
  { name: 'program-tahap-tanya', route: '/program/tahap' },
  { name: 'usulan', route: '/usulan' },
  { name: 'usulan-baru', route: '/usulan/baru' },
  { name: 'usulan-sanggah', route: '/usulan/sanggah' },
  { name: 'musyawarah', route: '/usulan/musyawarah' },
  { name: 'verval', route: '/usulan/verval' },
  { name: 'verval-periode-baru', route: '/usulan/verval', then: (page) => page.keyboard.press('Control+n') },
  { name: 'verval-periksa', route: '/usulan/verval/periksa' },
  { name: 'verval-pendata', route: '/usulan/verval/pendata' },
  { name: 'verval-pendata-baru', route: '/usulan/verval/pendata', then: (page) => page.keyboard.press('Control+n') },
  { name: 'putusan', route: '/putusan' },
  { name: 'putusan-usulan-kami', route: '/putusan/usulan-kami' },
  { name: 'impor', route: '/impor' },
  { name: 'paket', route: '/paket' },
  { name: 'paket-persetujuan', route: '/paket/persetujuan' },
  { name: 'paket-unggah', route: '/paket/unggah' },
  { name: 'paket-keluar', route: '/paket/keluar' },
  { name: 'paket-masuk', route: '/paket/masuk' },
  { name: 'kasus', route: '/kasus' },
  { name: 'kasus-diusulkan', route: '/kasus/proposed' },
  { name: 'kasus-aturan', route: '/kasus/aturan' },
  { name: 'kasus-aturan-satu', route: '/kasus/aturan/kebutuhan-air' },
  { name: 'laporan', route: '/laporan' },
  { name: 'laporan-rekap', route: '/laporan/recap' },
  ...['of~need,view~chart', 'of~fresh,by~rw,view~chart', 'of~quality', 'view~map'].map((state, place) => ({ name: `laporan-rekap-${place + 1}`, route: `/laporan/recap/${state}` })),
  { name: 'laporan-mutu', route: '/laporan/quality' },
  { name: 'laporan-rapat', route: '/laporan/meeting' },
  { name: 'laporan-daftar', route: '/laporan/named-list' },
  ...['outcomes', 'indicators', 'periods', 'receiving', 'quotas', 'exits', 'funds', 'credit'].map((name) => ({ name: `laporan-${name}`, route: `/laporan/${name}` })),
  { name: 'laporan-indikator-baru', route: '/laporan/indicators', then: (page) => page.keyboard.press('Control+n') },
  { name: 'laporan-masa-baru', route: '/laporan/periods', then: (page) => page.keyboard.press('Control+n') },
  ...['schemes', 'coverage', 'pockets'].map((name) => ({ name: `laporan-${name}`, route: `/laporan/${name}` })),
  ...['overlap', 'missed', 'ineligible', 'anomalies', 'overrides'].map((name) => ({ name: `laporan-${name}`, route: `/laporan/${name}` })),
  ...['tampilan', 'pengguna', 'kata-sandi', 'kartu', 'keamanan', 'cadangan', 'riwayat', 'audit', 'simpan', 'insiden', 'baca', 'kesehatan', 'pembaruan', 'periksa'].map((section) => ({ name: `pengaturan-${section}`, route: `/pengaturan/${section}` })),
];

/** The screens that only an office with others below it has. */
export const cityScreens: readonly Screen[] = [
  { name: 'kota-tugas', route: '/paket/tugas' },
  { name: 'kota-tugas-baru', route: '/paket/tugas', then: (page) => page.keyboard.press('Control+b') },
  { name: 'kota-sasaran-baru', route: '/program/sasaran/baru' },
  { name: 'kota-kartu', route: '/pengaturan/kartu' },
  { name: 'kota-kartu-cabut', route: '/pengaturan/kartu', then: (page) => page.getByRole('button', { name: /^Cabut kartu: .*Telihan/ }).click() },
  { name: 'kota-usul', route: '/keluarga', then: propose },
  { name: 'kota-beranda', route: '/' },
  { name: 'kota-paket', route: '/paket' },
  { name: 'kota-wilayah', route: '/paket/wilayah' },
  { name: 'kota-wilayah-kalender', route: '/paket/wilayah', then: (page) => page.keyboard.press('2') },
  { name: 'kota-wilayah-program', route: '/paket/wilayah', then: (page) => page.keyboard.press('3') },
  { name: 'kota-acuan', route: '/paket/acuan' },
  { name: 'kota-berkas-awal', route: '/paket/berkas-awal' },
];

/** The screens that show one record of a full office. */
export function recordScreens({ family, person, programme, staging, batch, unknown, asking, enrolling, travelling, partner, agreement, group, round, petition, meeting }: Ids): Screen[] {
  return [
    { name: 'keluarga', route: `/keluarga/${family}` },
    ...['rumah', 'aset', 'program', 'kasus', 'riwayat'].map((tab, index) => ({ name: `keluarga-${tab}`, route: `/keluarga/${family}`, then: (page: Page) => page.keyboard.press(String(index + 2)) })),
    { name: 'keluarga-ubah', route: `/keluarga/${family}/ubah` },
    { name: 'keluarga-lahir', route: `/keluarga/${family}/lahir` },
    { name: 'cek-bantuan-orang', route: `/keluarga/bantuan/${person}` },
    { name: 'program', route: `/program/${programme}` },
    { name: 'usulan-satu', route: `/usulan/${petition}` },
    { name: 'usulan-verval-ulang', route: `/usulan/${petition}`, then: (page) => page.keyboard.press('w') },
    { name: 'musyawarah-agenda', route: `/usulan/musyawarah/${meeting}` },
    { name: 'musyawarah-hadir', route: `/usulan/musyawarah/${meeting}`, then: (page) => page.keyboard.press('2') },
    { name: 'musyawarah-berita-acara', route: `/usulan/musyawarah/${meeting}`, then: (page) => page.keyboard.press('3') },
    { name: 'musyawarah-layar', route: `/usulan/musyawarah/${meeting}/layar` },
    { name: 'verval-periode', route: `/usulan/verval/periode/${round}` },
    { name: 'verval-hasil', route: `/usulan/verval/periode/${round}`, then: (page) => page.keyboard.press('Enter') },
    { name: 'verval-formulir', route: `/usulan/verval/periode/${round}`, then: (page) => page.keyboard.press('Control+p') },
    { name: 'kelompok', route: `/program/kelompok/${group}` },
    { name: 'kelompok-laporan', route: `/program/kelompok/${group}`, then: (page) => page.keyboard.press('2') },
    { name: 'kelompok-anggota', route: `/program/kelompok/${group}`, then: (page) => page.keyboard.press('t') },
    { name: 'program-tahap', route: '/program/01900000-0000-7000-8000-000000000203/tahap' },
    { name: 'program-kuota', route: `/program/${programme}`, then: (page) => page.keyboard.press('2') },
    { name: 'program-ubah', route: `/program/${programme}/ubah` },
    { name: 'program-target', route: `/program/${programme}`, then: (page) => page.getByRole('tab', { name: 'Target' }).click() },
    ...['keluar', 'verifikasi', 'pengurus', 'sekaligus'].map((tab, index) => ({ name: `program-tindak-lanjut-${tab}`, route: '/program/tindak-lanjut', then: (page: Page) => page.keyboard.press(String(index + 1)) })),
    { name: 'keluarga-daftarkan', route: '/keluarga', then: (page) => page.keyboard.press('d') },
    { name: 'program-salur', route: `/program/${programme}/salur` },
    { name: 'program-salur-lembar', route: `/program/${programme}/salur`, then: (page) => page.keyboard.press('Control+p') },
    { name: 'program-mitra-satu', route: `/program/mitra/${partner}` },
    { name: 'program-perjanjian-baru', route: `/program/mitra/${partner}/perjanjian` },
    { name: 'program-perjanjian', route: `/program/mitra/${partner}/perjanjian/${agreement}` },
    { name: 'program-perjanjian-simpan', route: `/program/mitra/${partner}/perjanjian/${agreement}`, then: (page) => page.keyboard.press('Control+s') },
    { name: 'impor-dikenali', route: `/impor/${staging}` },
    { name: 'impor-periksa', route: `/impor/${staging}/periksa` },
    { name: 'impor-hasil', route: `/impor/${batch}/hasil` },
    { name: 'impor-pemetaan', route: `/impor/${unknown}` },
    { name: 'impor-pemetaan-kolom', route: `/impor/${unknown}`, then: (page) => page.getByRole('button', { name: 'Sebutan' }).click() },
    { name: 'impor-tanya', route: `/impor/${asking}/periksa` },
    ...['konflik', 'usulan', 'aturan', 'pindahan', 'tugas', 'karantina', 'ganda'].map((kind) => ({ name: `putusan-${kind}`, route: `/putusan/${kind}` })),
    { name: 'putusan-nilai-lain', route: '/putusan/konflik', then: (page) => page.keyboard.press('3') },
    { name: 'putusan-sekaligus', route: '/putusan/konflik', then: (page) => page.keyboard.press('Control+b') },
    { name: 'impor-daftar-program', route: `/impor/${enrolling}` },
    { name: 'impor-daftar-periksa', route: `/impor/${enrolling}/periksa` },
    { name: 'ganda', route: '/keluarga/ganda' },
    { name: 'paket-stik', route: '/paket', then: (page) => page.keyboard.press('Control+m') },
    { name: 'keluarga-perjalanan', route: `/keluarga/${travelling}` },
    { name: 'keluarga-serahkan', route: `/keluarga/${family}`, then: recording('Serahkan ke kantor lain', 'guntung') },
    { name: 'pecah-kk', route: `/keluarga/${family}`, then: recording('Pecah KK') },
    { name: 'gabung-kk', route: `/keluarga/${family}`, then: recording('Gabung KK', 'muhammad') },
    { name: 'rumah-tangga', route: `/keluarga/${family}`, then: recording('Rumah tangga', 'muhammad') },
  ];
}

/** Goes to a screen and waits until it is drawn. */
export async function openScreen(page: Page, screen: Screen): Promise<void> {
  // A dialogue or list that the last screen opened is left first.
  await page.keyboard.press('Escape');
  await page.evaluate((route) => { window.location.hash = route; }, screen.route);
  await drawn(page);
  if (screen.then === undefined) return;
  await screen.then(page);
  await drawn(page);
}

/** Waits until answers have arrived and were drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForTimeout(350);
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** After a change of look or size alone: nothing is fetched, so that what moves has come to rest in a few frames. */
export async function restyled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let count = 0; count < 3; count += 1) await frame();
    await Promise.allSettled(document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity).map((each) => each.finished));
    await frame();
  });
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** Opens the first family, and its address to be proposed otherwise. */
async function propose(page: Page): Promise<void> {
  await page.getByRole('row').nth(1).click();
  await page.keyboard.press('Enter');
  await page.locator('[data-value="address"]').click();
}

/** Opens the dialogue of something to be recorded, and types there. */
function recording(what: string, text = ''): (page: Page) => Promise<void> {
  return async (page) => {
    await record(page, what);
    if (text !== '') await page.getByRole('dialog').locator('input:focus').waitFor();
    await page.keyboard.type(text);
  };
}

function search(text: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.keyboard.press('F2');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type(text);
  };
}
