import type { DemoOffice } from './demo-office.ts';

/** Imports a file as a clerk would: regions named beside their BPS codes are confirmed, then everything sure is written. */
export async function importFile(office: Pick<DemoOffice, 'call'>, path: string) {
  let preview = await office.call('import.open', { path });
  const sure = preview.regions.flatMap(({ bpsCode, region, confirmed }) => (region === null || confirmed ? [] : [{ bpsCode, region }]));
  if (sure.length > 0) preview = await office.call('import.confirmRegions', { staging: preview.staging, regions: sure });
  const { findings, ...result } = await office.call('import.commit', { staging: preview.staging });
  return { ...result, findings: findings.length };
}
