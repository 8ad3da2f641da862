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
    if (block.kind !== 'table') {
      const closing = closingHeight(pen, model.blocks, index);
      if (closing > 0) pen.need(closing);
      return drawBlock(pen, block);
    }
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

/** The last words before signatures stand on the same page; 0 for any other block, and where all of it is taller than most of a page. */
function closingHeight(pen: Pen, blocks: readonly Block[], at: number): number {
  const next = blocks[at + 1];
  return isWords(blocks[at], pen) && next?.kind === 'signatures' ? fitting(pen, wordsHeight(pen, blocks[at]) + signaturesHeight(pen, next)) : 0;
}

function fitting(pen: Pen, height: number): number {
  return height < (pen.bottom - pen.top) * 0.6 ? height : 0;
}

/** A paragraph in the size of running text; smaller ones are notes of a table. */
function isWords(block: Block | undefined, pen: Pen): block is Extract<Block, { kind: 'paragraph' }> {
  return block?.kind === 'paragraph' && (block.size ?? pen.size) >= pen.size;
}

function wordsHeight(pen: Pen, { text, size = pen.size }: Extract<Block, { kind: 'paragraph' }>): number {
  return (pen.lines(text, pen.width, { size }).length + 0.5) * size * LEADING;
}

/** The room of what closes a table: signatures that follow it, with at most notes between. Words between go with the signatures instead. */
function tailHeight(pen: Pen, blocks: readonly Block[], table: number): number {
  let height = 0;
  for (const block of blocks.slice(table + 1, table + 4)) {
    if (block.kind === 'signatures') {
      return fitting(pen, height + signaturesHeight(pen, block));
    }
    if (block.kind === 'spacer') height += points(block.height);
    else if (block.kind === 'paragraph' && !isWords(block, pen)) height += wordsHeight(pen, block);
    else return 0;
  }
  return 0;
}
