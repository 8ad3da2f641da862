import type { DuplicateText } from './duplicates.id.ts';

/** English sentences about pairs that look like one record: why, and what a decision did. */
export const duplicatesEn: Readonly<Record<DuplicateText, string>> = {
  'same.noKk': 'Same family card number.',
  'same.head': 'Same name of the head of family, or only spelt otherwise.',
  'same.address': 'Same address.',
  'differs': '{label} differs.',
  'missing': '{label} is empty in one of them.',
  'same': '{label} is the same.',
  'note.notHeldAt': 'The other record is held by {office} and is not here. Make sure where the person lives: if there, note the move or hand the family over; if here, tell {office}.',
  'note.notHeld': 'The other record is held by another office and is not here. Make sure where the person lives: if there, note the move or hand the family over; if here, tell that office.',
  'note.proposal': 'These records belong to {left} and {right}. A decision here is noted as a proposal; the owning office merges them.',
  'done.merged': 'The two records are merged. Both histories are kept, and the merge can be undone.',
  'done.held': '{n} NIK or No KK wait for a second person under To be decided; the old ones still stand.',
  'done.proposed': 'The decision is noted as a proposal. No record was changed: they belong to {left} and {right}, and the owning office merges them.',
  'done.different': 'Noted as different records. This pair will not be asked about again.',
  'done.conflict': 'The conflict is decided. The decision travels with the next package and closes the question at the other offices.',
  'done.later': 'Put off. The pair stays in the list Later.',
};
