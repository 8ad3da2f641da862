import { families as familyWords } from '../../renderer/text/id/families.ts';
import { home } from '../../renderer/text/id/home.ts';
import { imports } from '../../renderer/text/id/imports.ts';
import { packages } from '../../renderer/text/id/packages.ts';
import { recaps } from '../../renderer/text/id/recaps.ts';
import { reports } from '../../renderer/text/id/reports.ts';
import type { Clerk } from './clerk.ts';
import type { Pictured } from './compare.ts';

/** Imports a spreadsheet in its four steps; answers how many new families and people the preview showed. */
export async function importFile(clerk: Clerk, file: string): Promise<{ families: number; people: number }> {
  await clerk.openArea(imports.title);
  await clerk.app.dialogs.answer(file);
  await clerk.click(/^Pilih berkas/);
  await clerk.sees(imports.regions);
  await clerk.picture('05-impor-dikenali');
  await clerk.click(/^Wilayah ini benar/);
  await clerk.sees(imports.regionConfirmed);
  await clerk.click(imports.checkRows);
  await clerk.sees(imports.familyRows);
  await clerk.picture('06-impor-periksa');
  await clerk.click(/^Simpan ke data kantor/);
  const asked = await clerk.app.page.getByRole('dialog').innerText();
  const [families = 0, people = 0] = [...asked.matchAll(/([\d.]+) baru/g)].map((match) => Number((match[1] ?? '').replaceAll('.', '')));
  await clerk.click(/^Simpan ke data kantor$/);
  await clerk.sees(/^Impor tersimpan/);
  await clerk.picture('07-impor-hasil');
  return { families, people };
}

/** Writes a report for the offices above to the stick; answers what the window said of it. */
export async function sendReport(clerk: Clerk, stick: string): Promise<{ changes: number; families: number; people: number }> {
  await clerk.openArea(packages.title);
  await clerk.press('Control+Enter');
  await clerk.app.dialogs.answer(stick);
  await clerk.click(new RegExp(`^${packages.sendDo}`));
  await clerk.sees(packages.safe);
  await clerk.picture('08-paket-ditulis');
  const words = await clerk.app.page.getByRole('dialog').innerText();
  const [, changes = '', families = '', people = ''] = /([\d.]+) perubahan pada ([\d.]+) keluarga dan ([\d.]+) orang/.exec(words) ?? [];
  await clerk.press('Escape');
  const number = (text: string): number => Number(text.replaceAll('.', ''));
  return { changes: number(changes), families: number(families), people: number(people) };
}

/** Takes what the stick holds for the open office; answers the lines about each file. */
export async function takeFromStick(clerk: Clerk, stick: string, picture: string): Promise<string> {
  await clerk.openArea(packages.title);
  await clerk.app.dialogs.answer(stick);
  await clerk.press('Control+o');
  await clerk.click(/^Ambil \d+ paket/);
  await clerk.sees(/berkas: \d/);
  await clerk.picture(picture);
  const words = await clerk.app.page.getByRole('dialog').innerText();
  await clerk.press('Escape');
  return words;
}

/** Beranda of the open office; answers what it says of the register, not of the questions above it. */
export async function showHome(clerk: Clerk, picture: string): Promise<string> {
  await clerk.openArea(home.title);
  await clerk.sees(home.register);
  await clerk.picture(picture);
  const words = await clerk.words();
  return words.slice(words.indexOf(home.register));
}

/** The list, its recap, the search and one family page that the search led to. */
export async function showRegister(clerk: Clerk): Promise<Pick<Pictured, 'list' | 'recap' | 'family'>> {
  const { page } = clerk.app;
  await clerk.openArea(familyWords.title);
  await page.locator('[data-count]').waitFor();
  await clerk.picture('14-keluarga-daftar');
  const list = await page.locator('[data-count]').innerText();
  await clerk.openArea(reports.title);
  await clerk.click(reports.name_recap);
  await clerk.sees(recaps.foot);
  await clerk.picture('15-laporan-rekap');
  const recap = await clerk.words();
  await clerk.press('F2');
  await clerk.type('siti');
  await page.getByRole('option').first().waitFor();
  await clerk.picture('16-cari');
  await clerk.press('Enter');
  await clerk.sees(familyWords.tab_members);
  await page.getByRole('grid').first().waitFor();
  await clerk.picture('17-keluarga');
  const members = await page.getByRole('grid').first().getByRole('row').count();
  const id = /#\/keluarga\/([^/]+)/.exec(page.url())?.[1] ?? '';
  // The table's head is a row as well.
  return { list, recap, family: { id, head: await page.getByRole('heading', { level: 1 }).innerText(), members: members - 1 } };
}

/** The form: of the family that is open, then an empty one in which work begins; what was typed stays as a draft. */
export async function showForm(clerk: Clerk): Promise<void> {
  const { page } = clerk.app;
  await clerk.press('u');
  await page.locator('[data-field]').first().waitFor();
  await clerk.picture('18-formulir-ubah');
  await clerk.press('Escape');
  await clerk.openArea(familyWords.title);
  await clerk.press('Control+n');
  await page.locator('[data-field="family.address"]').waitFor();
  for (const text of ['Jl. Kapal Selam 12', 'x9', '2']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await page.locator('[data-draft="saved"]').waitFor();
  await clerk.picture('19-formulir-baru');
}
