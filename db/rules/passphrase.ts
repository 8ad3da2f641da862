const LEAST_LENGTH = 8;
const COMMON = ['12345678', 'password', 'kelurahan', 'rahasia', 'qwerty', 'indonesia', 'sandi', 'admin'];

/** How strong a passphrase is, 0 to 4, for the hint beside the field: length and variety, less what is easily guessed. */
export function passphraseStrength(passphrase: string, known: readonly string[] = []): number {
  if (passphrase.length === 0) return 0;
  if (passphraseProblem(passphrase, known)) return 1;
  const words = passphrase.trim().split(/\s+/).length;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9\s]/].filter((kind) => kind.test(passphrase)).length;
  const points = passphrase.length / 6 + words / 2 + kinds / 2;
  return points >= 5 ? 4 : points >= 4 ? 3 : 2;
}

/**
 * Why a passphrase is refused outright, or null: `short` (under eight characters), `repeated` (under four different ones) or
 * `guessable` (little but common words, digits and the names that are known: of the user, of the office).
 */
export function passphraseProblem(passphrase: string, known: readonly string[] = []): 'short' | 'repeated' | 'guessable' | null {
  if ([...passphrase].length < LEAST_LENGTH) return 'short';
  if (new Set(passphrase).size < 4) return 'repeated';
  return isGuessable(passphrase, known) ? 'guessable' : null;
}

/** Whether little is left of a passphrase once common words, the given names and digits are taken out. */
function isGuessable(passphrase: string, known: readonly string[]): boolean {
  let plain = passphrase.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (const word of [...COMMON, ...known.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''))]) {
    if (word.length > 2) plain = plain.replaceAll(word, '');
  }
  return plain.replace(/\d/g, '').length < 4;
}
