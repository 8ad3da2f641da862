const issuers: readonly string[] = ['kota', 'kabupaten', 'provinsi'];

/** Whether offices of a level hand out reference data, tasks and starter files to those below. */
export function issuesReference(level: string): boolean {
  return issuers.includes(level);
}
