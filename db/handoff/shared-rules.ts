import { z } from 'zod';
import { putSetting, readSettings } from '../registry/settings.ts';
import { laterWord, sharedIn, sharedRules } from '../rules/shared-rules.ts';
import type { Log } from '../store/change-log.ts';
import type { Reader, Writer } from '../store/office.ts';
import type { Block } from './frames.ts';
import { columnsOf } from './payload.ts';

/** The file of a report between two PCs of one office that says by which rules the office works. */
export const RULES_FILE = 'rules';

const row = z.object({ rule: z.string(), on: z.union([z.literal(0), z.literal(1)]), edition: z.number().int().min(1).max(1e9) });

/** The rules that this PC was told or set; null while all are as they come. */
export function rulesBlock(office: Reader): Block | null {
  const settings = readSettings(office);
  const rows = sharedRules.flatMap((rule) => {
    const { on, edition } = sharedIn(settings, rule);
    return edition > 0 ? [{ rule: rule.name, on: Number(on), edition }] : [];
  });
  return rows.length > 0 ? columnsOf(RULES_FILE, rows) : null;
}

/** Takes over, within the transaction of `log`, what another PC of this office said later. Throws for a block that breaks the format. */
export function takeRules(office: Writer, log: Log, block: Block): void {
  for (let at = 0; at < block.rows; at += 1) {
    const told = row.parse(Object.fromEntries(Object.entries(block.columns).map(([key, column]) => [key, column[at]])));
    const rule = sharedRules.find(({ name }) => name === told.rule);
    if (rule === undefined) continue;
    const settings = readSettings(office);
    const here = sharedIn(settings, rule);
    const stands = laterWord(here, { on: told.on === 1, edition: told.edition });
    if (stands.edition !== here.edition) putSetting(office, log, rule.edition, String(stands.edition));
    if (stands.on === here.on) continue;
    const { key, value } = rule.said(settings, stands.on);
    putSetting(office, log, key, value);
  }
}
