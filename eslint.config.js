import tseslint from 'typescript-eslint';

/** A ban with the reason that its message gives. */
const ban = (group, message) => ({ group, message });
const pixels = ban(
  ['sharp'],
  'Each engine has one door: pixels go through the file that imports sharp for this folder.',
);
const web = ban(
  ['express'],
  'express only carries requests to answer(): emulator/app.ts imports it, nobody else.',
);
const xml = ban(
  ['fast-xml-parser', 'fast-xml-validator'],
  'XML has one door a folder: emulator/http/xml.ts and conformance/xml.ts.',
);
const video = ban(
  ['fluent-ffmpeg', '@ffmpeg-installer/ffmpeg'],
  'ffmpeg has one door: emulator/engine/ffmpeg.ts.',
);
const clips = ban(['mediabunny'], 'Clips are probed behind one door: emulator/engine/clip.ts.');
const heic = ban(['heic-decode', 'libheif-js'], 'HEIC has one door: emulator/engine/heic.ts.');
const containers = ban(
  ['testcontainers'],
  'An optional package has one door: emulator/testcontainers.ts.',
);
const forms = ban(
  ['@fastify/busboy'],
  'Forms are taken apart behind one door: emulator/http/form-parts.ts.',
);
const certificates = ban(
  ['node-forge'],
  'Certificates are made behind one door: emulator/http/self-signed.ts.',
);
const yaml = ban(
  ['yaml', 'zod'],
  'Nothing reads YAML at run time: spec/read.ts and the doors named in eslint.config.js do.',
);
const notEmulator = ban(
  ['**/emulator/**'],
  'A suite that shares code with the emulator only proves that they share code.',
);
const notConformance = ban(['**/conformance/**'], 'The emulator must not know how it is judged.');
const notAbove = ban(['**/emulator/**', '**/conformance/**'], 'spec/ is the bottom layer.');

const imports = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const engines = [pixels, video, clips, heic];

/** The one file of emulator/ that may import what nobody else may. */
const doors = [
  ['emulator/app.ts', web],
  ['emulator/http/self-signed.ts', certificates],
  ['emulator/http/xml.ts', xml],
  ['emulator/http/form-parts.ts', forms],
  ['emulator/engine/sharp.ts', pixels],
  ['emulator/engine/ffmpeg.ts', video],
  ['emulator/engine/clip.ts', clips],
  ['emulator/engine/heic.ts', heic],
  ['emulator/testcontainers.ts', containers],
];
const ofEmulator = [...engines, certificates, containers, web, xml, forms, yaml];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'out', 'fixtures/video', '**/*.gen.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  { files: ['*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  {
    // vitest's expect() and supertest answer with `any` where they cannot know better.
    files: ['**/*.test.ts', '**/*.contract.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  // --- layers -----------------------------------------------------------------------------------------------------
  imports(['spec/**/*.ts'], [notAbove, ...engines, web, xml]),
  imports(
    ['emulator/**/*.ts'],
    [notConformance, ...ofEmulator],
    [...doors.map(([file]) => file), '**/*.test.ts'],
  ),
  ...doors.map(([file, own]) =>
    imports([file], [notConformance, ...ofEmulator.filter((other) => other !== own)]),
  ),
  imports(['emulator/**/*.test.ts'], [notConformance]),
  imports(
    ['conformance/**/*.ts'],
    [notEmulator, ...engines, web, xml, yaml],
    [
      'conformance/pixels.ts',
      'conformance/xml.ts',
      'conformance/format/**',
      'conformance/bench/**',
      '**/*.test.ts',
    ],
  ),
  imports(['conformance/pixels.ts'], [notEmulator, video, clips, heic, web, xml, yaml]),
  imports(['conformance/xml.ts'], [notEmulator, web, ...engines, yaml]),
  imports(['conformance/format/**/*.ts'], [notEmulator, web, ...engines, xml]),
  imports(['conformance/bench/**/*.ts'], [notEmulator, clips, heic, xml, yaml]),
  imports(['conformance/**/*.test.ts'], [notEmulator]),
  imports(['fixtures/**/*.ts'], [notEmulator, notConformance]),
);
