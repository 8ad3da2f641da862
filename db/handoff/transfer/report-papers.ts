import type { Papers } from '../apply.ts';
import { RULES_FILE, takeRules } from '../shared-rules.ts';
import { letGo } from './let-go.ts';
import { isMoved, takeMoved } from './moved-records.ts';
import { carryOut, readPapers, takePapers } from './papers.ts';
import type { PaperContext } from './papers.ts';

/** Takes the papers of a report, and what it tells of families that it accepted: see `takePapers`, `takeMoved`, `carryOut` and `letGo`; from another PC of this office (`sibling`) the office's rules too. */
export function reportPapers(context: PaperContext, sibling: boolean): Papers {
  const fresh = new Set<string>();
  return {
    file(block, applied) {
      if (block.file === RULES_FILE && sibling) {
        takeRules(context.office, context.log, block);
        return true;
      }
      if (isMoved(block.file)) {
        takeMoved(context.office, applied, block, context.sender, fresh);
        carryOut(context);
        return true;
      }
      if (block.file !== 'transfer') return false;
      takePapers(context, readPapers(block));
      carryOut(context);
      return true;
    },
    after(givenBack) {
      carryOut(context);
      letGo(context, givenBack);
    },
  };
}
