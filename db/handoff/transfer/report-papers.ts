import type { Papers } from '../apply.ts';
import { letGo } from './let-go.ts';
import { carryOut, readPapers, takePapers } from './papers.ts';
import type { PaperContext } from './papers.ts';

/** Takes the papers of a report: see `takePapers`, `carryOut` and `letGo`. */
export function reportPapers(context: PaperContext): Papers {
  return {
    file(block) {
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
