import { type Spec, specOf } from '../../spec/corpus.ts';
import type { BucketCall } from '../call.ts';
import { refuse } from '../errors.ts';
import { readBody } from '../http/body.ts';
import { answerXml } from '../http/respond.ts';
import { childOf, parseXml, textOf } from '../http/xml.ts';
import type { Access, ProtectRule } from '../store/access.ts';
import { delimiters, settleAccess } from './access.ts';
import { changeBucket } from './change.ts';

const root = 'BucketProcessConfiguration';
const row = { on: 'bucket', query: 'processConfiguration', right: 'own-bucket' } as const;

const cut = (list: string) => list.split(',').filter((part) => part !== '');
const invalid = (name: string, value: string) =>
  refuse('process-configuration', { fields: { name, value } });

function readSwitch(tree: unknown, name: string): boolean {
  const word = textOf(tree, name) ?? 'Disabled';
  if (word !== 'Enabled' && word !== 'Disabled') invalid(name, word);
  return word === 'Enabled';
}

function readHost(tree: unknown): Access['host'] {
  const host = textOf(tree, 'CompliedHost') ?? '';
  return host === 'Img' || host === 'Both' ? host : invalid('CompliedHost', host);
}

function readDelimiters(tree: unknown): Access['delimiters'] {
  return cut(textOf(tree, 'StyleDelimiters') ?? '').map(
    (text) =>
      delimiters.find((delimiter) => delimiter === text) ?? invalid('StyleDelimiters', text),
  );
}

/** Rules by prefix and suffix; their element names are ours: no document shows them (Q201). 2019 knew none. */
function readRules(tree: unknown, { chain }: Spec): readonly ProtectRule[] {
  const most = Number(chain['protect-rules'].is);
  if (most === 0) return [];
  const found = childOf(childOf(tree, 'SourceFileProtectRules'), 'Rule');
  const rules = found === undefined ? [] : Array.isArray(found) ? found : [found];
  if (rules.length > most) invalid('SourceFileProtectRules', String(rules.length));
  return rules.map((rule: unknown) => ({
    prefix: textOf(rule, 'Prefix') ?? '',
    suffix: textOf(rule, 'Suffix') ?? '',
    ignoreCase: readSwitch(rule, 'IgnoreCase'),
  }));
}

/** What is protected is forgotten with the protection itself. */
function readAccess(text: string, spec: Spec): Access {
  const tree = parseXml(text, root);
  const isProtected = readSwitch(tree, 'SourceFileProtect');
  return settleAccess({
    host: readHost(tree),
    delimiters: readDelimiters(tree),
    protect: isProtected ? cut(textOf(tree, 'SourceFileProtectSuffix') ?? '') : [],
    rules: isProtected ? readRules(tree, spec) : [],
    oldGrammar: readSwitch(tree, 'OssDomainSupportAtProcess'),
  });
}

export const putProcessConfiguration: BucketCall = {
  ...row,
  name: 'PutBucketProcess',
  method: 'PUT',
  run: async (asked) => {
    const text = (await readBody(asked.request, 65_536)).toString();
    const access = readAccess(text, specOf(asked.bucket.edition));
    await changeBucket(asked, { access });
    return { status: 200, headers: {} };
  },
};

/** The live service does not tell OssDomainSupportAtProcess (Java SDK, BucketProcesTest). */
export const getProcessConfiguration: BucketCall = {
  ...row,
  name: 'GetBucketProcess',
  method: 'GET',
  run: ({ bucket: { access } }) => {
    const isProtected = access.protect.length + access.rules.length > 0;
    const rules = access.rules.map(({ prefix, suffix, ignoreCase }) => ({
      Prefix: prefix,
      Suffix: suffix,
      IgnoreCase: ignoreCase ? 'Enabled' : 'Disabled',
    }));
    return answerXml({
      [root]: {
        CompliedHost: access.host,
        SourceFileProtect: isProtected ? 'Enabled' : 'Disabled',
        SourceFileProtectSuffix: access.protect.join(','),
        ...(rules.length > 0 && { SourceFileProtectRules: { Rule: rules } }),
        StyleDelimiters: access.delimiters.join(','),
        Version: 2,
      },
    });
  },
};
