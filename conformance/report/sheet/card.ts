import { corpus } from '../../../spec/corpus.ts';
import type { Requirement } from '../../requirement.ts';
import type { Result } from '../../run.ts';
import type { Finding } from '../../verdict.ts';
import { explain, type Replay } from '../explain.ts';
import type { Album, Print } from './album.ts';
import { type Markup, markup } from './markup.ts';
import { look, type Sight } from './sight.ts';

const image = ({ file }: Print, { width, height }: Print, title: string): Markup =>
  markup`<img src="${file}" width="${width}" height="${height}" alt="${title}" loading="lazy">`;

const figure = (title: string, print: Print): Markup => markup`
<figure><figcaption>${title}</figcaption>${image(print, print, title)}<small>${print.caption}</small></figure>`;

/** Two pictures of one size in one place: one after the other while the box is ticked. */
const flicker = (before: Print, after: Print): Markup => markup`
<figure class="flicker">
<figcaption><label><input type="checkbox"> flicker</label></figcaption>
<span>${image(before, after, 'before')}${image(after, after, 'output')}</span>
</figure>`;

const isAsLarge = (a: Print, b: Print): boolean => a.width === b.width && a.height === b.height;

/** Side by side; and in one place, what it had to look like (or the input) and the output, if they are of one size. */
function drawSight({ input, output, golden, difference, text }: Sight): Markup {
  const figures = Object.entries({ input, output, golden, difference }).map(([title, print]) =>
    print ? figure(title, print) : '',
  );
  const before = golden ?? input;
  const both = before && output && isAsLarge(before, output) ? flicker(before, output) : '';
  const answer = text === undefined ? '' : markup`<pre class="text">${text}</pre>`;
  return markup`<div class="pictures">${figures}${both}${answer}</div>`;
}

/** What is required, and the titles of who says so. */
function drawRequirement({ text, cite }: Requirement): Markup {
  const titles = cite.map((one) => corpus.sources[one.split('#', 1)[0] ?? '']?.title ?? one);
  return markup`<li>${text} <small>${titles.join('; ')}</small></li>`;
}

const drawFinding = ({ check, expected, actual }: Finding): Markup =>
  markup`<dt>${check}</dt><dd>${expected}</dd><dd>${actual}</dd>`;

/** What was required, asked and found. What did not pass says why, and how to ask again. */
function drawFindings(result: Result, replay: Replay): Markup {
  const last = result.exchanges.at(-1);
  if (result.verdict.is !== 'pass') return markup`<pre>${explain(result, replay)}</pre>`;
  return markup`<ul>${result.case.shows.map(drawRequirement)}</ul>
<details><summary>request and findings</summary>
<pre>${last?.command ?? ''}</pre>
<dl>${last?.findings.map(drawFinding) ?? []}</dl>
</details>`;
}

/** One result as a person looks at it; `modes` are the parameters and values that it is an example of. */
export async function drawCard(
  result: Result,
  modes: readonly string[],
  album: Album,
  replay: Replay,
): Promise<Markup> {
  const { case: one, verdict, exchanges } = result;
  const request = exchanges.at(-1)?.request;
  const about = [one.evidence, one.edition, one.id, one.given[request?.key ?? ''] ?? ''];
  return markup`
<article class="${verdict.is}">
<h3>${request?.process ?? one.id}</h3>
<p><b>${verdict.is}</b> ${about.join(' · ')}${modes.map((mode) => markup` <code>${mode}</code>`)}</p>
${drawSight(await look(result, album))}
${drawFindings(result, replay)}
</article>`;
}
