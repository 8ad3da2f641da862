/** The classes of specific personal data of UU 27/2022 article 4(2) that the register holds; each has a permission of its own. */
export const fieldClasses = ['health', 'child', 'financial'] as const;
export type FieldClass = (typeof fieldClasses)[number];

/** Below this age somebody is a child (UU 35/2014). */
export const ADULT = 18;

/** The classes named in a text, as a user's record keeps them (`health,child`); null when the text is null. */
export function classesIn(text: string | null): FieldClass[] | null {
  if (text === null) return null;
  const named = text.split(',');
  return fieldClasses.filter((one) => named.includes(one));
}
