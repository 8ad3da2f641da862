import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo } from '../../../db/cli/demo/run-demo.ts';
import type { DemoResult } from '../../../db/cli/demo/run-demo.ts';

const out = mkdtempSync(join(tmpdir(), 'tepat-demo-'));
let demo: DemoResult;
beforeAll(async () => {
  demo = await runDemo({ out, families: 300, seed: 'uji', today: '2026-11-22', say: () => undefined });
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const facts = (step: string): Record<string, unknown> => demo.steps.find((one) => one.step === step)?.facts ?? {};
const received = (step: string) => (facts(step).rows as { outcome: string; applied: number; conflicts: number }[])[0];

describe('the demonstration', () => {
  it('shows every family alike at kelurahan, kecamatan and city but for withheld fields', () => {
    for (const place of ['kecamatan', 'kota']) {
      const compared = facts(`Tiap keluarga di ${place} dibandingkan`);
      expect(compared).toMatchObject({ different: [], families: compared.equal });
      expect(compared.withheldFields).toContain('chronicDisease');
    }
    expect(facts('Rekap ketiga kantor dibandingkan').equal).toBe(true);
  });

  it('imports the same file a second time without changing anything', () => {
    expect(facts('Impor kedua kali dari berkas yang sama')).toMatchObject({ created: { families: 0, people: 0 }, updated: { families: 0, people: 0 }, questions: 0 });
  });

  it('sends on the second day 37 edits, 2 births, 1 death and an undone import, and nothing else', () => {
    expect(facts('Hari kedua: perubahan satu per satu')).toEqual({ edits: 37, changed: 37 });
    expect(facts('Hari kedua: kelahiran dan kematian')).toEqual({ births: 2, deaths: 1 });
    expect(facts('Hari kedua: daftar yang salah diimpor lalu dibatalkan')).toMatchObject({ kept: 0 });
    const sent = facts('Laporan hari kedua: ditulis ke stik').changes;
    expect(received('Laporan hari kedua: diterima Bontang Barat')).toMatchObject({ outcome: 'accepted', applied: sent, conflicts: 0 });
    expect(facts('Hari kedua: rekap dibandingkan').equal).toBe(true);
    expect(demo.ok).toBe(true);
  });

  it('leaves a protocol of every step with its time', () => {
    const kept = JSON.parse(readFileSync(join(out, 'demo.json'), 'utf8')) as DemoResult;
    expect(kept.steps.map((step) => step.step)).toEqual(demo.steps.map((step) => step.step));
    expect(kept.steps.every((step) => step.seconds >= 0)).toBe(true);
  });
});
