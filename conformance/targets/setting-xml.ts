const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (text: string) => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

/** The body of a PutStyle. */
export const styleXml = (content: string): string =>
  `<Style><Content>${escape(content)}</Content></Style>`;

/** The body of a PutBucketProcess of these elements. */
export function accessXml(elements: Readonly<Record<string, string>>): string {
  const inner = Object.entries(elements).map(
    ([name, text]) => `<${name}>${escape(text)}</${name}>`,
  );
  return `<BucketProcessConfiguration>${inner.join('')}</BucketProcessConfiguration>`;
}
