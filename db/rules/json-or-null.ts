/** What a text says as JSON; null where it is none, as in a file that somebody changed. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
