import fc from 'fast-check';
import { expect, test } from 'vitest';
import { covering, inside, isLarger, share } from './geometry.ts';

const side = fc.integer({ min: 1, max: 30_000 });
const size = fc.record({ width: side, height: side });

test('share rounds half up and is exact where it is whole', () => {
  expect(share(267, 50, 100)).toBe(134);
  expect(share(100, 150, 200)).toBe(75);
  expect(share(3, 1, 1000)).toBe(1);
});

test('inside touches the box and never leaves it', () => {
  fc.assert(
    fc.property(size, size, (source, box) => {
      const { width, height } = inside(source, box);
      return !isLarger({ width, height }, box) && (width === box.width || height === box.height);
    }),
  );
});

test('covering touches the box and never leaves a gap', () => {
  fc.assert(
    fc.property(size, size, (source, box) => {
      const { width, height } = covering(source, box);
      const touches = width === box.width || height === box.height;
      return touches && width >= box.width && height >= box.height;
    }),
  );
});

test('both keep the ratio to half a pixel', () => {
  fc.assert(
    fc.property(size, size, (source, box) => {
      for (const { width, height } of [inside(source, box), covering(source, box)]) {
        const byWidth = Math.abs(height - (source.height * width) / source.width);
        const byHeight = Math.abs(width - (source.width * height) / source.height);
        // Half a pixel of rounding, or the least side of one pixel.
        if (Math.min(byWidth, byHeight) > 0.5 && Math.min(width, height) > 1) return false;
      }
      return true;
    }),
  );
});
