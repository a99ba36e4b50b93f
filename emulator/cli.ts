#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { listenForSignals } from './signals.ts';

const describeHelp = (
  flags: string,
) => `oss-double: a test double of Alibaba Cloud OSS image processing

  oss-double serve [flags]                  start it
  oss-double explain '<process>' [flags]    say what a process does, or why it is refused
      --source FILE                         on this picture instead of a 400x267 JPEG
      --edition E                           current or 2019-09

Flags of serve; each may be set as OSS_DOUBLE_<NAME> in the environment instead:
${flags}`;

/** Everything that is loaded is loaded by the command that needs it. */
async function serveCommand(args: readonly string[]): Promise<void> {
  const stopping = listenForSignals();
  const { readOptions } = await import('./options.ts');
  const options = readOptions(args, process.env);
  const { serve } = await import('./serve.ts');
  await serve(options, stopping);
}

async function explainCommand(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { source: { type: 'string' }, edition: { type: 'string', default: 'current' } },
  });
  const [text, ...more] = positionals;
  if (text === undefined || more.length > 0) throw new Error('explain takes one process');
  const { readOptions } = await import('./options.ts');
  const { edition } = readOptions(['--edition', values.edition], {});
  const { exampleSource, explain } = await import('./process/explain.ts');
  const { readSource } = await import('./process/explain-source.ts');
  const source = values.source === undefined ? exampleSource : await readSource(values.source);
  const { text: told, isRefused } = explain(text, edition, source);
  console.log(told);
  process.exitCode = isRefused ? 1 : 0;
}

async function helpCommand(): Promise<void> {
  const { describeOptions } = await import('./options.ts');
  console.log(describeHelp(describeOptions()));
}

const commands = new Map([
  ['serve', serveCommand],
  ['explain', explainCommand],
]);

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = commands.get(name);
  if (command && !args.includes('--help')) await command(args);
  else if (name === '' || args.includes('--help') || ['--help', '-h', 'help'].includes(name))
    await helpCommand();
  else throw new Error(`there is no command '${name}'; try oss-double --help`);
} catch (error) {
  // A person made a mistake: one line, no stack, and not the advice that Node adds.
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  console.error(`oss-double: ${line}`);
  process.exitCode = 1;
}
