import { specOf } from '../../spec/corpus.ts';
import { headerName } from '../../spec/header.ts';
import { refuse } from '../errors.ts';
import { corsMethodOf } from '../http/cors.ts';
import type { Elements } from '../http/to-xml.ts';
import { childOf, parseXml, textOf } from '../http/xml.ts';
import type { CorsSeed } from '../seed.ts';
import type { Bucket } from '../store/bucket.ts';
import type { Cors, CorsMethod, CorsRule } from '../store/cors.ts';

const root = 'CORSConfiguration';

const listOf = (found: unknown): readonly unknown[] =>
  found === undefined ? [] : Array.isArray(found) ? found : [found];

const invalid = (name: string, value: string) =>
  refuse('cors-value', { fields: { name, value, ArgumentName: name, ArgumentValue: value } });

/** The texts of an element that may repeat; a rule has at least so many. */
function readTexts(rule: unknown, name: string, least: number): string[] {
  const texts = listOf(childOf(rule, name)).map((item) =>
    typeof item === 'string' ? item.trim() : invalid(name, ''),
  );
  return texts.length < least || texts.includes('') ? invalid(name, '') : texts;
}

/** Patterns have one `*` at most, and none of the characters that XML has for itself. */
function readPatterns(rule: unknown, name: string, least: number, stars: 0 | 1): string[] {
  const texts = readTexts(rule, name, least);
  const wrong = texts.find((text) => text.split('*').length - 1 > stars || /[<>&'"\s]/.test(text));
  return wrong === undefined ? texts : invalid(name, wrong);
}

/** Names of headers: an answer lists them in one of its own. */
function readNames(rule: unknown, name: string): string[] {
  const texts = readPatterns(rule, name, 0, 0);
  const wrong = texts.find((text) => !headerName.test(text));
  return wrong === undefined ? texts : invalid(name, wrong);
}

function readMethod(text: string): CorsMethod {
  return (
    corsMethodOf(text) ??
    refuse('cors-method', {
      fields: { value: text, ArgumentName: 'AllowedMethod', ArgumentValue: text },
    })
  );
}

function readMaxAge(rule: unknown): number | undefined {
  const found = childOf(rule, 'MaxAgeSeconds');
  if (found === undefined) return undefined;
  const text = typeof found === 'string' ? found.trim() : '';
  return /^\d{1,9}$/.test(text) ? Number(text) : invalid('MaxAgeSeconds', text);
}

function readRule(rule: unknown): CorsRule {
  const maxAge = readMaxAge(rule);
  const named = listOf(childOf(rule, 'AllowedMethod'));
  if (named.length === 0) invalid('AllowedMethod', '');
  return {
    origins: readPatterns(rule, 'AllowedOrigin', 1, 1),
    methods: named.map((item) => readMethod(typeof item === 'string' ? item.trim() : '')),
    headers: readPatterns(rule, 'AllowedHeader', 0, 1),
    expose: readNames(rule, 'ExposeHeader'),
    ...(maxAge !== undefined && { maxAge }),
  };
}

/** Reads a `CORSConfiguration`. Throws an OssError for one without rules, with too many, or with a wrong value. */
export function readCors(text: string, { edition }: Pick<Bucket, 'edition'>): Cors {
  const tree = parseXml(text, root);
  const found = listOf(childOf(tree, 'CORSRule'));
  if (found.length === 0) refuse('cors-without-rule');
  const most = Number(specOf(edition).chain['cors-rules'].is);
  if (found.length > most) refuse('cors-rules', { fields: { most: String(most) } });
  const vary = textOf(tree, 'ResponseVary') ?? 'false';
  if (vary !== 'true' && vary !== 'false') invalid('ResponseVary', vary);
  return { rules: found.map(readRule), vary: vary === 'true' };
}

/** Rules as a seed gives them; one without methods allows to read. */
export const settleCors = ({ rules, vary = false }: CorsSeed): Cors => ({
  rules: rules.map((rule) => ({ methods: ['GET', 'HEAD'], headers: [], expose: [], ...rule })),
  vary,
});

/** An element for each text of a list that may be empty. */
const elements = (name: string, texts: readonly string[]) => texts.length > 0 && { [name]: texts };

export const printCors = ({ rules, vary }: Cors): Elements => ({
  [root]: {
    CORSRule: rules.map(({ origins, methods, headers, expose, maxAge }) => ({
      ...elements('AllowedOrigin', origins),
      ...elements('AllowedMethod', methods),
      ...elements('AllowedHeader', headers),
      ...elements('ExposeHeader', expose),
      MaxAgeSeconds: maxAge,
    })),
    ResponseVary: vary,
  },
});
