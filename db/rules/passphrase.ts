const LEAST_LENGTH = 10;
const COMMON = ['1234567890', 'password', 'kelurahan', 'rahasia', 'qwertyuiop', 'indonesia', 'sandi', 'admin'];

/** How strong a passphrase is, 0 to 4, for the hint beside the field: length and variety, less what is easily guessed. */
export function passphraseStrength(passphrase: string, known: readonly string[] = []): number {
  if (passphraseProblem(passphrase, known)) return passphrase.length === 0 ? 0 : 1;
  const words = passphrase.trim().split(/\s+/).length;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9\s]/].filter((kind) => kind.test(passphrase)).length;
  const points = passphrase.length / 6 + words / 2 + kinds / 2;
  return points >= 5 ? 4 : points >= 4 ? 3 : 2;
}

/**
 * Why a passphrase is refused, or null. `known` are names that must not make it up (user and office).
 * Reasons: `short` (under ten characters), `common`, `name`, `repeated`.
 */
export function passphraseProblem(passphrase: string, known: readonly string[] = []): 'short' | 'common' | 'name' | 'repeated' | null {
  if ([...passphrase].length < LEAST_LENGTH) return 'short';
  const plain = passphrase.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (new Set(plain).size < 4) return 'repeated';
  if (COMMON.some((word) => plain.replaceAll(word, '').replace(/\d/g, '').length < 2)) return 'common';
  if (known.some((name) => name.length > 2 && plain.replaceAll(name.toLowerCase().replace(/[^a-z0-9]/g, ''), '').length < 4)) return 'name';
  return null;
}
