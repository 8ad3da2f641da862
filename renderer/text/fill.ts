/** Names of the `{parameters}` in a text, on the type level; `{n|one|many}` counts as `n`. */
export type ParamNames<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Bare}|${string}` ? Bare : Name) | ParamNames<Rest>
  : never;

const locales = { id: 'id-ID', en: 'en-GB' } as const;
export type Language = keyof typeof locales;

/** The locale whose numbers and dates a language uses. */
export function localeOf(language: Language): string {
  return locales[language];
}

/**
 * Puts values into a text's `{parameters}`. Numbers get the language's separators (pass a string for a year or a code).
 * `{n|family|families}` chooses a word by the number and does not print it.
 */
export function fill(text: string, params: Readonly<Record<string, string | number>>, language: Language): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (many !== undefined) return (value === 1 ? one : many) ?? '';
    return typeof value === 'number' ? new Intl.NumberFormat(locales[language]).format(value) : value;
  });
}
