import { expect, test } from 'vitest';
import { fitLine } from './fit-line.ts';
import { mapLevels } from './tone.ts';

/** What libvips makes of a line: single precision, held, without its fraction. */
function drawn({ slope, offset }: { readonly slope: number; readonly offset: number }): Uint8Array {
  const [a, b] = [Math.fround(slope), Math.fround(offset)];
  return Uint8Array.from({ length: 256 }, (_, level) =>
    Math.trunc(Math.min(255, Math.max(0, Math.fround(Math.fround(a * level) + b)))),
  );
}

const percents = Array.from({ length: 201 }, (_, index) => index - 100);
const brighter = (percent: number) => mapLevels(1, (percent / 100) * 255);
const harder = (percent: number) => {
  const slope = Math.tan((Math.PI / 4) * (1 + percent / 100));
  return mapLevels(slope, 127.5 * (1 - slope));
};

test('every brightness is a line', () => {
  for (const percent of percents) {
    const line = fitLine(brighter(percent));
    expect(line && drawn(line), `bright,${percent}`).toEqual(brighter(percent));
  }
});

test('nearly every contrast is a line, and what is found is that line', () => {
  const lines = percents.filter((percent) => {
    const line = fitLine(harder(percent));
    if (line) expect(drawn(line), `contrast,${percent}`).toEqual(harder(percent));
    return line !== undefined;
  });
  expect(lines.length).toBeGreaterThan(190);
});

test('brightness before contrast is a line where nothing is lost in between', () => {
  const table = brighter(10).map((level) => harder(10)[level] ?? 0);
  const line = fitLine(table);
  expect(line && drawn(line)).toEqual(table);
});

test('a table with a bend is none, and neither is one that falls', () => {
  const bent = brighter(60).map((level) => harder(-50)[level] ?? 0);
  expect(fitLine(bent)).toBeUndefined();
  expect(fitLine(Uint8Array.from({ length: 256 }, (_, level) => 255 - level))).toBeUndefined();
});
