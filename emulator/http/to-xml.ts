/** Elements by name, in their order; a list is an element that repeats, undefined is one that is left out. */
export interface Elements {
  readonly [name: string]: Content;
}
type Content =
  string | number | boolean | undefined | Elements | readonly Elements[] | readonly string[];
type List = readonly (Elements | string)[];

/**
 * A document in the form of the service: declaration, line feeds, two spaces a level, no namespace, a line feed at the
 * end. What XML 1.0 cannot hold (a key may) becomes U+FFFD; clients that expect such keys ask for `encoding-type=url`.
 */
export function toXml(tree: Elements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(tree, '')}`;
}

function write(tree: Elements, indent: string): string {
  const element = (
    name: string,
    content: Exclude<Content, readonly Elements[] | readonly string[] | undefined>,
  ) => {
    const inner =
      typeof content === 'object'
        ? `\n${write(content, `${indent}  `)}${indent}`
        : escape(String(content));
    return `${indent}<${name}>${inner}</${name}>\n`;
  };
  return Object.entries(tree)
    .flatMap(([name, content]) => {
      if (content === undefined) return [];
      if (isList(content)) return content.map((item) => element(name, item));
      return [element(name, content)];
    })
    .join('');
}

const isList = (content: Content): content is List & Content => Array.isArray(content);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\r': '&#13;',
};

function escape(text: string): string {
  return text
    .replace(/[&<>\r]/g, (character) => entities[character] ?? character)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
