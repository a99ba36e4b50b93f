import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { refuse } from '../errors.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** `&#13;` and `&#xD;` too, which SDKs write; entities that a document declares itself are never expanded. */
function decode(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const point = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  entityDecoder: {
    decode,
    setExternalEntities: () => undefined,
    addInputEntities: () => undefined,
    reset: () => undefined,
    setXmlVersion: () => undefined,
  },
});

/** What a document is, or why it is none. */
export type Read = { readonly tree: unknown } | { readonly fault: string };

/** Reads a whole document, root and all. */
export function readXml(text: string): Read {
  if (text.includes('<!DOCTYPE')) return { fault: 'the XML brings a DOCTYPE' };
  try {
    // The parser itself is lenient with tags that do not close.
    SyntaxValidator.validate(text);
    return { tree: parser.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

const invalid = (detail: string) => refuse('malformed-xml', { fields: { ErrorDetail: detail } });

/** The content of the root element of what was read. Throws as `parseXml` does. */
export function rootOf(read: Read, root: string): unknown {
  if ('fault' in read) return invalid(read.fault);
  return childOf(read.tree, root) ?? invalid(`the XML has no root element ${root}`);
}

/**
 * The content of a document's root element: text, or an object of elements whose values are text, objects or, where an
 * element repeats, lists. Every scalar stays the text that was written. Throws an OssError for what is not well-formed,
 * has another root, or brings a DOCTYPE. For documents of 64 kB: `parseLongXml` reads longer ones.
 */
export const parseXml = (text: string, root: string): unknown => rootOf(readXml(text), root);

/** An element by its name; undefined where there is none. */
export function childOf(tree: unknown, name: string): unknown {
  return typeof tree === 'object' && tree !== null
    ? new Map(Object.entries(tree)).get(name)
    : undefined;
}

/** The whole text of an element, blanks around it too; undefined where there is none or it holds elements. */
export function wholeTextOf(tree: unknown, name: string): string | undefined {
  const child = childOf(tree, name);
  return typeof child === 'string' ? child : undefined;
}

/** The text of an element without blanks around it; undefined where there is none or it holds elements. */
export const textOf = (tree: unknown, name: string): string | undefined =>
  wholeTextOf(tree, name)?.trim();
