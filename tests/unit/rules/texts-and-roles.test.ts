import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entityKeys, fieldDef, fieldsOf } from '../../../db/rules/entities.ts';
import { fail, isFailure } from '../../../db/rules/failure.ts';
import { questions } from '../../../db/rules/form.ts';
import { labelOf } from '../../../db/rules/lists.ts';
import { programmeSeeds } from '../../../db/rules/programmes-seed.ts';
import { isRole, may, mayTouchRegion, permissions, rolePermissions, roles } from '../../../db/rules/roles.ts';
import { errorText, fieldLabel, findingText, questionLabel, say } from '../../../db/rules/text.ts';
import { errorsEn } from '../../../db/rules/text/errors.en.ts';
import { errorsId } from '../../../db/rules/text/errors.id.ts';
import { findingsEn } from '../../../db/rules/text/findings.en.ts';
import { findingsId } from '../../../db/rules/text/findings.id.ts';

const names = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? '').sort();

describe('texts', () => {
  test.each([
    ['errors', errorsId, errorsEn],
    ['findings', findingsId, findingsEn],
  ])('%s: both languages, the same parameters, sentences', (_, id: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>) => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
    for (const [key, text] of Object.entries(id)) {
      expect([...new Set(names(en[key] ?? ''))], key).toEqual([...new Set(names(text))]);
      expect(text.trim().length, key).toBeGreaterThan(10);
      expect(text, key).toMatch(/[.?]$/);
      expect(en[key], key).not.toBe(text);
    }
  });

  test('every field of every entity and every question has a label in both languages', () => {
    for (const entity of entityKeys) {
      for (const { key } of fieldsOf(entity)) {
        for (const lang of ['id', 'en'] as const) {
          expect(fieldLabel(lang, entity, key), `${entity}.${key}`).toMatch(/\S/);
          if (entity !== 'setting') expect(fieldLabel(lang, entity, key)).not.toBe(key);
        }
      }
    }
    for (const { entity, field } of questions) expect(questionLabel('id', entity, field)).toMatch(/\S/);
  });

  test('labels of one entity differ from each other', () => {
    for (const lang of ['id', 'en'] as const) {
      for (const entity of entityKeys) {
        const labels = fieldsOf(entity).map(({ key }) => fieldLabel(lang, entity, key));
        expect(new Set(labels).size, `${lang} ${entity}`).toBe(labels.length);
      }
    }
  });

  test('parameters are filled in, numbers by the language, and what is missing stays visible', () => {
    const catalogue = { id: { a: '{n} keluarga, {x}' }, en: { a: '{n} families, {x}' } };
    expect(say('id', catalogue, 'a', { n: 7000.5 })).toBe('7.000,5 keluarga, {x}');
    expect(say('en', catalogue, 'a', { n: 7000.5, x: '2026' })).toBe('7,000.5 families, 2026');
    expect(errorText('id', 'NOT_FOUND', { id: 'x' })).toContain('(x)');
    expect(errorText('en', 'SOMETHING_NEW')).toBe('SOMETHING_NEW');
    // What a system says of a stick is said in words; what nobody has words for, as it is.
    expect(errorText('id', 'FOLDER_UNUSABLE', { folder: 'E:', detail: 'EROFS' })).toContain('E: tidak dapat dipakai (hanya dapat dibaca)');
    expect(errorText('en', 'FOLDER_UNUSABLE', { folder: 'E:', detail: 'ENOENT' })).toContain('(it is gone)');
    expect(errorText('id', 'FOLDER_UNUSABLE', { folder: 'E:', detail: 'EBUSY' })).toContain('(EBUSY)');
  });

  test('a finding is said by its code and case, with fields by their labels', () => {
    expect(findingText('id', { code: 'V01', params: { n: 15 } })).toBe(
      'NIK harus 16 angka (sekarang 15). Kosongkan dan pilih alasan bila belum ada.',
    );
    expect(findingText('id', { code: 'V24', params: { value: 40 } })).toBe('Nilai 40 bukan desil. Apakah ini percentile BDT?');
    expect(findingText('id', { code: 'V18', params: { child: 'landProof', parent: 'buildingOwnership' } })).toBe(
      '301b Bukti kepemilikan lahan hanya diisi bila 301a Status kepemilikan bangunan sesuai. Kosongkan, atau periksa 301a Status kepemilikan bangunan.',
    );
    expect(findingText('en', { code: 'V22', params: { case: 'rt' } })).toContain('RT');
    expect(findingText('id', { code: 'X99' })).toBe('X99');
  });

  test('every finding that a check can report has a text for its case', () => {
    const folder = join(import.meta.dirname, '../../../db/rules');
    const sources = ['checks.ts', ...readdirSync(join(folder, 'checks')).map((file) => join('checks', file))];
    const codes = sources.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/report(?:er\([^)]*\))?\('([VT]\d\d)'/g)].map((m) => m[1]));
    expect(new Set(codes).size).toBeGreaterThan(20);
    const keys = Object.keys(findingsId);
    for (const code of new Set(codes)) expect(keys.some((key) => key === code || key.startsWith(`${code}.`)), code).toBe(true);
  });
});

describe('roles', () => {
  test('the table of DESIGN §4', () => {
    expect([...roles]).toEqual(['operator', 'verifikator', 'pengesah', 'admin', 'auditor', 'opd']);
    expect(rolePermissions.admin).toEqual(permissions);
    expect(roles.filter((role) => may(role, 'user.manage'))).toEqual(['admin']);
    expect(roles.filter((role) => may(role, 'restore'))).toEqual(['admin']);
    expect(roles.filter((role) => may(role, 'package.send'))).toEqual(['operator', 'pengesah', 'admin']);
    expect(roles.filter((role) => may(role, 'register.write'))).toEqual(['operator', 'admin']);
    expect(roles.every((role) => may(role, 'register.read'))).toBe(true);
  });

  test('the auditor only reads, and never sees an identifier', () => {
    expect([...rolePermissions.auditor].sort()).toEqual(['audit.read', 'register.read', 'report.run']);
  });

  test('an agency changes nothing, and holds neither health nor the audit', () => {
    expect([...rolePermissions.opd].sort()).toEqual(['child.read', 'identity.reveal', 'register.read', 'report.export', 'report.run']);
  });

  test('no role holds a permission twice', () => {
    for (const role of roles) expect(new Set(rolePermissions[role]).size).toBe(rolePermissions[role].length);
    expect(isRole('operator')).toBe(true);
    expect(isRole('lurah')).toBe(false);
  });

  test('the area scope is by whole parts of the code', () => {
    expect(mayTouchRegion('', null)).toBe(true);
    expect(mayTouchRegion(null, '64.74.03.1002')).toBe(true);
    expect(mayTouchRegion('64.74.03', '64.74.03.1002')).toBe(true);
    expect(mayTouchRegion('64.74.03', '64.74.02.1001')).toBe(false);
    expect(mayTouchRegion('64.74.03', null)).toBe(false);
  });
});

describe('the catalogue of a new office', () => {
  test('ids and codes are unique; every value fits its field', () => {
    expect(new Set(programmeSeeds.map(({ uid }) => uid)).size).toBe(programmeSeeds.length);
    expect(new Set(programmeSeeds.map(({ values }) => values.code)).size).toBe(programmeSeeds.length);
    for (const { uid, values } of programmeSeeds) {
      expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      for (const [field, value] of Object.entries(values)) {
        const def = fieldDef('programme', field);
        if (def?.kind === 'code') expect(labelOf(def.list ?? '', value as number), `${values.code} ${field}`).toBeDefined();
        else expect(typeof value).toBe(def?.kind === 'text' || def?.kind === 'json' ? 'string' : 'number');
      }
      for (const field of ['code', 'name', 'strategy', 'benefitGroup', 'provider', 'fund', 'year', 'unitKind', 'form', 'frequency', 'eligibility', 'active']) {
        expect(values[field as keyof typeof values], `${values.code} ${field}`).toBeDefined();
      }
    }
  });

  test('the programmes of the domain reference §3.2 and §3.3 are there', () => {
    const codes = programmeSeeds.map(({ values }) => values.code);
    for (const code of ['PKH', 'SEMBAKO', 'PBI-JK', 'PIP', 'BLT-DD', 'ATENSI', 'PENA', 'BSPS', 'RUTILAHU', 'KUR', 'MBG', 'LOKAL-MAKAN-LANSIA', 'LOKAL-DOKTER-KUNJUNG', 'LOKAL-UP2K']) {
      expect(codes).toContain(code);
    }
    for (const strategy of [1, 2, 3]) expect(programmeSeeds.some(({ values }) => values.strategy === strategy)).toBe(true);
  });
});

test('a refusal carries its code and facts', () => {
  try {
    fail('NOT_FOUND', { id: 'x' });
  } catch (error) {
    expect(isFailure(error) && [error.code, error.params]).toEqual(['NOT_FOUND', { id: 'x' }]);
    return;
  }
  throw new Error('fail() did not throw');
});

test('the rules are pure and run in a browser: no node modules, clock or randomness', () => {
  const folder = join(import.meta.dirname, '../../../db/rules');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(40);
  for (const file of files) {
    const source = readFileSync(join(folder, file), 'utf8');
    for (const [, from = ''] of source.matchAll(/from '([^']+)'/g)) expect(from === 'zod' || from.startsWith('.'), `${file}: ${from}`).toBe(true);
    expect(source, file).not.toMatch(/Date\.now|new Date\(\)|Math\.random|randomUUID|process\./);
  }
});
