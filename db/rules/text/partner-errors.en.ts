/** Refusals about partners, agreements and what may leave for outsiders, and about users of one agency. */
export const partnerErrorsEn = {
  AGREEMENT_NEEDED: 'Lists for outsiders are given under an agreement only. No file was written yet. Choose the agreement; if there is none, record it under Programmes, Partners.',
  AGREEMENT_EXPIRED: 'Agreement {number} expired on {until}. Nothing was given. Record a new agreement if it was prolonged.',
  AGREEMENT_NOT_YET: 'Agreement {number} is in force from {from} only. Nothing was given. Wait for the date, or check the agreement.',
  AGREEMENT_ENDED: 'Agreement {number} was ended on {endedOn}. Nothing was given. Record a new agreement if it goes on.',
  AGREEMENT_COUNTS_ONLY: 'Agreement {number} allows counts and no names. Nothing was given. Choose counts, or renew the agreement.',
  AGREEMENT_PROGRAMME: 'Agreement {number} does not cover the programme {name}. Nothing was given. Choose a programme that the agreement names.',
  PROFILE_UNAVAILABLE: 'The report {name} is not given to outsiders in this form. No file was written. Choose another report or form.',
  MASKED_FILTER: 'A list by name for outsiders is not narrowed by this ({param}): who is on it would be told by it what agreement {number} does not give. No file was written yet. Clear the filter.',
  AGGREGATE_FILTER: 'Counts for outsiders are not filtered ({param}), so that nobody is found by the difference of two files. No file was written yet. Clear the filter.',
  AGENCY_NEEDED: 'A user of an agency is bound to one provider of programmes. Nothing was saved yet. Choose the provider.',
  AGENCY_CITY_ONLY: 'The role OPD is there at offices of a city or regency only. Nothing was saved yet. Choose another role.',
  OUTSIDE_PROGRAMMES: 'This is no recipient of a programme of {agency}. Nothing is shown. Ask the city office if the data are needed.',
} as const;
