import { needRulesOf } from '../registry/needs/need-rules.ts';
import { showDate } from '../rules/dates.ts';
import { longDate } from '../rules/long-date.ts';
import { surveyedSpan } from '../rules/recaps/freshness.ts';
import { tagLabel } from '../rules/tags/tags.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { lackTitles } from './recaps/recap-items.ts';
import type { ReportQuery } from './report.ts';

type Params = ReportQuery['params'];

/** What a list or report is narrowed to, in words for its paper and its file; empty where it is not. */
export function filterWords(office: Reader, params: Params, regionName: (code: string) => string): string {
  const said = (key: string): string => String(params[key] ?? '').trim();
  const parts = (key: string): string[] => said(key).split(',').filter((one) => one !== '');
  const place = (key: 'rw' | 'rt'): string => (said(key) === '' ? '' : said(key) === 'none' ? `tanpa ${key.toUpperCase()}` : `${key.toUpperCase()} ${said(key).padStart(3, '0')}`);
  const programmes = (key: string): string => parts(key).map((uid) => programmeName(office, uid)).join(', ');
  const prefixed = (words: string, of: string): string => (of === '' ? '' : `${words} ${of}`);
  return [
    said('region') === '' ? '' : regionName(said('region')), place('rt'), place('rw'), desilWords(parts('desil')), needWords(office, parts('need')), parts('tag').map((tag) => tagLabel('id', tag)).join(' atau '),
    programmeWords(office, params), prefixed('menerima', programmes('anyOf')), prefixed('tidak menerima', programmes('noneOf')), countWords(said('least'), said('most')), surveyedWords(said('surveyed')),
    said('olderThanDays') === '' || said('olderThanDays') === '0' ? '' : `didata lebih dari ${said('olderThanDays')} hari lalu`, lackTitles[said('lacking') as keyof typeof lackTitles] ?? '', said('placed') === 'outside' ? 'koordinat di luar wilayah' : '', said('wanting') === '' ? '' : 'desil 1–2 atau ada kebutuhan',
    said('target') === '' ? '' : `daftar sasaran ${String(sql(office, 'SELECT title FROM targetSet WHERE uid = ?').pluck().get(said('target')) ?? '')}`.trim(), said('status') === 'inactive' ? 'tidak aktif' : said('status') === 'all' ? 'aktif dan tidak aktif' : '', said('text') === '' ? '' : `memuat "${said('text')}"`,
  ].filter((one) => one !== '').join('; ');
}

function programmeName(office: Reader, uid: string): string {
  return String(sql(office, 'SELECT coalesce(shortName, name, code) FROM programme WHERE uid = ?').pluck().get(uid) ?? uid);
}

function programmeWords(office: Reader, { programme = '', receiving, on }: Params): string {
  const name = programme === '' ? (receiving === undefined ? '' : 'program apa pun') : programmeName(office, String(programme));
  if (name === '') return '';
  return `${receiving === 'no' ? 'tidak menerima' : 'menerima'} ${name}${on === undefined ? '' : ` pada ${showDate(String(on))}`}`;
}

function desilWords(desils: readonly string[]): string {
  const ranked = desils.filter((one) => one !== '0');
  return [...(ranked.length > 0 ? [`desil ${ranked.join(', ')}`] : []), ...(desils.includes('0') ? ['belum diperingkat'] : [])].join(' atau ');
}

function needWords(office: Reader, needs: readonly string[]): string {
  if (needs[0] === '*') return 'ada kebutuhan';
  if (needs[0] === 'none') return 'tanpa kebutuhan';
  const labels = new Map(needRulesOf(office).needs.map(({ need, label }) => [need, label.id]));
  return needs.length === 0 ? '' : `kebutuhan ${needs.map((need) => (labels.get(need) ?? need).toLowerCase()).join(' atau ')}`;
}

function countWords(least: string, most: string): string {
  if (most === '0') return 'tanpa program';
  return [...(least === '' ? [] : [`sedikitnya ${least} program`]), ...(most === '' ? [] : [`paling banyak ${most} program`])].join(', ');
}

function surveyedWords(text: string): string {
  if (text === '') return '';
  const span = surveyedSpan(text);
  if (!span) return 'belum pernah didata';
  const month = (of: string): string => longDate('id', `${of}-01`).replace(/^\d+ /, '');
  return ['didata', ...(span.from === null ? [] : [`sejak ${month(span.from)}`]), ...(span.until === null ? [] : [`sebelum ${month(span.until)}`])].join(' ');
}
