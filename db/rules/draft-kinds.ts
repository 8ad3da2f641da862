/** The `kind` of a draft: what was being typed. */
export const draftKinds = {
  /** A family of the register, or a new one. */
  family: 'family',
  /** A birth or an arrival. */
  event: 'family-event',
  /** A usulan or sanggah. */
  petition: 'petition',
  /** The dialog of a visit to a family. */
  visit: 'dialog-visit',
  /** What was found about a petition, and what is answered to one or many. */
  verify: 'dialog-verify',
  answer: 'dialog-answer',
  /** A need: its plan, what shows that it is met, what an agency answered. */
  casePlan: 'dialog-case-plan',
  caseClose: 'dialog-case-close',
  caseAnswer: 'dialog-case-answer',
  /** A musyawarah, and what it decided about an item. */
  meeting: 'dialog-meeting',
  decision: 'dialog-decision',
  /** A breach of personal data. */
  incident: 'dialog-incident',
  /** A visit to a recipient of a programme. */
  recipientVisit: 'dialog-recipient-visit',
} as const;

/** Whether a draft of this kind is what was typed into a dialog; the others are forms with screens of their own. */
export function isDialogDraft(kind: string): boolean {
  return kind.startsWith('dialog-');
}
