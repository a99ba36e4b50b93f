#!/usr/bin/env node
const help = `oss-conformance: does an endpoint answer as Alibaba Cloud OSS does?

  oss-conformance list [--only ID…] [--edition E]      print the cases
  oss-conformance run [flags]                          judge the emulator, or --endpoint
  oss-conformance fuzz [OPERATION…] [--runs N] [--seed N] [flags]
                                                       judge it by random requests
  oss-conformance audit                                what the spec says and no case shows

Flags of run:
  --endpoint URL              what to judge; without it the emulator is started and stopped
  --bucket NAME               its bucket for the cases; other settings add their names to it
  --access-key-id ID, --access-key-secret SECRET
                              the owner of the bucket; a second pair is another account;
                              without them nothing is written and the objects must be there
  --addressing path|virtual   how requests name the bucket (path)
  --region R                  region of V4 signatures (of the endpoint's host, else cn-hangzhou)
  --edition current|2019-09   only this one; a real endpoint is judged as current
  --only ID                   a case, or all cases below it; may be repeated
  --level core|pixels|exact   how closely to look (exact)
  --fixtures DIR              where files live that cases name by their SHA-256
  --report pretty,junit,json,html
                              what to write; pretty goes to the terminal, html is a contact
                              sheet with pictures of every operation (pretty)
  --out DIR                   where the other reports go (out)

Exit code: 0 all pass, 1 failures, 2 our error or bad usage.
`;

type Command = (args: readonly string[]) => Promise<number>;
/** Everything that is loaded is loaded by the command that needs it. */
const commands: Readonly<Record<string, Command>> = {
  list: async (args) => (await import('./commands/list.ts')).list(args),
  run: async (args) => (await import('./commands/run.ts')).runCommand(args),
  fuzz: async (args) => (await import('./commands/fuzz.ts')).fuzzCommand(args),
  audit: async (args) => (await import('./commands/audit.ts')).auditCommand(args),
};

// `oss-conformance list | head`: the reader has gone, the exit code still counts.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Ending by a signal would leave the emulator behind that was started as a child.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.once(signal, () => process.exit(code));

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
try {
  if (command && !args.includes('--help')) process.exitCode = await command(args);
  else if (name === '' || name === 'help' || process.argv.includes('--help')) console.log(help);
  else throw new Error(`there is no command ${name}; try oss-conformance --help`);
} catch (error) {
  console.error(`oss-conformance: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
