import type { DocumentModel } from './model.ts';
import { dxa, escaped, paragraph, run } from './docx-xml.ts';
import { pageOf } from './paper.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const FONT = 'Arial';

/** A picture of the document, by the id of its relation. */
export interface DocxPicture { readonly id: string; readonly name: string; readonly bytes: Uint8Array }

/** The opening of the document's own part. */
export const documentStart = `${HEAD}<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>`;

/** Its end: the paper, its margins, header and footer. What has no numbers as long as it is one page has them from the second on. */
export function documentEnd(model: DocumentModel): string {
  const { width, height, margins } = pageOf(model);
  const first = (kind: string, id: string): string => (model.unnumbered ? `<w:${kind}Reference w:type="first" r:id="${id}"/>` : '');
  return `<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/>${first('header', 'rHeader')}<w:footerReference w:type="default" r:id="rFooter"/>${first('footer', 'rFirstFooter')}<w:pgSz w:w="${dxa(width)}" w:h="${dxa(height)}"${model.landscape ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${dxa(margins.top)}" w:right="${dxa(margins.right)}" w:bottom="${dxa(margins.bottom)}" w:left="${dxa(margins.left)}" w:header="${dxa(Math.min(8, margins.top))}" w:footer="${dxa(Math.min(8, margins.bottom))}" w:gutter="0"/>${model.unnumbered ? '<w:titlePg/>' : ''}</w:sectPr></w:body></w:document>`;
}

/** The width between the margins. */
export function textWidth(model: DocumentModel): number {
  const { width, margins } = pageOf(model);
  return dxa(width - margins.left - margins.right);
}

/** Every part beside the document itself, by name; pictures excepted. */
export function otherParts(model: DocumentModel, pictures: readonly DocxPicture[], at: string, author: string): Record<string, string> {
  const second = `${at.slice(0, 19)}Z`;
  const relation = (id: string, type: string, target: string): string => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>${['document.main:/word/document.xml', 'styles:/word/styles.xml', 'numbering:/word/numbering.xml', 'settings:/word/settings.xml', 'header:/word/header1.xml', 'footer:/word/footer1.xml', ...(model.unnumbered ? ['footer:/word/footer2.xml'] : [])].map((one) => `<Override PartName="${one.split(':')[1] ?? ''}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${one.split(':')[0] ?? ''}+xml"/>`).join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('r1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml')}${relation('r2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${['styles', 'numbering', 'settings'].map((name) => relation(`r${name}`, `${OFFICE}/relationships/${name}`, `${name}.xml`)).join('')}${relation('rHeader', `${OFFICE}/relationships/header`, 'header1.xml')}${relation('rFooter', `${OFFICE}/relationships/footer`, 'footer1.xml')}${model.unnumbered ? relation('rFirstFooter', `${OFFICE}/relationships/footer`, 'footer2.xml') : ''}${pictures.map(({ id, name }) => relation(id, `${OFFICE}/relationships/image`, `media/${name}`)).join('')}</Relationships>`,
    'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(model.title)}</dc:title><dc:creator>${escaped(author)}</dc:creator><cp:lastModifiedBy>Tepat</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${second}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${second}</dcterms:modified></cp:coreProperties>`,
    'word/settings.xml': `${HEAD}<w:settings xmlns:w="${WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="id-ID"/></w:settings>`,
    'word/styles.xml': stylesXml(model.size ?? 11),
    'word/numbering.xml': numberingXml(model),
    'word/header1.xml': `${HEAD}<w:hdr xmlns:w="${WORD}">${paragraph(model.mark === undefined ? '' : run(model.mark, { bold: true, size: 8, color: '555555' }), { align: 'center', after: 0 })}</w:hdr>`,
    'word/footer1.xml': `${HEAD}<w:ftr xmlns:w="${WORD}">${footerXml(model, true)}</w:ftr>`,
    ...(model.unnumbered && { 'word/footer2.xml': `${HEAD}<w:ftr xmlns:w="${WORD}">${footerXml(model, false)}</w:ftr>` }),
  };
}

function stylesXml(size: number): string {
  const heading = (id: string, name: string, points: number, level: number, center: boolean): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="60"/>${center ? '<w:jc w:val="center"/>' : ''}<w:outlineLvl w:val="${level}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${points * 2}"/><w:szCs w:val="${points * 2}"/></w:rPr></w:style>`;
  return `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:eastAsia="${FONT}" w:cs="${FONT}"/><w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/><w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="100" w:line="271" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${heading('Heading1', 'heading 1', size + 2, 0, true)}${heading('Heading2', 'heading 2', size, 1, false)}</w:styles>`;
}

/** A list of its own for each numbered list, so that each begins with 1; list 1 has dashes. */
function numberingXml({ blocks }: DocumentModel): string {
  const level = (format: string, text: string): string => `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl>`;
  const numbered = blocks.filter((block) => block.kind === 'list' && block.numbered).length;
  const lists = Array.from({ length: numbered }, (_, index) => index + 2);
  return `${HEAD}<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>${level('bullet', '-')}</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>${level('decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>${lists.map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`).join('')}</w:numbering>`;
}

function footerXml(model: DocumentModel, numbered: boolean): string {
  const style = { size: 8, color: '555555' };
  const field = (name: string): string => {
    const part = (type: string): string => `<w:r><w:rPr><w:color w:val="555555"/><w:sz w:val="16"/></w:rPr><w:fldChar w:fldCharType="${type}"/></w:r>`;
    return `${part('begin')}<w:r><w:rPr><w:color w:val="555555"/><w:sz w:val="16"/></w:rPr><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r>${part('separate')}${run('1', style)}${part('end')}`;
  };
  const number = !numbered ? '' : `${run('\tHalaman ', style)}${field('PAGE')}${run(' dari ', style)}${field('NUMPAGES')}`;
  return paragraph(`${run(model.footer ?? '', style)}${number}`, { tabs: `<w:tabs><w:tab w:val="right" w:pos="${textWidth(model)}"/></w:tabs>`, after: 0 });
}
