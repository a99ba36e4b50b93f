import { describe, expect, it } from 'vitest';
import { corpus } from '../../spec/corpus.ts';
import type { Then } from '../format/then.ts';
import { generateMatrix } from './cases.ts';
import { rules } from './rules.ts';

const cases = generateMatrix();
const verbsOf = (cell: string) => {
  const one = cases.find(
    ({ id, edition }) => id === `matrix/access[${cell}]` && edition === 'current',
  );
  const asked = one?.exchanges ?? [];
  const as = cell.split(',', 1)[0];
  return Object.fromEntries(
    asked.filter(({ when }) => when.as === as).map(({ when, then }) => [when.verb, then]),
  );
};
const refusedWith = (name: string): Then => {
  const { code, message, ec = 'none' } = corpus.editions.current.refusals[name]!;
  return { error: code, message, ec };
};

describe('the matrix of access', () => {
  it('has a case for every cell in both editions, and none twice', () => {
    const { principals, buckets, objects, originals, forms } = rules;
    const cells = [principals, buckets, objects, originals, Object.keys(forms)];
    expect(cells.map(({ length }) => length)).toEqual([3, 3, 4, 2, 7]);
    expect(cases).toHaveLength(3 * 3 * 4 * 2 * 7 * 2);
    expect(new Set(cases.map(({ id, edition }) => `${edition} ${id}`)).size).toBe(cases.length);
  });

  it('asks by every verb', () => {
    const verbs = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];
    for (const { id, exchanges } of cases) {
      const as = id.slice('matrix/access['.length).split(',', 1)[0];
      const asked = exchanges.filter(({ when }) => when.as === as).map(({ when }) => when.verb);
      expect(asked).toEqual(expect.arrayContaining(verbs));
    }
  });

  it('lets the ACL of an object go before that of its bucket', () => {
    expect(verbsOf('other,private,public-read,open,raw')).toMatchObject({
      GET: { identical: 'source' },
      PUT: refusedWith('object-write-forbidden'),
    });
    expect(verbsOf('anonymous,public-read-write,private,open,raw')).toMatchObject({
      GET: refusedWith('object-acl-forbids-anonymous'),
      DELETE: refusedWith('object-acl-forbids-anonymous'),
    });
  });

  it('keeps originals from anonymous users alone, after the ACL', () => {
    expect(verbsOf('anonymous,public-read,default,kept,image')).toMatchObject({
      GET: refusedWith('style-only'),
    });
    expect(verbsOf('other,public-read,default,kept,image')).toMatchObject({
      GET: { size: '10x5' },
    });
    expect(verbsOf('anonymous,private,default,kept,image')).toMatchObject({
      GET: refusedWith('bucket-acl-forbids'),
    });
    expect(verbsOf('anonymous,public-read,default,kept,delimiter')).toMatchObject({
      GET: { size: '100x50' },
    });
  });

  it('asks for two rights of who stores a result', () => {
    expect(verbsOf('anonymous,public-read,public-read-write,open,saveas')).toMatchObject({
      POST: refusedWith('bucket-acl-forbids'),
    });
    expect(verbsOf('anonymous,public-read-write,private,open,saveas')).toMatchObject({
      POST: refusedWith('object-acl-forbids-anonymous'),
    });
    expect(verbsOf('other,public-read-write,default,kept,saveas')).toMatchObject({
      POST: { status: 200 },
    });
  });
});
