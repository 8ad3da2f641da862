import type { ErrorCode } from './errors.id.ts';
import { duplicateErrorsEn } from './duplicate-errors.en.ts';
import { enrolmentErrorsEn } from './enrolment-errors.en.ts';
import { exchangeErrorsEn } from './exchange-errors.en.ts';
import { programmeErrorsEn } from './programme-errors.en.ts';
import { groupErrorsEn } from './group-errors.en.ts';
import { petitionErrorsEn } from './petition-errors.en.ts';
import { recapErrorsEn } from './recap-errors.en.ts';
import { partnerErrorsEn } from './partner-errors.en.ts';
import { letterErrorsEn } from './letter-texts.en.ts';
import { visitErrorsEn } from './visit-errors.en.ts';
import { handoffErrorsEn } from './handoff-errors.en.ts';
import { outcomeErrorsEn } from './outcome-errors.en.ts';
import { escrowErrorsEn } from './escrow-errors.en.ts';
import { trustErrorsEn } from './trust-errors.en.ts';
import { caseErrorsEn } from './case-errors.en.ts';
import { schemeErrorsEn } from './scheme-errors.en.ts';
import { survivalErrorsEn } from './survival-errors.en.ts';

/** English texts of every named refusal; see the Indonesian catalogue, which decides the codes. */
export const errorsEn: Readonly<Record<ErrorCode, string>> = {
  ...enrolmentErrorsEn,
  ...exchangeErrorsEn,
  ...handoffErrorsEn,
  ...duplicateErrorsEn,
  ...caseErrorsEn, ...schemeErrorsEn, ...outcomeErrorsEn, ...groupErrorsEn,
  ...partnerErrorsEn,
  ...survivalErrorsEn, ...recapErrorsEn,
  ...letterErrorsEn,
  ...visitErrorsEn,
  ...petitionErrorsEn,
  ...trustErrorsEn, ...escrowErrorsEn, ...programmeErrorsEn,
  INTERNAL: 'Something went wrong inside the application ({detail}). What was saved is safe. Try again; if it happens again, note this code and ask for help.',
  INVALID_INPUT: 'The input cannot be read: {detail}. Nothing was changed. Check that entry.',
  UNKNOWN_CALL: 'There is no call {name}. Nothing was changed.',
  NOT_ALLOWED: 'The role {role} may not do this ({call}). Nothing was changed. Ask a user who may.',
  OUTSIDE_AREA: 'This is outside your area ({area}). Nothing was changed. Ask a user whose area holds it, or ask the admin to change yours.',
  LOCKED: 'The office is locked. The draft is kept. Enter the passphrase to go on.',
  WRONG_PASSPHRASE: 'The passphrase does not match. The data is safe and still locked. Try again and check Caps Lock. If it is forgotten, choose “Forgot passphrase”.',
  NOT_FOUND: 'The record was not found ({id}). Nothing was changed. Reload the list and try again.',
  OFFICE_NEWER: 'This office was written by a newer Tepat ({migration}). Nothing was changed. Update Tepat on this PC, then open it again.',
  OFFICE_BUSY: 'This office is open in another window or program. The data is safe. Close the other one, then try again.',
  OFFICE_EXISTS: 'There already is an office in {folder}. Nothing was overwritten. Choose another folder or open that office.',
  NO_OFFICE: "There is no Tepat office in {folder}. Nothing was changed. Check the folder's name.",
  OFFICE_DAMAGED: 'The file {file} is damaged or cannot be read. The snapshots are still in the folder snapshots. Delete nothing; restore from a snapshot or backup.',
  KEYRING_MISSING: 'The key file (keyring.json) is missing from the office folder. The data is still encrypted and whole. Bring that file back from a backup.',
  KEYRING_DAMAGED: 'The key file (keyring.json) is damaged. The data is still encrypted and whole. Bring that file back from a backup.',
  WRONG_RECOVERY_CODE: 'The recovery code does not match. Nothing was changed. Check its letters and digits again.',
  DISK_FULL: 'There is not enough room in {folder}. No half-written file was left. Free some room, then try again.',
  SNAPSHOT_BAD: 'The copy {file} did not pass its check and is not used. The original data was not changed. Try again; if it recurs, check the disk.',
  BACKUP_BAD: 'The file {file} is not a whole Tepat backup. The office was not changed. Use another backup; do not delete this file yet.',
  BACKUP_OTHER_OFFICE: 'The file {file} is a backup of {from}, not of {to}. This office was not changed. Choose a backup of this office; another office’s is restored on that office’s PC.',
  UNKNOWN_REGION: 'The region code {code} is not known. Nothing was made. Choose the office from the list.',
  WEAK_PASSPHRASE: 'The passphrase is not strong enough ({reason}). Nothing was changed. Use at least 8 characters, for instance several words that you remember easily.',
  USER_EXISTS: 'The user name {name} is taken. Nothing was changed. Use another name.',
  LAST_ADMIN: 'This is the only active administrator. Nothing was changed. Appoint another one first.',
  REPORT_FORMAT: 'The report {name} is not available as {format}. No file was written. Use json, csv, xlsx, docx or pdf (with --out).',
  FILE_NOT_FOUND: 'The file {file} is not there or cannot be opened. Nothing was changed. Check its name and place, or close the program that uses it.',
  FILE_EMPTY: 'This file is empty (0 bytes). Nothing was changed. Copy it again from its sender.',
  FILE_XLS: 'This is a very old Excel file (Excel 2 to 4, before 1994). Its content is whole and unchanged, but cannot be read. Open it in LibreOffice, Save As → Excel Workbook (.xlsx), then import that new file.',
  FILE_XLSB: 'This is a binary Excel workbook (.xlsb). Its content is whole and unchanged, but cannot be read yet. Open it in Excel, Save As → Excel Workbook (.xlsx), then import that new file.',
  FILE_HTML: 'This is a web page or web archive named like an Excel file, without a table that can be read. Its content is whole and unchanged. Open it in Excel or LibreOffice, set the NIK and No KK columns to Text, Save As → .xlsx, check the last digits, then import.',
  FILE_PROTECTED: 'This file is protected by a password. It was neither read nor changed. Open it in Excel with its password, remove the password (File → Info → Encrypt), save, then import again.',
  FILE_BROKEN: 'This file is damaged or cut off. Nothing was changed. Copy it again from its source; if that does not help, open and save it in Excel.',
  FILE_QUOTE: 'A quotation mark (") opened in row {row} is never closed, so that nothing tells where that cell ends. Nothing was changed. Close or remove it in Notepad, or ask for the Excel file itself, then import again.',
  FILE_TOO_BIG: 'The content of this file unpacks to far more than a spreadsheet would ({detail}) and was not opened. Nothing was changed. Ask its sender for the right file, or split it.',
  FILE_NOT_SPREADSHEET: 'This is not a spreadsheet that can be read. Nothing was changed. Choose an .xlsx, .xls, .ods or .csv file; open tables of other programs (such as .fods, .dif, .slk, .dbf) there and Save As .xlsx.',
  FILE_IS_PACKAGE: 'This is a Tepat package, not a spreadsheet. Nothing was changed. Receive it in the Packages menu.',
  FILE_IS_ARCHIVE: 'This is a ZIP file with spreadsheets in it. Nothing was changed. Unpack it first, then import the file inside.',
  FILE_NO_SHEETS: 'This workbook has no worksheets. Nothing was changed. Check the file.',
  IMPORT_CANCELLED: 'The import was stopped. Nothing was changed and nothing is left over. It can be started again at any time.',
  IMPORT_NOT_STAGED: 'This import preview is gone ({staging}). Nothing was changed. Open the file again.',
  IMPORT_BLOCKED: 'The file {file} cannot be saved yet: something must be settled first ({reasons}). Nothing was changed. See the preview.',
  IMPORT_STALE: 'The register changed after the preview was made, and the result would be another one now. Nothing was changed. The preview has been worked out again; check it, then save.',
  IMPORT_NO_ROW: 'Row {row} of sheet {sheet} is not in this preview. Nothing was changed. Load the preview again.',
  IMPORT_NO_CANDIDATE: 'Row {row} of sheet {sheet} has no record beside it. Nothing was changed. Choose the record, or leave the row out.',
  MAPPING_UNKNOWN: 'There is no mapping {name}. Nothing was changed. Choose one from the list.',
  MAPPING_MISFIT: 'Too few of the headers of mapping {name} are in the file {file}. Nothing was changed. Choose another mapping or map it yourself.',
  MAPPING_FILE: 'The file {file} is no column mapping of Tepat. Nothing was changed. Choose a file that was written by exporting a mapping.',
  IMPORT_UNKNOWN_REGION: 'The region {region} is no kelurahan or desa that is known. Nothing was changed. Choose one from the list.',
  FILE_NO_CELLS: "Not one cell of this file is filled; it may hold only a picture or a scan. Nothing was changed. Ask for the Excel file itself, or type it into Tepat's template (Import → Tepat template).",
  LAYOUT_UNKNOWN: "The columns of this file are not recognised. Its content is kept whole in the preview and nothing was changed. Say at the step Recognised as which row holds the headers and what each column means, or copy the columns into Tepat's template (Import → Tepat template).",
  LAYOUT_NEWER: 'This template was made by a newer Tepat (format {format}). Nothing was changed. Update Tepat, or download the template of this version.',
  LAYOUT_COLUMNS: 'Sheet {sheet} lacks required columns: {columns}. Nothing was changed. Add them, then import again.',
  DIGITS_LOST: 'The last digit of {column} on sheet {sheet} was lost by Excel ({count} cells). Nothing was changed. Ask for the original file (CSV/text) or a copy with that column formatted as Text.',
  REGIONS_OPEN: '{count} BPS region codes are not confirmed. Choose the kelurahan or desa they mean, once.',
  BATCH_UNDONE: 'This was already undone on {at}. Nothing more was changed.',
  NOT_OWNER: 'This record belongs to another office ({owner}). Nothing was changed. Ask that office to correct it and send a new package.',
  SAVE_BLOCKED: 'Cannot be saved yet: {count} mistakes must be corrected ({codes}). Nothing was changed; what you entered is still there. Correct the marked answers, then save again.',
  WARNINGS_OPEN: '{count} warnings have no reason yet ({codes}). Nothing was changed; what you entered is still there. Correct the answers or give the reason, then save again.',
  NOT_ALIVE: '{name} is recorded as no longer active ({status}). Nothing was changed. See the history.',
  NOT_IN_FAMILY: 'This person is not an active member of that family. Nothing was changed. Reload the family page, then try again.',
  UNIT_MISMATCH: 'The programme {programme} is for {unit}, not for the recipient chosen. Nothing was changed. Choose a fitting recipient.',
  RECIPIENT_GONE: 'This recipient is recorded as dead, moved or inactive. Nothing was changed. See the history, or choose another recipient.',
  DELIVERY_ELSEWHERE: 'Another office ({office}) already recorded this phase as received. Nothing was changed. If that record is wrong, ask that office to take it back.',
  WRONG_PROGRAMME: 'This enrolment is not one of the chosen programme ({name}). Nothing was saved yet. Choose the recipient from that programme’s list.',
  RULES_FROM_ABOVE: 'The rules of aid are set by {name} and come with its reference data. Nothing was changed. Ask {name} to change the rule.',
  RULES_AGAINST: '{count} rules speak against this enrolment: {rule} ({facts}). Nothing was saved yet. Check the facts; to enrol all the same, give a reason for each rule.',
  RULE_FORBIDS: 'This rule forbids it: {rule} ({facts}). Nothing was saved yet. Only a pengesah (lurah, kepala desa, camat) or an admin may set it aside, with a reason.',
  ALREADY_ENROLLED: 'This recipient has been in {programme} since {since}. Nothing was changed. End the old enrolment first if it is really replaced.',
  ENROLMENT_PROPOSED: '{name} is only proposed, not decided yet. Nothing was recorded. Decide it first with its document, then record the delivery.',
  ENROLMENT_SUSPENDED: 'The enrolment of {name} is suspended since {since}: {reason}. Nothing was recorded. Resume it first, then record the delivery.',
  ENROLMENT_ENDED: 'This enrolment already ended on {end}. Nothing was changed.',
  DATE_ORDER: 'The date {end} is earlier than {start}. Nothing was changed. Check the dates.',
  DATE_FUTURE: 'The date {date} has not come yet. Nothing was changed. Check the date.',
  UNKNOWN_REPORT: 'There is no report {name}. No file was written. See the list of reports.',
  NEED_PARAM: 'The report {name} needs {param}. No file was written.',
  SHEET_FULL: 'The sheet {sheet} has more than {rows} rows, the most that one sheet of Excel holds. No file was written. Save by kecamatan or RW, or as CSV.',
  PURPOSE_NEEDED: 'This report holds names and addresses. No file was written yet. Say what it is for, then try again.',
};
