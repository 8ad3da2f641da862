import type { FieldLabels } from './field-labels.ts';
import type { petitionFieldsId } from './petition-fields.id.ts';

/** Labels of the fields of usulan, sanggah and musyawarah. */
export const petitionFieldsEn: Pick<FieldLabels, keyof typeof petitionFieldsId> = {
  petition: {
    owner: 'Office', kind: 'Kind', subject: 'Subject', number: 'Register number', receivedOn: 'Received on', source: 'Handed in by', applicant: 'Name of who asks', phone: 'Phone of who asks', family: 'Family', person: 'Person',
    name: 'Name of whom it is about', nik: 'NIK', noKk: 'No KK', address: 'Address', rt: 'RT', rw: 'RW', birthDate: 'Birth date', region: 'Kelurahan/desa', programme: 'Programme', request: 'Description', documents: 'Papers', state: 'State', result: 'Result',
    stateDate: 'In this state since', stateReason: 'Reason', round: 'Handed in for the … time', enteredBy: 'Taken down by', toldOn: 'Told on', toldHow: 'Told how', toldBy: 'Told by', voided: 'Void',
  },
  petitionStep: {
    owner: 'Office', petition: 'Usulan', state: 'Step', result: 'Result', round: 'Handed in for the … time', date: 'Date', method: 'Method', reason: 'Reason', letterNo: 'Number of the letter', letterDate: 'Date of the letter', meeting: 'Musyawarah', by: 'By',
  },
  meeting: {
    owner: 'Office', kind: 'Kind', number: 'Number of the minutes', title: 'Title', date: 'Date', startTime: 'Begins at', endTime: 'Ends at', place: 'Place', leader: 'Led by', secretary: 'Minutes by', legalBasis: 'Legal basis',
    quorum: 'Quorum (people present)', notes: 'Notes', state: 'State', finalOn: 'Final on', finalBy: 'Made final by', finalReason: 'Why it was made final all the same', version: 'Version', series: 'First version', revisedFor: 'Reason for the new version', voided: 'Void',
  },
  meetingItem: {
    owner: 'Office', meeting: 'Musyawarah', petition: 'Usulan', sequence: 'Place', title: 'Other item', decision: 'Decision', reason: 'Reason', voided: 'Void', name: 'Name', nik: 'NIK', noKk: 'No KK', address: 'Address', rt: 'RT', rw: 'RW',
    subject: 'Subject', programme: 'Programme', finding: 'Result of verification',
  },
  meetingGuest: {
    owner: 'Office', meeting: 'Musyawarah', sequence: 'Place', name: 'Name', position: 'Position', element: 'Element', sex: 'Sex', present: 'Present', forRecipients: 'Speaks for those who receive', forDisabled: 'Speaks for people with disabilities', voided: 'Void',
  },
};
