import { XMLParser } from 'fast-xml-parser';
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
  entityDecoder: {
    decode,
    setExternalEntities: () => undefined,
    addInputEntities: () => undefined,
    reset: () => undefined,
    setXmlVersion: () => undefined,
  },
});

const tokens =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|[^<]+|<(?<end>\/?)(?<name>[^\s/<>"'!?]+)(?:\s(?:"[^"]*"|'[^']*'|[^"'<>])*?)?(?<empty>\/?)>/gy;

/** Whether every start tag has its end tag. The parser is lenient there and its own validator is deprecated. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  let read = 0;
  for (const { 0: token, groups: { end, name = '', empty } = {} } of text.matchAll(tokens)) {
    read += token.length;
    if (end === '/' && open.pop() !== name) return false;
    if (end === '' && empty === '') open.push(name);
  }
  return read === text.length && open.length === 0;
}

/**
 * The content of a document's root element: text, or an object of elements whose values are text, objects or, where an
 * element repeats, lists. Every scalar stays the text that was written. Throws an OssError for what is not well-formed,
 * has another root, or brings a DOCTYPE.
 */
export function parseXml(text: string, root: string): unknown {
  const invalid = (detail: string) => refuse('malformed-xml', { fields: { ErrorDetail: detail } });
  if (text.includes('<!DOCTYPE') || !isBalanced(text)) return invalid('the XML is not well-formed');
  let tree: unknown;
  try {
    tree = parser.parse(text);
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
  return childOf(tree, root) ?? invalid(`the XML has no root element ${root}`);
}

/** An element by its name; undefined where there is none. */
export function childOf(tree: unknown, name: string): unknown {
  return typeof tree === 'object' && tree !== null
    ? new Map(Object.entries(tree)).get(name)
    : undefined;
}

/** The text of an element; undefined where there is none or it holds elements. */
export function textOf(tree: unknown, name: string): string | undefined {
  const child = childOf(tree, name);
  return typeof child === 'string' ? child : undefined;
}
