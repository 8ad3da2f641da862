import type { petitionsId } from './petitions.id.ts';

/** What a citizen is told about a usulan or sanggah, by where it stands. */
export const petitionsEn: Readonly<Record<keyof typeof petitionsId, string>> = {
  draft: 'Taken down on {date} but not handed in yet. The office will complete the papers.',
  submitted: 'Handed in on {date}. Now waiting to be verified.',
  worthy: 'Verified on {date} and found eligible. Now waiting for the musyawarah.',
  unworthy: 'Verified on {date} and found not eligible ({reason}). The musyawarah will decide.',
  mend: 'Looked at on {date}, but the papers have to be mended: {reason}.',
  accepted: 'Accepted by the musyawarah on {date}. Now waiting for approval.',
  postponed: 'Postponed by the musyawarah on {date} ({reason}). It will be discussed again at the next one.',
  approved: 'Approved on {date}. It will be sent to the kecamatan and the city.',
  sent: 'Approved and sent to the kecamatan and the city. No answer yet.',
  atDistrict: 'The kecamatan has received it. No answer from the city yet.',
  atCity: 'The city has received it and is working on it.',
  forwarded: 'Forwarded by the city to the central government on {date}. The decision is made there.',
  returned: 'Sent back on {date} to be mended: {reason}. The office will complete it and send it again.',
  granted: 'Granted on {date}. {reason}',
  denied: 'Not granted on {date}. Reason: {reason}.',
  refused: 'Refused on {date}. Reason: {reason}.',
  done: 'Dealt with on {date}. {reason}',
  voided: 'Taken back. Reason: {reason}.',
  noReason: 'not written',
};
