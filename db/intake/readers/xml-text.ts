const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The text of XML bytes that were cut out as latin1: UTF-8 put together, entities and Excel's `_x000D_` escapes resolved,
 * line ends as XML says. Plain ASCII without any of these, nearly every cell, is returned as it is.
 */
export function decodeXmlText(latin1: string): string {
  let plain = true;
  for (let index = 0; index < latin1.length; index += 1) {
    if (!isPlainByte(latin1.charCodeAt(index))) {
      plain = false;
      break;
    }
  }
  if (plain) return latin1;
  let text = /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  if (text.includes('&')) text = text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, entity);
  return unescapeExcel(text);
}

/** Whether a byte stands for itself: no part of UTF-8, an entity, an escape of Excel's or a line end. Not so 0, which is beyond the end. */
export function isPlainByte(code: number): boolean {
  return code <= 126 && code !== 38 && code !== 95 && code !== 13 && code !== 0;
}

/** Excel writes characters that XML cannot hold as `_xHHHH_`. */
export function unescapeExcel(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : text;
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return named[name] ?? whole;
  const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Bytes as a text with one letter for each. */
export function latin1(bytes: Buffer, from: number, until: number): string {
  return bytes.toString('latin1', from, until);
}
