import { expect, test } from 'vitest';
import { completeOptions, describeOptions, readOptions } from './options.ts';

test('flags win over the environment, which wins over defaults', () => {
  const environment = {
    OSS_DOUBLE_PORT: '1',
    OSS_DOUBLE_HOST: '::1',
    OSS_DOUBLE_LOG_LEVEL: 'error',
  };
  const options = readOptions(['--port', '2'], environment);
  expect(options).toMatchObject({ port: 2, host: '::1', logLevel: 'error', edition: 'current' });
});

test('repeated pairs are separate accounts', () => {
  const pair = (id: string) => ['--access-key-id', id, '--access-key-secret', `${id}-secret`];
  const options = readOptions([...pair('a'), ...pair('b')], {});
  expect(options.accessKeyId).toEqual(['a', 'b']);
  expect(options.accessKeySecret).toEqual(['a-secret', 'b-secret']);
});

test('flags without a value are on, by the environment too', () => {
  expect(readOptions(['--json'], { OSS_DOUBLE_DEMO: '1' })).toMatchObject({
    json: true,
    demo: true,
  });
  expect(readOptions([], { OSS_DOUBLE_DEMO: 'false' }).demo).toBe(false);
});

test.each([
  [['--port', '65536'], '--port: expected a whole number from 0 to 65535'],
  [['--port', '1.5'], '--port'],
  [['--edition', '2020'], '--edition: expected current or 2019-09'],
  [['--auth', 'maybe'], '--auth: expected strict or off'],
  [['--no-such-flag'], 'no-such-flag'],
  [['stray'], 'stray'],
  [['--access-key-id', 'a', '--access-key-id', 'b'], '--access-key-secret'],
])('%o is refused in words', (args, message) => {
  expect(() => readOptions(args, {})).toThrow(message);
});

test('a bad environment variable is called by its own name', () => {
  expect(() => readOptions([], { OSS_DOUBLE_PORT: 'x' })).toThrow('OSS_DOUBLE_PORT: expected');
});

test('an empty environment variable is none', () => {
  const empty = { OSS_DOUBLE_PORT: '', OSS_DOUBLE_DATA: '', OSS_DOUBLE_DEMO: '' };
  expect(readOptions([], empty)).toMatchObject({ port: 9000, data: undefined, demo: false });
});

test('an option given as undefined has its default', () => {
  expect(completeOptions({ port: undefined as never }).port).toBe(9000);
});

test('the help names every flag', () => {
  for (const flag of ['port', 'max-source-bytes', 'access-key-secret', 'demo'])
    expect(describeOptions()).toContain(`--${flag}`);
});
