// Tables K.1 and K.2 of ITU-T T.81, row by row.
const luma = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const chroma = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
  47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** Places of an 8×8 block in zigzag order: along each diagonal, in turn downwards and upwards. */
const zigzag = Array.from({ length: 64 }, (_, i) => i).sort((a, b) => {
  const [rowA, rowB] = [a >> 3, b >> 3];
  const [diagonalA, diagonalB] = [rowA + (a & 7), rowB + (b & 7)];
  if (diagonalA !== diagonalB) return diagonalA - diagonalB;
  return diagonalA % 2 === 0 ? rowB - rowA : rowA - rowB;
});

/** The table that libjpeg makes of a base table at a quality from 1 to 100, in zigzag order. */
function scale(base: readonly number[], quality: number): number[] {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  return zigzag.map((place) =>
    Math.min(255, Math.max(1, Math.floor(((base[place] ?? 0) * percent + 50) / 100))),
  );
}

/**
 * The IJG quality, 1 to 100, whose tables these are: one for each component, 64 steps in zigzag order. The first is luma;
 * the others are either, since the K of CMYK takes the table of luma. Undefined: no encoder wrote them that follows libjpeg.
 */
export function estimateQuality(tables: readonly (readonly number[])[]): number | undefined {
  const [first, ...others] = tables.map(String);
  for (let quality = 100; quality >= 1; quality--) {
    const own = [luma, chroma].map((base) => String(scale(base, quality)));
    if (first === own[0] && others.every((table) => own.includes(table))) return quality;
  }
  return undefined;
}
