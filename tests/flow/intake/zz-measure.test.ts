import { it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { casesOf, corpusOffice, familyKey, missing, openFile, outcomeOf, personKey, register, truthOf, workbookLayouts } from './corpus.ts';
const only = process.env.ONLY?.split(',');
it.each(workbookLayouts.filter((l) => !only || only.includes(l)))('%s', async (layout) => {
  const office = await corpusOffice(layout);
  const lines: string[] = [];
  const truth = truthOf(layout);
  lines.push(`# ${layout} truth ${truth.families.length} families ${truth.people.length} people`);
  for (const one of casesOf(layout)) {
    try {
      const t = Date.now();
      const p = await openFile(office, one);
      const codes = [...new Set(p.findings.map((f) => f.code))].join(',');
      lines.push(`${one.damage} ${JSON.stringify(outcomeOf(p, 'new'))} ${codes} ${Date.now() - t}ms ${p.blocked.length ? JSON.stringify(p.blocked) : ''}`);
    } catch (e) { lines.push(`${one.damage} ERROR ${(e as { code?: string }).code} ${(e as Error).stack?.slice(0, 400)}`); }
  }
  try {
    const clean = casesOf(layout)[0];
    if (clean) {
      const p = await openFile(office, clean);
      const r = await office.call('import.commit', { staging: p.staging });
      lines.push(JSON.stringify({ ...r, findings: r.findings.length }));
      const held = await register(office);
      lines.push(...missing(truth.families, held.families, familyKey).slice(0, 30), ...missing(truth.people, held.people, personKey).slice(0, 30));
      for (const one of casesOf(layout)) { const q = await openFile(office, one); lines.push(`again ${one.damage} ${JSON.stringify(outcomeOf(q, 'same'))} changed ${q.tally.families.changed} ${q.tally.people.changed}`); }
    }
  } catch (e) { lines.push(`ERROR ${(e as { code?: string }).code} ${(e as Error).stack?.slice(0, 600)}`); }
  writeFileSync(`/tmp/measure-${layout}.txt`, lines.join('\n'));
  await office.remove();
}, 120000);
