import type { Block, DocumentModel, WriteOptions } from './model.ts';
import { points } from './paper.ts';
import { drawFrames, drawHeading, drawImage, drawLetterhead, drawList, drawOpening, drawPairs, drawParagraph, drawQr, drawSignatures, signaturesHeight } from './pdf-blocks.ts';
import { drawForm } from './pdf-form.ts';
import { beginPdf, LEADING } from './pdf-pen.ts';
import type { Pen } from './pdf-pen.ts';
import { drawTable } from './pdf-table.ts';
import { watchRows } from './watch-rows.ts';

export interface WrittenPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Per table in the order of the blocks: the rows before which a page ends. */
  readonly breaks: readonly (readonly number[])[];
}

/** Lays a document out as a PDF. Error: CANCELLED. */
export async function writePdf(model: DocumentModel, options: WriteOptions): Promise<Uint8Array> {
  return (await layOut(model, options)).bytes;
}

/** The same, with what became of its pages. Error: CANCELLED. */
export async function layOut(model: DocumentModel, options: WriteOptions): Promise<WrittenPdf> {
  const pen = beginPdf(model, options);
  const pieces: Uint8Array[] = [];
  const whole = new Promise<void>((resolve, reject) => {
    pen.doc.on('data', (piece: Uint8Array) => pieces.push(piece));
    pen.doc.on('end', resolve);
    pen.doc.on('error', reject);
  });
  const breaks: number[][] = [];
  const row = watchRows(model, options);
  if (model.letterhead) drawLetterhead(pen, model.letterhead);
  model.blocks.forEach((block, index) => {
    if (block.kind !== 'table') return drawBlock(pen, block);
    const found: number[] = [];
    breaks.push(found);
    drawTable(pen, block, tailHeight(pen, model.blocks, index), { row, broke: (at) => found.push(at) });
  });
  const pages = drawFrames(pen, model);
  pen.doc.end();
  await whole;
  return { bytes: Buffer.concat(pieces), pages, breaks };
}

function drawBlock(pen: Pen, block: Exclude<Block, { kind: 'table' }>): void {
  switch (block.kind) {
    case 'heading': return drawHeading(pen, block);
    case 'paragraph': return drawParagraph(pen, block);
    case 'list': return drawList(pen, block);
    case 'pairs': return drawPairs(pen, block);
    case 'opening': return drawOpening(pen, block);
    case 'signatures': return drawSignatures(pen, block);
    case 'form': return drawForm(pen, block);
    case 'image': return drawImage(pen, block);
    case 'qr': return drawQr(pen, block);
    case 'spacer': {
      pen.y += points(block.height);
      return;
    }
    case 'pageBreak': return pen.turn();
  }
}

/** The room of what closes a table: signatures that follow it, with at most a few lines between. */
function tailHeight(pen: Pen, blocks: readonly Block[], table: number): number {
  let height = 0;
  for (const block of blocks.slice(table + 1, table + 4)) {
    if (block.kind === 'signatures') {
      const all = height + signaturesHeight(pen, block);
      return all < (pen.bottom - pen.top) * 0.6 ? all : 0;
    }
    if (block.kind === 'spacer') height += points(block.height);
    else if (block.kind === 'paragraph') height += (pen.lines(block.text, pen.width, { size: block.size ?? pen.size }).length + 0.5) * (block.size ?? pen.size) * LEADING;
    else return 0;
  }
  return 0;
}
