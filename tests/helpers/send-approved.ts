import { approveReport, reviewReport } from '../../db/handoff/approval.ts';
import { exportPackage } from '../../db/handoff/export.ts';
import type { Exported, ExportOptions } from '../../db/handoff/export.ts';
import type { Session, Watch } from '../../db/handoff/session.ts';

/** Sends a report as an office does whose pengesah saw and approved what is in it. */
export function sendApproved(session: Session, options: ExportOptions, watch: Watch = {}): Promise<Exported> {
  const { to, full = false } = options;
  const { state, digest } = reviewReport(session.office, to, full, 0);
  if (state === 'needed' || state === 'stale') approveReport(session.office, session.user, 'Lurah Contoh', to, full, digest);
  return exportPackage(session, options, watch);
}
