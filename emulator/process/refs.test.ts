import { expect, test } from 'vitest';
import { type Edition, specOf } from '../../spec/corpus.ts';
import { OssError } from '../errors.ts';
import { bind } from './bind.ts';
import { parse } from './parse.ts';
import { namedIn } from './refs.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64url');
const stamp = (plain: string) => `watermark,image_${base64(plain)}`;
const named = (text: string, edition: Edition = 'current') => {
  const spec = specOf(edition);
  return namedIn(bind(parse(`image/${text}`), spec).actions, spec).map(({ ref }) => ref);
};
function refusalOf(text: string, edition?: Edition): OssError {
  try {
    named(text, edition);
  } catch (error) {
    if (error instanceof OssError) return error;
    throw error;
  }
  throw new Error(`${text} was bound`);
}

test('objects are named in the order written, with the chain they go through', () => {
  const [first, second] = named(
    `${stamp('a.png?x-oss-process=image/resize,P_30/rotate,90')}/resize,w_9/${stamp('b?c.png')}`,
  );
  expect(first).toMatchObject({
    key: 'a.png',
    chain: [
      { id: 'image/resize', args: { P: 30 } },
      { id: 'image/rotate', args: { value: 90 } },
    ],
  });
  expect(second).toEqual({ key: 'b?c.png' });
});

const value = (chain: string) => stamp(`a.png?x-oss-process=${chain}`);
test.each([
  [value('image/watermark,text_YQ'), 'invalid-value', '0040-00000373'],
  [value('image/resize,w_9/watermark,text_YQ'), 'invalid-value', '0040-00000373'],
  [value('image/info'), 'invalid-value', '0040-00000374'],
  [value('image/circle,r_9'), 'invalid-value', '0040-00000265'],
  [value('image/resize,w_9|image/rotate,90'), 'invalid-value', '0040-00000265'],
  [value('image/resize,P_0'), 'invalid-value', undefined],
  [value('image/rid,P_30'), 'unknown-action', undefined],
  [value('style/thumb'), 'unknown-process', undefined],
  [stamp('?x-oss-process=image/resize,w_9'), 'invalid-value', '0040-00000265'],
  ['watermark,image', 'invalid-value', '0040-00000265'],
  ['watermark,image_!', 'not-base64', '0040-00000265'],
])('%s is refused: %s %s', (text, refusal, ec) => {
  const error = refusalOf(text);
  expect([error.refusal, error.details.ec]).toEqual([refusal, ec]);
});

test('what is wrong in a chain of a mark is shown where its value stands', () => {
  const text = value('image/resize,w_9/rotate,400');
  expect(refusalOf(text).details.at).toBe('image/watermark,image_'.length);
});

test('three are allowed: different keys in 2019, actions today', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(stamp);
  const again = stamp('a?x-oss-process=image/rotate,90');
  expect(named([a, b, c].join('/'))).toHaveLength(3);
  expect(named([a, b, c, again, a].join('/'), '2019-09')).toHaveLength(5);
  const beyond = [a, b, again, c, d].join('/');
  expect(refusalOf(beyond, '2019-09').refusal).toBe('image/watermark:too-many-marks');
  expect(refusalOf([a, a, a, a].join('/')).refusal).toBe('image/watermark:too-many-marks');
  const at = refusalOf(beyond).details.at ?? 0;
  expect(`image/${beyond}`.slice(at)).toBe([c, d].join('/'));
});
