import { SaxesParser } from 'saxes';
import { fail } from '../../rules/failure.ts';

export interface XmlWalk {
  /** Local name without its prefix, and the attributes, prefixes kept. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A full XML parser for small parts, and for sheets that the byte scanner does not want. Error: FILE_BROKEN. */
export function xmlWalker(walk: XmlWalk): { write(chunk: Buffer): void; end(): void } {
  const parser = new SaxesParser();
  let decoder: TextDecoder | null = null;
  parser.on('opentag', (tag) => walk.open?.(local(tag.name), tag.attributes as Record<string, string>));
  parser.on('closetag', (tag) => walk.close?.(local(tag.name)));
  parser.on('text', (text) => walk.text?.(text));
  parser.on('cdata', (text) => walk.text?.(text));
  parser.on('error', (error) => fail('FILE_BROKEN', { detail: error.message.slice(0, 120) }));
  return {
    write(chunk) {
      decoder ??= new TextDecoder(encodingOf(chunk));
      parser.write(decoder.decode(chunk, { stream: true }));
    },
    end: () => void parser.close(),
  };
}

/** Walks a whole part. Error: FILE_BROKEN. */
export function walkXml(content: Buffer, walk: XmlWalk): void {
  const walker = xmlWalker(walk);
  walker.write(content);
  walker.end();
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
