import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Ledger } from './ledger.tsx';
import { assetSections, dwellingSections } from './ledger-sections.ts';
import type { Family } from './family-types.ts';

interface FamilyTabProps {
  readonly family: Family;
  readonly today: string;
  readonly editable: boolean;
  /** The keyboard comes to the first answer: the tab was opened by its key. */
  readonly takeFocus: number;
}

/** Rumah: the place, the card, the visit and the dwelling. */
export function DwellingTab({ family, today, editable, takeFocus, field }: FamilyTabProps & { field: string | null }): ReactNode {
  const t = useText();
  return <Ledger label={t('families.tab_dwelling')} family={family.id} entity="family" id={family.id} values={family.values} sections={dwellingSections} today={today} editable={editable} withheld={family.withheld} findings={family.findings} open={field} takeFocus={field === null ? takeFocus : 0} />;
}

/** Aset: what the family owns. */
export function AssetsTab({ family, today, editable, takeFocus }: FamilyTabProps): ReactNode {
  const t = useText();
  return <Ledger label={t('families.tab_assets')} family={family.id} entity="family" id={family.id} values={family.values} sections={assetSections} today={today} editable={editable} withheld={family.withheld} findings={family.findings} takeFocus={takeFocus} />;
}
