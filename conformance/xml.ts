import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

/** One element; the text of an element with children is empty. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

/** A document that is not well-formed; the message says where. */
export class XmlError extends Error {}

const parser = new XMLParser({
  preserveOrder: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
});

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The library's ordered form: one object an element, whose single key is its name; `#text` is text. */
function toElement(node: unknown): Element[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, content]: [string, unknown]): Element[] => {
    if (!isList(content)) return [];
    const children = content.flatMap(toElement);
    const text = content
      .map((item) => (typeof item === 'object' && item && '#text' in item ? item['#text'] : ''))
      .join('');
    return [{ name, text: children.length > 0 ? '' : text, children }];
  });
}

/** The root of a document. Throws XmlError when it is not well-formed. */
export function parseXml(text: string): Element {
  try {
    SyntaxValidator.validate(text);
  } catch (error) {
    throw new XmlError(error instanceof Error ? error.message : String(error));
  }
  const document: unknown = parser.parse(text);
  const [root] = isList(document) ? document.flatMap(toElement) : [];
  if (!root) throw new XmlError('there is no element');
  return root;
}

/** Every element at a path of names below one: `Contents.Key`. */
export function find(from: Element, path: string): Element[] {
  return path
    .split('.')
    .reduce<Element[]>(
      (found, name) => found.flatMap((e) => e.children.filter((c) => c.name === name)),
      [from],
    );
}
