import { describe, expect, it } from 'vitest';
import { fill } from '../../../renderer/text/fill.ts';
import { errorText } from '../../../renderer/text/error-text.ts';
import { textIn } from '../../../renderer/text/text.ts';

describe('texts with parameters', () => {
  it('get the separators of their language', () => {
    expect(fill('{n} keluarga', { n: 1_234_567 }, 'id')).toBe('1.234.567 keluarga');
    expect(fill('{n} families', { n: 1_234_567 }, 'en')).toBe('1,234,567 families');
  });

  it('leave a text parameter as it is, and a missing one visible', () => {
    expect(fill('Periode {year} {who}', { year: '2026' }, 'id')).toBe('Periode 2026 {who}');
  });

  it('choose an English word by the number', () => {
    expect(textIn('en', 'frame.unsentSome', { n: 1 })).toBe('1 change not sent');
    expect(textIn('en', 'frame.unsentSome', { n: 42 })).toBe('42 changes not sent');
  });
});

describe('refusals in words', () => {
  it('say a known code in the language asked for', () => {
    const locked = Object.assign(new Error('LOCKED'), { code: 'LOCKED', params: {} });
    expect(errorText('id', locked)).toMatch(/^Kantor terkunci\./);
    expect(errorText('en', locked)).toMatch(/^The office is locked\./);
  });

  it('name an unknown code and a fault of ours as internal, with what is known', () => {
    expect(errorText('id', Object.assign(new Error('X'), { code: 'NO_SUCH_CODE', params: {} }))).toContain('NO_SUCH_CODE');
    expect(errorText('id', new Error('cannot read'))).toContain('cannot read');
  });
});
