/** Where a family is seen; null for a record without one. */
export function familyPath(family: string | null): string | null {
  return family === null ? null : `/keluarga/${family}`;
}
