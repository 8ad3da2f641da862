import { expect, it } from 'vitest';
import { rankingKinds } from '../../../db/rules/ranking-kinds.ts';
import { changedField } from '../../../renderer/features/import/field-words.ts';
import { textIn } from '../../../renderer/text/text.ts';
import type { Translate } from '../../../renderer/text/text.ts';

const t: Translate = (key, ...args) => textIn('id', key, ...args);

it('every ranking that a file brings has words for the clerk where its change is shown', () => {
  for (const kind of Object.keys(rankingKinds)) expect(changedField('id', t, 'family', { field: `ranking.${kind}`, old: 10, new: 2 })).toMatch(/^(Desil|Persentil) /);
});
