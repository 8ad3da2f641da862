/** The sheet in which a file that Tepat wrote says where it is from, and the lines of it that the import looks for. */
export const metadataSheet = {
  name: 'Metadata',
  /** Begins the line with the hash of each table. */
  hash: 'SHA-256 data',
  /** Whose recipients the file lists: the name for people, the code for the import. Columns of the list are called so as well. */
  programme: 'Program',
  programmeCode: 'Kode program',
} as const;
