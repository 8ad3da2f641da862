import { jsonOrNull } from '../../../db/rules/json-or-null.ts';
import type { Translate } from '../../text/text.ts';

/** Kinds of acts that the log knows; a test compares them with what the sources write. */
export const auditKinds = ['carry', 'birth', 'merge', 'access', 'edit', 'import', 'undo', 'receive', 'decision', 'system', 'user', 'setting', 'reference', 'approval', 'export', 'conflict', 'proposal', 'transfer', 'enrol', 'deliver', 'stage', 'rule', 'partner', 'plan', 'target', 'verval', 'petition', 'meeting', 'case', 'indicator', 'finalReport', 'letter', 'destroy', 'escrow', 'incident', 'death', 'move'] as const;
/** What is done in an act. */
export const auditWhats = ['reveal', 'report', 'document', 'template', 'outsidePrint', 'aidCheck', 'rekey', 'recovery', 'recoveryRenewed', 'passphraseReset', 'keyOther', 'userMade', 'userChanged', 'security', 'escrowMade', 'escrowEnded', 'escrowJoined', 'escrowLeft', 'escrowUsed', 'destroyed', 'retention', 'changeHead', 'split', 'join', 'verval', 'enrol', 'quarantine', 'update', 'boundaries', 'indicators', 'indicators_undo', 'leave', 'cardVouched', 'cardVouchedHere'] as const;
/** The facts that are kept of an act. */
export const auditFacts = ['what', 'kind', 'reason', 'file', 'sha256', 'rows', 'bytes', 'format', 'name', 'title', 'params', 'purpose', 'profile', 'partner', 'partnerName', 'agreement', 'number', 'fields', 'until', 'recipients', 'packageId', 'to', 'from', 'sequence', 'card', 'code', 'epoch', 'counter', 'previous', 'fingerprint', 'area', 'checked', 'vouched', 'vouchedBy', 'starter', 'fixes', 'batch', 'by', 'person', 'family', 'acknowledged', 'entity', 'record', 'field', 'shown', 'people', 'key', 'needed', 'holders', 'confirmedBy', 'office', 'user', 'request', 'city', 'photos', 'keptAside', 'notices', 'counts', 'records', 'visit', 'result', 'enteredBy', 'visitor', 'checkedBy', 'forgotten', 'runs', 'identifiers', 'count', 'anyway', 'bulk', 'conflict', 'date', 'digest', 'edition', 'id', 'items', 'lockMinutes', 'programme', 'removed', 'take', 'taken', 'transfer', 'twoPerson', 'undo', 'undoBulk', 'verdict', 'version', 'waiting', 'years', 'decimals', 'emergency', 'decisionNo', 'decisionDate', 'exitReason', 'note'] as const;
/** Settings of an office, by the beginning of their key. */
export const auditSettings = ['check_twoPersons', 'security_twoPerson', 'security_lockMinutes', 'security_retention', 'security_escrow', 'security_sharedIdentity', 'security_sharedCheck', 'verval_boxes', 'letters', 'letter_logo', 'letter_template', 'intake_mapping', 'reference_draft', 'approval_surveys'] as const;

/** What kind of act it was, in words; a kind this version has no words for is shown as it is. */
export function kindWords(kind: string, t: Translate): string {
  const known = auditKinds.find((each) => each === kind);
  return known === undefined ? kind : t(`audit.kind_${known}`);
}

/** What was done, in words, with the title behind it: `report: Daftar nama`. */
export function whatWords(what: string | null, t: Translate): string | null {
  if (what === null) return null;
  const [code = '', ...title] = what.split(': ');
  const known = auditWhats.find((each) => each === code.replace('.', '_'));
  return [known === undefined ? code : t(`audit.what_${known}`), ...title].join(': ');
}

/** What a fact is called. */
export function factWords(fact: string, t: Translate): string {
  const known = auditFacts.find((each) => each === fact);
  return known === undefined ? t('audit.factOther') : t(`audit.fact_${known}`);
}

/** A fact's value: a list as a list; what is done in its words. */
export function factValue(fact: string, value: string, t: Translate): string {
  if (fact === 'what') return whatWords(value, t) ?? '';
  const list = value.startsWith('[') ? jsonOrNull(value) : null;
  return Array.isArray(list) && list.every((one) => typeof one === 'string' || typeof one === 'number') ? list.join(', ') : value;
}

/** What a setting is called; one that names something of its own (a mapping) with that behind it. */
export function settingWords(key: string, t: Translate): string {
  const plain = key.replace('.', '_');
  const known = auditSettings.find((each) => plain === each || plain.startsWith(`${each}.`));
  if (known === undefined) return key;
  const own = plain.slice(known.length + 1);
  return own === '' || known === 'letter_logo' ? t(`audit.setting_${known}`) : `${t(`audit.setting_${known}`)}: ${own}`;
}
