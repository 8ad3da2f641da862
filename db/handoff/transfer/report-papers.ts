import type { Papers } from '../apply.ts';
import { RULES_FILE, takeRules } from '../shared-rules.ts';
import { letGo } from './let-go.ts';
import { carryOut, readPapers, takePapers } from './papers.ts';
import type { PaperContext } from './papers.ts';

/** Takes the papers of a report: see `takePapers`, `carryOut` and `letGo`; from another PC of this office (`sibling`) the office's rules too. */
export function reportPapers(context: PaperContext, sibling: boolean): Papers {
  return {
    file(block) {
      if (block.file === RULES_FILE && sibling) {
        takeRules(context.office, context.log, block);
        return true;
      }
      if (block.file !== 'transfer') return false;
      takePapers(context, readPapers(block));
      carryOut(context);
      return true;
    },
    after() {
      carryOut(context);
      letGo(context);
    },
  };
}
