import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';

export type Format = 'pdf' | 'docx';
export type Signer = 'head' | 'deputy';

/** Whether a document is to be printed or edited, and, where somebody may sign on the head's behalf, who signs. */
export function PaperFields({ format, onFormat, signer, onSigner }: { format: Format; onFormat: (format: Format) => void; signer: Signer; onSigner: (signer: Signer) => void }): ReactNode {
  const t = useText();
  const { data } = useCall('letter.settings', {});
  return (
    <>
      {data && data.settings.deputy.name !== '' && <SegmentedControl fullWidth aria-label={t('letters.signer')} value={signer} onChange={(value) => onSigner(value as Signer)} data={(['head', 'deputy'] as const).map((one) => ({ value: one, label: t(`letters.signer_${one}`) }))} />}
      <SegmentedControl fullWidth aria-label={t('letters.format')} value={format} onChange={(value) => onFormat(value as Format)} data={[{ value: 'pdf', label: t('letters.formatPdf') }, { value: 'docx', label: t('letters.formatDocx') }]} />
    </>
  );
}

/** Asks where to; null when nothing was chosen. */
export async function askPath(title: string, name: string, format: Format): Promise<string | null> {
  return callShell('shell.saveFile', { title, name: `${name.replace(/[\\/:*?"<>|×]/g, '-').trim()}.${format}`, extensions: [format] });
}
