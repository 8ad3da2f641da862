import { rmSync } from 'node:fs';
import { agreementInForce } from '../registry/partners/agreements.ts';
import { listLocations, outsideDecimals, writeLocations } from '../reports/locations.ts';
import { outsideMark } from '../reports/outside/outside-list.ts';
import { fail } from '../rules/failure.ts';
import { sha256Of } from '../store/backup.ts';
import { writeChanges } from '../store/change-log.ts';
import { localDate } from '../store/office.ts';
import type { HandlerInput } from './contract.ts';
import type { Context } from './handler.ts';
import { withoutChildren } from './without-children.ts';

/**
 * Writes the places of houses to a file and logs it with its purpose; what cannot be logged does not leave. For outsiders
 * under an agreement in force: without names, rounded, within its regions. Errors: AGREEMENT_*, DISK_FULL.
 */
export function saveLocations(input: HandlerInput<'location.save'>, context: Context): { file: string; rows: number; without: number; sha256: string } {
  const { writer, scope, session } = context;
  const outside = input.audience === 'outside' ? agreementInForce(writer, input.agreement ?? fail('AGREEMENT_NEEDED')) : null;
  const { rows, without } = listLocations(writer, input.filter, scope);
  const mark = outside && outsideMark(outside.partnerName, outside.agreement, localDate(writer.now()), session.user.displayName);
  const decimals = outside ? outsideDecimals : input.decimals;
  const written = writeLocations(withoutChildren(rows, context), { format: input.format, decimals, mark, outside: outside && { regions: outside.agreement.regions } }, input.path);
  const sha256 = sha256Of(input.path);
  const detail = {
    what: 'report', name: 'locations', title: 'Koordinat rumah', format: input.format, decimals, rows: written, sha256, profile: outside ? 'masked' : 'internal',
    ...(outside && { partner: outside.agreement.partner, partnerName: outside.partnerName, agreement: outside.agreement.id, number: outside.agreement.number, fields: ['location', 'rtRw', 'desil'] }),
  };
  try {
    writeChanges(writer, context.meta('access', { reason: input.purpose, detail }), () => undefined);
  } catch (error) {
    rmSync(input.path, { force: true });
    throw error;
  }
  return { file: input.path, rows: written, without, sha256 };
}
