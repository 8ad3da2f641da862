/** How this PC likes the window to look; never anything about families. */
export type PreferenceName = 'language' | 'density' | 'rail' | 'scheme';

/** A remembered preference, or null. Storage may be closed to us; then nothing is remembered and nothing breaks. */
export function readPreference(name: PreferenceName): string | null {
  try {
    return window.localStorage.getItem(`tepat.${name}`);
  } catch {
    return null;
  }
}

/** Remembers a preference on this PC. */
export function writePreference(name: PreferenceName, value: string): void {
  try {
    window.localStorage.setItem(`tepat.${name}`, value);
  } catch {
    // Without storage the choice holds until the window closes.
  }
}
