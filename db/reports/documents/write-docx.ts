import { zipInto } from '../../store/zip-writer.ts';
import { blockXml, letterheadXml } from './docx-blocks.ts';
import { documentEnd, documentStart, otherParts, textWidth } from './docx-parts.ts';
import type { DocxPicture } from './docx-parts.ts';
import { writeTable } from './docx-table.ts';
import { escaped } from './docx-xml.ts';
import type { Block, DocumentModel, WriteOptions } from './model.ts';
import { watchRows } from './watch-rows.ts';
import { layOut } from './write-pdf.ts';

/** Units of a drawing (EMU) in a millimetre. */
const EMU = 36_000;
/** Writes a document as `.docx` for Word and LibreOffice: the same model, at the same moment, is the same bytes. Error: CANCELLED. */
export async function writeDocx(model: DocumentModel, options: WriteOptions): Promise<Uint8Array> {
  // Only a page that is laid out knows what stands on it.
  const summed = model.blocks.some((block) => block.kind === 'table' && block.subtotal);
  const breaks = summed ? (await layOut(model, { at: options.at, ...(options.cancelled && { cancelled: options.cancelled }) })).breaks : [];
  const pieces: Uint8Array[] = [];
  const zip = zipInto({ write: (piece) => void pieces.push(Buffer.from(piece)) });
  const pictures: DocxPicture[] = [];
  let lists = 1;
  const around = {
    width: textWidth(model), size: model.size ?? 11,
    nextList: () => (lists += 1),
    picture(bytes: Uint8Array, type: 'png' | 'jpeg', width: number, height: number, words: string) {
      const number = pictures.length + 1;
      pictures.push({ id: `rImage${number}`, name: `gambar${number}.${type}`, bytes });
      return drawing(number, Math.round(width * EMU), Math.round(height * EMU), words);
    },
  };
  const row = watchRows(model, options);
  const part = zip.part('word/document.xml');
  const put = (xml: string): void => part.write(xml);
  put(documentStart);
  if (model.letterhead) put(letterheadXml(model.letterhead, around));
  let tables = 0;
  model.blocks.forEach((block, index) => {
    if (block.kind !== 'table') return put(blockXml(block.kind === 'paragraph' && model.blocks[index + 1]?.kind === 'signatures' ? { ...block, keep: true } : block, around));
    writeTable(put, block, { ...around, breaks: breaks[tables] ?? [], signed: signedAfter(model.blocks, index, model.size ?? 11), row });
    tables += 1;
  });
  put(documentEnd(model));
  part.end();
  for (const [name, text] of Object.entries(otherParts(model, pictures, options.at, options.author ?? ''))) {
    const other = zip.part(name);
    other.write(text);
    other.end();
  }
  for (const { name, bytes } of pictures) {
    const media = zip.part(`word/media/${name}`);
    media.bytes(bytes);
    media.end();
  }
  zip.end();
  return Buffer.concat(pieces);
}

/** Whether signatures follow a table, with at most notes in smaller print between. */
function signedAfter(blocks: readonly Block[], table: number, size: number): boolean {
  const next = blocks.slice(table + 1, table + 5).find((block) => !(block.kind === 'spacer' || (block.kind === 'paragraph' && (block.size ?? size) < size)));
  return next?.kind === 'signatures';
}

function drawing(number: number, width: number, height: number, words: string): string {
  const named = `id="${number}" name="Gambar ${number}" descr="${escaped(words)}"`;
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width}" cy="${height}"/><wp:docPr ${named}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rImage${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}
