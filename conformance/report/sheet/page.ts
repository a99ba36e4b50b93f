import type { Evidence } from '../../../spec/corpus.ts';
import { type Markup, markup } from './markup.ts';

const style = `
:root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
body { margin: 2rem auto; max-width: 90rem; padding: 0 1rem }
article { border-left: 4px solid #2a8; padding: 0 1rem; margin: 1.5rem 0 }
article.fail, article.error { border-color: #d33 }
article.known, article.skip { border-color: #c90 }
h3 { font-family: ui-monospace, monospace; overflow-wrap: anywhere; margin: 0 }
p { margin: .2rem 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
pre.text { max-width: 40rem; max-height: 20rem; overflow: auto }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; margin: .5rem 0; align-items: start }
figure { margin: 0 }
figcaption, small { display: block; opacity: .7 }
img { max-width: 30rem; max-height: 30rem; object-fit: contain; width: auto; height: auto;
  background: repeating-conic-gradient(#bbb 0 25%, #eee 0 50%) 0 0 / 16px 16px }
.flicker span { display: grid }
.flicker img { grid-area: 1 / 1 }
.flicker:has(:checked) img + img { animation: flicker 1s steps(2, jump-none) infinite }
@keyframes flicker { from { opacity: 0 } to { opacity: 1 } }
table { border-collapse: collapse }
th, td { text-align: right; padding: .1rem .6rem }
nav { columns: 12rem }
nav a { display: block; break-inside: avoid }
dt { font-weight: bold } dd { margin: 0 0 0 1rem }
`;

/** A part of the page: what is at the top of it, and its cards. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly cards: readonly Markup[];
}

type Counts = ReadonlyMap<Evidence, Readonly<Record<string, number>>>;

function drawCounts(counts: Counts): Markup {
  const columns = Object.keys([...counts.values()][0] ?? {});
  const rows = [...counts].map(([evidence, count]) => {
    const cells = columns.map((is) => markup`<td>${count[is] ?? 0}</td>`);
    return markup`<tr><th>${evidence}</th>${cells}</tr>`;
  });
  const heads = columns.map((is) => markup`<th>${is}</th>`);
  return markup`<table><tr><th></th>${heads}</tr>${rows}</table>`;
}

const drawLink = ({ id, title, cards }: Section): Markup =>
  markup`<a href="#${id}">${title} (${cards.length})</a>`;

const drawSection = ({ id, title, cards }: Section): Markup =>
  markup`<section id="${id}"><h2>${title}</h2>${cards}</section>`;

/** The whole page. It needs nothing but the pictures beside it, and runs no script: an answer may hold anything. */
export const drawPage = (
  counts: Counts,
  sections: readonly Section[],
): Markup => markup`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'">
<title>oss-conformance</title>
<style>${style}</style>
<body>
<h1>oss-conformance</h1>
${drawCounts(counts)}
<nav>${sections.map(drawLink)}</nav>
${sections.map(drawSection)}
</body>
</html>
`;
