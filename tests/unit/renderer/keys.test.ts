import { describe, expect, it } from 'vitest';
import { keyLabel, keyName } from '../../../renderer/app/keys.ts';

const press = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };

describe('key names', () => {
  it('are the same however the keyboard reports them', () => {
    expect(keyName({ ...press, key: 'n', ctrlKey: true })).toBe('Ctrl+N');
    expect(keyName({ ...press, key: 'N', ctrlKey: true })).toBe('Ctrl+N');
    expect(keyName({ ...press, key: 's', metaKey: true })).toBe('Ctrl+S');
    expect(keyName({ ...press, key: 'ArrowUp', altKey: true })).toBe('Alt+ArrowUp');
    expect(keyName({ ...press, key: 'Tab', shiftKey: true })).toBe('Shift+Tab');
  });

  it('take a sign that needs Shift as the sign', () => {
    expect(keyName({ ...press, key: '?', shiftKey: true })).toBe('?');
  });

  it('are shown as printed on the keys', () => {
    expect(keyLabel('Alt+ArrowUp')).toBe('Alt+↑');
    expect(keyLabel('Escape')).toBe('Esc');
  });
});
