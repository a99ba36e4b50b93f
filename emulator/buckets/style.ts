import type { AskedOfBucket, BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import type { Elements } from '../http/to-xml.ts';
import { answerXml, formatHttpDate } from '../http/respond.ts';
import { parseXml, textOf } from '../http/xml.ts';
import type { Bucket, Style } from '../store/bucket.ts';
import { wholeSeconds } from '../store/seconds.ts';
import { changeBucket } from './change.ts';
import { holdStyleName } from './style-name.ts';

const most = 50;
/** Bytes of a document that holds one style; its content is never longer than a process may be. */
const longest = 65_536;

const row = { on: 'bucket', query: 'style', right: 'own-bucket' } as const;

const elementsOf = ({ name, content, category, created, modified }: Style): Elements => ({
  Name: name,
  Content: content,
  Category: category,
  CreateTime: formatHttpDate(created),
  LastModifyTime: formatHttpDate(modified),
});

const find = ({ styles }: Pick<Bucket, 'styles'>, name: string): Style | undefined =>
  styles.find((style) => style.name === name);

/** The name that a request gives. Refuses one that no style may have. */
function nameOf({ request }: AskedOfBucket): string {
  const name = request.query.get('styleName') ?? '';
  holdStyleName(name);
  return name;
}

const categories: readonly Style['category'][] = ['image', 'document', 'video'];

function categoryOf({ request }: AskedOfBucket): Style['category'] {
  const asked = request.query.get('category') ?? 'image';
  return (
    categories.find((category) => category === asked) ??
    refuse('style-category', { fields: { value: asked } })
  );
}

/** The Java SDK writes the content unescaped: `&` of the old grammar is no entity then. */
async function contentOf({ request }: AskedOfBucket): Promise<string> {
  const text = (await readBody(request, longest)).toString();
  const escaped = text.replace(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/g, '&amp;');
  const content = textOf(parseXml(escaped, 'Style'), 'Content') ?? '';
  // Nothing else is looked at: a style that cannot be run is kept, and refused when it is used.
  if (content === '') refuse('style-content');
  return content;
}

/** Puts a style in the place of one of its name, which keeps its place and its time of creation, or at the end. */
function place({ styles }: Bucket, style: Style): readonly Style[] {
  const old = find({ styles }, style.name);
  if (old) return styles.map((one) => (one === old ? { ...style, created: old.created } : one));
  if (styles.length >= most) refuse('too-many-styles');
  return [...styles, style];
}

export const putStyle: BucketCall = {
  ...row,
  name: 'PutStyle',
  method: 'PUT',
  run: async (asked) => {
    const [name, category] = [nameOf(asked), categoryOf(asked)];
    const content = await contentOf(asked);
    const now = wholeSeconds(asked.world.now());
    const style: Style = { name, content, category, created: now, modified: now };
    await changeBucket(asked, (latest) => ({ styles: place(latest, style) }));
    return { status: 200, headers: {} };
  },
};

const getStyle = (asked: AskedOfBucket) =>
  answerXml({
    Style: elementsOf(find(asked.bucket, nameOf(asked)) ?? refuse('no-such-style')),
  });

/** GetStyle where a name is given, else ListStyle, in the order of creation. */
export const getStyles: BucketCall = {
  ...row,
  name: 'GetStyle',
  method: 'GET',
  run: (asked) =>
    asked.request.query.has('styleName')
      ? getStyle(asked)
      : answerXml({ StyleList: { Style: asked.bucket.styles.map(elementsOf) } }),
};

/** To delete what is not there is no error. */
export const deleteStyle: BucketCall = {
  ...row,
  name: 'DeleteStyle',
  method: 'DELETE',
  run: async (asked) => {
    const name = nameOf(asked);
    await changeBucket(asked, ({ styles }) => ({
      styles: styles.filter((style) => style.name !== name),
    }));
    return { status: 204, headers: {} };
  },
};
