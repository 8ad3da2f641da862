/**
 * What a question of the log by record says when it wants the making of a record as well as its changes. Either kind has an index of
 * its own: where most was imported, the makings of its neighbours would stand around each change, a page to be encrypted for every
 * record that changes. A question that says nothing of the kind can use neither, and walks the whole log.
 */
export function ofEitherKind(log = ''): string {
  const field = log === '' ? 'field' : `${log}.field`;
  return `(${field} = 0 OR ${field} > 0)`;
}
